"""The engines of this project, asked like the peers."""

from __future__ import annotations

from time import monotonic

from prover.clausify import Clausifier, InputClause
from prover.logic.walk import symbols
from search.derivation import Derivation
from search.saturation import Outcome, Saturation
from tests.peers.question import Question, Said

__all__ = ["clauses_of", "saturated", "saturation"]

_SAID = {
    Outcome.REFUTED: Said.UNSAT,
    Outcome.SATURATED: Said.SAT,
    Outcome.RESOURCE_OUT: Said.UNKNOWN,
}


def saturation(question: Question, seconds: float) -> Said:
    """What saturation says by itself."""
    entries, _ = clauses_of(question)
    return _SAID[saturated(entries, monotonic() + seconds)[0]]


def clauses_of(question: Question) -> tuple[list[InputClause], Clausifier]:
    """The clauses of the formulas f0, f1, … and what made them."""
    names = frozenset(s.name for formula in question.formulas for s in symbols(formula))
    clausifier = Clausifier(names)
    numbered = enumerate(question.formulas)
    return [c for n, f in numbered for c in clausifier.clausify(f, f"f{n}")], clausifier


def saturated(entries: list[InputClause], deadline: float) -> tuple[Outcome, Derivation | None]:
    """How our saturation ends."""
    return Saturation(deadline=deadline, max_processed=1_000_000).refute(entries)
