"""Clauses: disjunctions of literals, their variables universally quantified."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from prover.logic.syntax import Atom, Equality, Formula, Implies, Not, Variable
from prover.logic.walk import (
    Substitution,
    conjunction,
    disjunction,
    substitute,
    universal_closure,
)

__all__ = ["Clause", "Literal"]


@dataclass(frozen=True, slots=True)
class Literal:
    """An atom (or equation) or its negation."""

    positive: bool
    atom: Atom | Equality

    @property
    def formula(self) -> Formula:
        """The literal as a formula."""
        return self.atom if self.positive else Not(self.atom)

    @property
    def complement(self) -> Literal:
        """The literal of opposite sign."""
        return Literal(not self.positive, self.atom)

    def substitute(self, substitution: Substitution) -> Literal:
        """The literal with its variables replaced."""
        atom = substitute(self.atom, substitution)
        if atom is self.atom:
            return self
        assert isinstance(atom, Atom | Equality)
        return Literal(self.positive, atom)

    @staticmethod
    def of(formula: Formula) -> Literal | None:
        """The literal that ``formula`` is, or ``None`` when it is not one."""
        positive = True
        while isinstance(formula, Not):
            positive, formula = not positive, formula.body
        return Literal(positive, formula) if isinstance(formula, Atom | Equality) else None


@dataclass(frozen=True, slots=True)
class Clause:
    """A disjunction of literals without repetition; the empty clause is false."""

    literals: tuple[Literal, ...]

    @staticmethod
    def of(literals: Iterable[Literal]) -> Clause:
        """The clause of these literals, repeated ones merged, order kept."""
        return Clause(tuple(dict.fromkeys(literals)))

    @property
    def variables(self) -> frozenset[Variable]:
        """All variables of the clause."""
        return frozenset().union(*(literal.atom.free for literal in self.literals))

    @property
    def is_tautology(self) -> bool:
        """True when the clause holds in every structure for a syntactic reason."""
        if any(
            literal.positive
            and isinstance(literal.atom, Equality)
            and literal.atom.left is literal.atom.right
            for literal in self.literals
        ):
            return True
        positive = {literal.atom for literal in self.literals if literal.positive}
        return any(lit.atom in positive for lit in self.literals if not lit.positive)

    def substitute(self, substitution: Substitution) -> Clause:
        """The instance of the clause under ``substitution``, merged."""
        return Clause.of(literal.substitute(substitution) for literal in self.literals)

    @property
    def formula(self) -> Formula:
        """The clause as a closed formula, an implication where that reads better."""
        negative = [literal.atom for literal in self.literals if not literal.positive]
        positive = [literal.atom for literal in self.literals if literal.positive]
        if not negative or len(self.literals) == 1:
            return universal_closure(disjunction(literal.formula for literal in self.literals))
        if not positive:
            body, head = negative[:-1], Not(negative[-1])
            return universal_closure(Implies(conjunction(body), head))
        return universal_closure(Implies(conjunction(negative), disjunction(positive)))
