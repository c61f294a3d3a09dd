"""Hard claims: whoever is first settles them, and everybody keeps to the time."""

from __future__ import annotations

from dataclasses import dataclass, field
from time import monotonic, sleep

import pytest

from prover.clausify import Clausifier, InputClause
from prover.logic.clause import Clause
from prover.logic.reader import parse_formulas
from prover.logic.walk import symbols
from prover.model import FiniteModel
from prover.proof import Rule
from prover.watch import Event, Pulse
from search import portfolio
from search.derivation import Derivation, input_derivation
from search.models import Finding, ModelFinder
from search.portfolio import Portfolio

CONTRADICTORY = ("all x. (P(x) -> P(f(x)))", "P(a)", "-P(f(f(f(a))))")
ENDLESS = ("all x. exists y. R(x, y)", "all x. all y. all z. (R(x, y) & R(y, z) -> R(x, z))",
           "all x. -R(x, x)")  # fmt: skip


@dataclass
class Finder:
    """The clauses of formulas, and their models."""

    formulas: tuple[str, ...]
    asked: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        read = parse_formulas(self.formulas).formulas
        vocabulary = tuple(s for formula in read for s in symbols(formula))
        clausifier = Clausifier(frozenset(symbol.name for symbol in vocabulary))
        self.entries = [
            entry
            for n, formula in enumerate(read)
            for entry in clausifier.clausify(formula, str(n))
        ]
        self.finder = ModelFinder({"all": [entry.clause for entry in self.entries]}, vocabulary)

    def __call__(self, until: float) -> Finding:
        self.asked.append(until)
        return self.finder.find(["all"], until)


class FakeRace:
    """A race that somebody wins after a while, with the first clause as its proof."""

    seconds = 0.0
    started = 0
    closed = 0

    def __init__(self, entries: list[InputClause], *_: object, **__: object) -> None:
        type(self).started += 1
        self.entries = entries
        self.notes = ["e --auto: gave up"]
        self.end = monotonic() + self.seconds

    def __enter__(self) -> FakeRace:
        return self

    def __exit__(self, *_: object) -> None:
        type(self).closed += 1

    def poll(self) -> Derivation | None:
        if monotonic() < self.end:
            return None
        return Derivation(Clause(()), Rule.CONTRADICTION, (input_derivation(self.entries[0]),))

    def wait(self, deadline: float) -> Derivation | None:
        while (result := self.poll()) is None and monotonic() < deadline:
            sleep(0.01)
        return result


@pytest.fixture
def race(monkeypatch: pytest.MonkeyPatch) -> type[FakeRace]:
    monkeypatch.setattr(portfolio, "Race", FakeRace)
    FakeRace.started = FakeRace.closed = 0
    FakeRace.seconds = 0.0
    return FakeRace


def settle(formulas: tuple[str, ...], seconds: float, **more: object) -> tuple[Portfolio, object]:
    finder = Finder(formulas)
    made = Portfolio(finder.entries, finder, ("auto",), monotonic() + seconds, **more)  # type: ignore[arg-type]
    return made, made.settle()


def test_an_easy_contradiction_is_refuted_before_any_child_is_started(race: type[FakeRace]) -> None:
    _, settled = settle(CONTRADICTORY, 10.0)
    assert isinstance(settled, Derivation)
    assert not settled.clause.literals
    assert race.started == 0


def test_a_model_settles_it_as_well(race: type[FakeRace]) -> None:
    _, settled = settle(CONTRADICTORY[:2], 10.0)
    assert isinstance(settled, FiniteModel)
    assert race.started == 0


def test_another_prover_may_win(race: type[FakeRace]) -> None:
    race.seconds = 0.3
    begun = monotonic()
    made, settled = settle(ENDLESS, 30.0)
    assert isinstance(settled, Derivation)
    assert monotonic() - begun < 25
    assert race.started == race.closed == 1
    assert made.notes == ["e --auto: gave up"]


def test_nobody_waits_beyond_the_deadline(race: type[FakeRace]) -> None:
    race.seconds = 60.0
    begun = monotonic()
    _, settled = settle(ENDLESS, 1.0)
    assert settled is None
    assert monotonic() - begun < 30  # half of what the others would take
    assert race.closed == 1


def test_what_the_watcher_raises_ends_the_race(race: type[FakeRace]) -> None:
    race.seconds = 60.0

    def watch(event: Event) -> None:
        if race.started:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        settle(ENDLESS, 30.0, pulse=Pulse(watch))
    assert race.closed == 1
