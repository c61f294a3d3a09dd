"""Engines that say how far they are."""

from __future__ import annotations

from time import monotonic

from prover.clausify import Clausifier, InputClause
from prover.logic.reader import parse_formulas
from prover.watch import Event, Pulse, Searching, ignore
from search.chaining import ForwardChaining
from search.saturation import Saturation

EVERY_TIME = 0.0


def clauses(*formulas: str) -> list[InputClause]:
    clausifier = Clausifier(frozenset())
    return [
        entry
        for number, formula in enumerate(parse_formulas(list(formulas)).formulas)
        for entry in clausifier.clausify(formula, f"p{number}")
    ]


SUCCESSORS = clauses("even(zero)", "∀x (even(x) → odd(s(x)))", "∀x (odd(x) → even(s(x)))")


def test_chaining_counts_its_facts() -> None:
    told: list[Event] = []
    chain = ForwardChaining(pulse=Pulse(told.append, EVERY_TIME))
    chain.add(SUCCESSORS)
    chain.run()
    assert told[:2] == [Searching("chaining", 1, 0), Searching("chaining", 2, 1)]
    assert len(told) == len(chain.facts)


def test_saturation_counts_its_clauses() -> None:
    told: list[Event] = []
    run = Saturation(max_processed=20, pulse=Pulse(told.append, EVERY_TIME))
    run.refute(SUCCESSORS)
    counts = [(e.clauses, e.kept) for e in told if isinstance(e, Searching)]
    assert counts == sorted(counts)
    assert counts[-1][1] >= 19


def test_a_pulse_lets_time_pass_between_two_events() -> None:
    told: list[Event] = []
    pulse = Pulse(told.append, 60.0)
    assert monotonic() >= pulse.due
    pulse.tell(monotonic(), Searching("models", 1, 1))
    assert monotonic() < pulse.due


def test_where_nobody_watches_nothing_is_ever_due() -> None:
    assert Pulse().due == Pulse(ignore).due == float("inf")
