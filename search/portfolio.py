"""The portfolio: all that may settle a hard claim, side by side, under one deadline.

Our engine and the search for a countermodel take turns in this process; other provers race
beside them in children of their own (:mod:`search.engines`).  The first usable result wins and
the others are stopped.  Easy claims are settled in the first turns, before any child is started.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import monotonic

from prover.clausify import InputClause
from prover.errors import ProverError
from prover.logic.syntax import Symbol
from prover.model import FiniteModel
from prover.watch import Event, Pulse
from search.derivation import Derivation
from search.engines.engine import available
from search.engines.race import Race
from search.models import Finding
from search.saturation import QUICK, Outcome, Slice, refute

__all__ = ["Portfolio", "Settled"]

Settled = Derivation | FiniteModel | None
"""A refutation, a model, or neither within the time."""

_FIRST_SHARE = 0.025
"""The part of the time that proving, and then looking for models, take before others start."""

_PROVING_SHARE = 0.5
_MODELS_SHARE = 0.6
"""The parts of what is left that each of the two takes while the other one is not at its end."""

_LAST_SECONDS = 0.5
"""What is left is not divided any more when it is less than this."""

_POLL_SECONDS = 0.05


class _Won(ProverError):
    """Another prover has settled the claim while ours was at work."""

    def __init__(self, result: Derivation | FiniteModel) -> None:
        super().__init__("settled by another engine")
        self.result = result


@dataclass(slots=True)
class Portfolio:
    """One claim to be settled: are these clauses contradictory, or do they have a model?

    Args:
        entries: the clauses of the premises and of the denied claim.
        find_model: looks for a model of them until a value of :func:`time.monotonic`, and goes
            on where it stopped when it is asked again.
        engines: names of the other provers that may race (see :func:`available`).
        goal_sources: sources of the clauses that deny the claim.
        vocabulary: symbols that a model has to interpret besides those of the clauses.
        deadline: value of :func:`time.monotonic` at which it gives up.
        pulse: is told how far our own engine is.

    Attributes:
        notes: what kept engines from being of use.
        may_be_refuted: false once our engine has seen that there is no refutation.
        may_have_model: false once the finder has nothing left to try.
    """

    entries: Sequence[InputClause]
    find_model: Callable[[float], Finding]
    engines: Sequence[str]
    deadline: float
    goal_sources: Collection[str] = frozenset()
    vocabulary: Sequence[Symbol] = ()
    pulse: Pulse = field(default_factory=Pulse)
    notes: list[str] = field(default_factory=list)
    may_be_refuted: bool = True
    may_have_model: bool = True

    def settle(self) -> Settled:
        """A derivation of ⊥ from the clauses, a model of them, or ``None``."""
        first = (self.deadline - monotonic()) * _FIRST_SHARE
        settled: Settled = self._prove(monotonic() + first, QUICK)
        if settled is None:
            settled = self._look(monotonic() + first)
        if settled is not None or not self._is_open:
            return settled
        race = Race(
            self.entries,
            available(self.engines),
            self.deadline - monotonic(),
            goal_sources=self.goal_sources,
            vocabulary=self.vocabulary,
        )
        with race:
            try:
                with self._listening(race):
                    return self._beside(race)
            except _Won as won:
                return won.result
            finally:
                self.notes += race.notes

    def _beside(self, race: Race) -> Settled:
        while self._is_open:
            settled: Settled = self._prove(
                self._until(_PROVING_SHARE, alone=not self.may_have_model)
            )
            if settled is None:
                settled = self._look(self._until(_MODELS_SHARE, alone=not self.may_be_refuted))
            if settled is not None:
                return settled
        return race.wait(self.deadline)

    @property
    def _is_open(self) -> bool:
        """Whether there is time left, and a use for it."""
        return monotonic() < self.deadline and (self.may_be_refuted or self.may_have_model)

    def _until(self, share: float, *, alone: bool) -> float:
        now = monotonic()
        left = self.deadline - now
        return self.deadline if alone or left < _LAST_SECONDS else now + left * share

    def _prove(self, until: float, schedule: Sequence[Slice] | None = None) -> Derivation | None:
        if not self.may_be_refuted:
            return None
        outcome, empty = refute(
            self.entries,
            deadline=until,
            pulse=self.pulse,
            schedule=schedule,
            goals=self.goal_sources,
        )
        self.may_be_refuted = outcome is not Outcome.SATURATED
        return empty

    def _look(self, until: float) -> FiniteModel | None:
        if not self.may_have_model:
            return None
        found = self.find_model(until)
        if isinstance(found, FiniteModel):
            return found
        self.may_have_model = found is None and monotonic() >= until
        return None

    @contextmanager
    def _listening(self, race: Race) -> Iterator[None]:
        """While this lasts, whoever tells the pulse of its work learns that the race is won."""
        watch, interval = self.pulse.watch, self.pulse.interval

        def listen(event: Event) -> None:
            watch(event)
            result = race.poll()
            if result is not None:
                raise _Won(result)

        self.pulse.watch, self.pulse.interval, self.pulse.due = listen, _POLL_SECONDS, 0.0
        try:
            yield
        finally:
            self.pulse.watch, self.pulse.interval = watch, interval
