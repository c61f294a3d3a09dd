"""What looks promising: priors of inferences and values of tableaux.

Linear features through a softmax, after those that rlCoP learned from (Kaliszyk, Urban,
Michalewski and Olšák, "Reinforcement learning of theorem proving", 2018); the weights are set
by hand.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from prover.logic.syntax import Application, Node
from search.tableau.matrix import Connection
from search.tableau.tableau import Tableau

__all__ = ["Policy", "softmax"]


@dataclass(frozen=True, slots=True)
class Policy:
    """Weights of the features, in the logarithm of odds.

    Attributes:
        reduction: for closing a goal against its path.
        goal: for each goal that an extension leaves.
        size: for each symbol of the clause.
        claimed: for a clause of the negated claim.
        axiom: for an axiom of equality.
        binding: for each symbol that a variable of the goal is bound to.
        step: what refuting a goal is thought to cost, in the logarithm of the value.
        weight: what each symbol of a goal adds to that.
    """

    reduction: float = 1.0
    goal: float = -0.7
    size: float = -0.05
    claimed: float = 0.5
    axiom: float = -1.0
    binding: float = -0.2
    step: float = -0.3
    weight: float = -0.03

    def extension(self, connection: Connection) -> float:
        """The score of extending a goal by a connection."""
        clause = connection.clause
        bound = [t for v, t in connection.bindings.items() if v not in clause.original]
        return (
            self.goal * len(clause.others(connection.index))
            + self.size * clause.size
            + self.claimed * clause.is_claimed
            + self.axiom * (clause.given is None)
            + self.binding * sum(symbol_count(term) for term in bound)
        )

    def value(self, tableau: Tableau) -> float:
        """How likely it is that the tableau can be closed: the fewer and smaller, the better."""
        sizes = (symbol_count(goal.literal.atom) for goal in tableau.goals)
        return math.exp(sum(self.step + self.weight * size for size in sizes))


def softmax(scores: Sequence[float]) -> list[float]:
    """Probabilities in proportion to the exponentials of the scores."""
    top = max(scores, default=0.0)
    weights = [math.exp(score - top) for score in scores]
    total = sum(weights)
    return [weight / total for weight in weights]


def symbol_count(node: Node) -> int:
    """Number of symbols, each occurrence counted; variables count nothing."""
    count = 0
    waiting = [node]
    while waiting:
        node = waiting.pop()
        count += isinstance(node, Application)
        waiting += node.children
    return count
