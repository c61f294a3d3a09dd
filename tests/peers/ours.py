"""The engines of this project, asked like the peers."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from time import monotonic

from prover.clausify import Clausifier, InputClause
from prover.logic.syntax import Formula
from prover.logic.walk import symbols
from search.derivation import Derivation
from search.saturation import Outcome, refute
from tests.peers.question import Question, Said

__all__ = ["clauses_by_name", "saturated", "saturation"]

_SAID = {
    Outcome.REFUTED: Said.UNSAT,
    Outcome.SATURATED: Said.SAT,
    Outcome.RESOURCE_OUT: Said.UNKNOWN,
}


def saturation(question: Question, seconds: float) -> Said:
    """What saturation says by itself."""
    entries, _ = clauses_by_name({f"f{n}": f for n, f in enumerate(question.formulas)})
    return _SAID[saturated(entries, monotonic() + seconds)[0]]


def clauses_by_name(formulas: Mapping[str, Formula]) -> tuple[list[InputClause], Clausifier]:
    """The clauses of named formulas, and what made them."""
    names = frozenset(s.name for formula in formulas.values() for s in symbols(formula))
    clausifier = Clausifier(names)
    return [c for name, f in formulas.items() for c in clausifier.clausify(f, name)], clausifier


def saturated(
    entries: list[InputClause], deadline: float, goals: Collection[str] = ()
) -> tuple[Outcome, Derivation | None]:
    """How our saturation ends; ``goals`` are sources of the negated claim."""
    return refute(entries, deadline=deadline, goals=goals)
