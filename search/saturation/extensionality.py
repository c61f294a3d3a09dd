"""Extensionality resolution: that two things differ is read as what tells them apart.

Gupta, Kovács, Kragl and Voronkov, "Extensional Crisis and Proving Identity" (2014).  An axiom
such as "sets with equal elements are equal" gives clauses ``x = y ∨ C``, and no simplification
order lets ``x = y`` go first: these would only be used bottom-up, for any two sets.  Here
``s ≠ t ∨ D`` and such a clause also give ``C{x := s, y := t} ∨ D``.  It is superposition of
``x = y`` into s, after which ``y ≠ t`` is solved, so it is sound; completeness does not need it.
"""

from __future__ import annotations

from collections.abc import Iterator

from search.saturation.clauses import Clause, Literal
from search.saturation.terms import Term

__all__ = ["Extensionality"]


class Extensionality:
    """The active extensionality clauses, and the active clauses that say that things differ."""

    __slots__ = ("_axioms", "_different")

    def __init__(self) -> None:
        self._axioms: dict[Clause, Literal] = {}
        self._different: dict[Clause, list[Term]] = {}

    def add(self, clause: Clause) -> None:
        """Let ``clause`` be a partner from now on."""
        equation = _variable_equation(clause)
        if equation is not None:
            self._axioms[clause] = equation
        different = _different_terms(clause)
        if different:
            self._different[clause] = different

    def remove(self, clause: Clause) -> None:
        """Let ``clause`` be a partner no longer."""
        self._axioms.pop(clause, None)
        self._different.pop(clause, None)

    def pairs(self, given: Clause) -> Iterator[tuple[Clause, Literal, Clause, Term]]:
        """An axiom and its equation, a clause and its term: what ``given`` is to infer from."""
        if given in self._axioms:
            for clause, terms in self._different.items():
                for term in terms:
                    yield given, self._axioms[given], clause, term
        for term in self._different.get(given, ()):
            for axiom, equation in self._axioms.items():
                if axiom is not given:
                    yield axiom, equation, given, term


def _variable_equation(clause: Clause) -> Literal | None:
    """The equation of two variables in an input clause that has one, and only one."""
    if clause.generation or len(clause.literals) == 1:
        return None
    found = [
        literal
        for literal in clause.literals
        if literal.positive and literal.left.head < 0 and literal.right.head < 0
    ]
    return found[0] if len(found) == 1 else None


def _different_terms(clause: Clause) -> list[Term]:
    """The greater sides of eligible negative equations."""
    return [
        literal.left
        for literal in clause.eligible
        if not literal.positive and not literal.predicate and literal.left.head >= 0
    ]
