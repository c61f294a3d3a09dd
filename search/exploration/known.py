"""What is known to be equal: two rewrite systems, of which each sees what the other misses.

One keeps terms small (representatives are in its normal form), the other unfolds definitions and
expands products, which decides identities of polynomials as soon as their laws are known.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from prover.logic.syntax import TRUE, Application, Equality, Formula, Term
from prover.logic.walk import strip_universals
from prover.theory import Theory
from search.exploration.rewriting import Rewriting
from search.rewriting.knuth_bendix import KnuthBendixOrder
from search.rewriting.path_order import LexicographicPathOrder

__all__ = ["KnownEquations"]


@dataclass(slots=True)
class KnownEquations:
    """The equations that may be used without proof, and those learned.

    Args:
        theory: its axioms and unconditional definitions are known from the start.
        order: of the system that keeps terms small.
    """

    theory: Theory
    order: KnuthBendixOrder
    shrinking: Rewriting = field(init=False)
    unfolding: Rewriting = field(init=False)

    def __post_init__(self) -> None:
        self.shrinking = Rewriting(self.order)
        self.unfolding = Rewriting(LexicographicPathOrder(self.theory.symbols))
        for axiom in self.theory.axioms:
            self.learn(axiom.formula)
        for definition in self.theory.definitions:
            for case in definition.equations:
                if isinstance(case.left, Application) and case.condition is TRUE:
                    self.learn(case.formula, overlap=False)

    def learn(self, statement: Formula, *, overlap: bool = True) -> None:
        """Use ``statement`` from now on, if it is an equation."""
        _, body = strip_universals(statement)
        if isinstance(body, Equality):
            self.shrinking.add(body.left, body.right, overlap=overlap)
            self.unfolding.add(body.left, body.right, overlap=overlap)

    def suppose(self, statement: Formula) -> None:
        """Keep terms small by an equation that may be false."""
        _, body = strip_universals(statement)
        if isinstance(body, Equality):
            self.note(body.left, body.right)

    def note(self, left: Term, right: Term) -> None:
        """Keep terms small by an equation, which nothing else is to follow from."""
        if not self.shrinking.joins(left, right):
            self.shrinking.add(left, right, overlap=False)

    def implies(self, left: Term, right: Term) -> bool:
        """Whether ``left = right`` follows by rewriting."""
        if self.shrinking.joins(left, right):
            return True
        return self.unfolding.joins(left, right)
