"""What is known while a theory is explored: facts and theorems, for filtering and for proving."""

from __future__ import annotations

from dataclasses import dataclass, field

from prover.logic.syntax import Formula
from prover.theory import Theorem, Theory
from search.exploration.consequences import Consequences
from search.exploration.known import KnownEquations
from search.exploration.proving import TheoryProver
from search.rewriting.knuth_bendix import KnuthBendixOrder

__all__ = ["Knowledge"]


@dataclass(slots=True)
class Knowledge:
    """Everything that may be used.

    Args:
        theory: what is given.

    Attributes:
        order: of terms.
        equations: those that rewrite.
        consequences: tells what is not worth stating.
        prover: proves.
        theorems: those learned, in order.
    """

    theory: Theory
    order: KnuthBendixOrder = field(init=False)
    equations: KnownEquations = field(init=False)
    consequences: Consequences = field(init=False)
    prover: TheoryProver = field(init=False)
    theorems: list[Theorem] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.order = KnuthBendixOrder(self.theory.symbols)
        self.equations = KnownEquations(self.theory, self.order)
        self.consequences = Consequences(self.equations)
        self.prover = TheoryProver(self.theory)
        for formula in self.theory.facts.values():
            self.consequences.learn(formula)

    def learn(self, theorem: Theorem) -> None:
        """Add a theorem; an obligation of another one is only kept."""
        self.theorems.append(theorem)
        if not theorem.part_of:
            self.equations.learn(theorem.statement)
            self.consequences.learn(theorem.statement)
            self.prover.learn(theorem)

    def suppose(self, statement: Formula) -> None:
        """Treat what could not be proved as known when looking for more, but not in proofs."""
        self.equations.suppose(statement)
        self.consequences.learn(statement)
