"""Literals and clauses of the loop.

A literal is an equation or its negation; ``P(t)`` is ``P(t) = ⊤``.  Equal literals are one
object, so the work of comparing their sides is done once.
"""

from __future__ import annotations

from search.saturation.orders import Order
from search.saturation.terms import FALSE, TRUE, Term, TermBank
from search.saturation.unification import Instance

__all__ = ["Change", "Clause", "Literal", "LiteralBank", "maximal_literals"]


class Literal:
    """An equation or its negation, the greater side on the left where one is greater.

    Attributes:
        oriented: whether ``left`` is greater than ``right`` under every substitution.
        predicate: whether it is an atom ``left`` or its negation (``right`` is ⊤).
        opposite: the literal of the other sign, if there is one.
        settled: the newest rewrite rule that is known not to change the literal.
        mask: a bit for each symbol of it and its sign (some may share one).
    """

    __slots__ = (
        "cost",
        "depth",
        "ground",
        "left",
        "mask",
        "opposite",
        "oriented",
        "positive",
        "predicate",
        "right",
        "settled",
    )

    def __init__(self, positive: bool, left: Term, right: Term, oriented: bool) -> None:
        self.positive = positive
        self.left = left
        self.right = right
        self.oriented = oriented
        self.predicate = right.head == TRUE
        self.ground = left.ground and right.ground
        self.cost = left.cost + (0 if self.predicate else right.cost)
        self.depth = max(left.depth, right.depth)
        self.settled = 0
        self.opposite: Literal | None = None
        symbols = left.mask if self.predicate else left.mask | right.mask | 1
        self.mask = symbols if positive else symbols << 64

    @property
    def key(self) -> int:
        """Equal for literals with equal signs and equal predicates (equality is one)."""
        symbol = self.left.head if self.predicate else TRUE
        return symbol << 1 | int(self.positive)


class LiteralBank:
    """Makes the literals of one search.

    Attributes:
        truncated: whether a conclusion was left out because its terms were too deep.
    """

    __slots__ = ("_negative", "_positive", "order", "terms", "truncated")

    def __init__(self, terms: TermBank, order: Order) -> None:
        self.terms = terms
        self.order = order
        self.truncated = False
        self._positive: dict[tuple[Term, Term], Literal] = {}
        self._negative: dict[tuple[Term, Term], Literal] = {}

    def literal(self, positive: bool, left: Term, right: Term) -> Literal:
        """The literal ``left = right``, or ``left ≠ right``."""
        table = self._positive if positive else self._negative
        literal = table.get((left, right))
        if literal is None:
            literal = self._new(positive, left, right)
            table[left, right] = table[right, left] = literal
        return literal

    def _new(self, positive: bool, left: Term, right: Term) -> Literal:
        oriented = right.head == TRUE and left.head > FALSE
        if not oriented:
            oriented = self.order.greater(left, right)
        if not oriented and self.order.greater(right, left):
            left, right, oriented = right, left, True
        literal = Literal(positive, left, right, oriented)
        other = self._negative if positive else self._positive
        opposite = other.get((left, right))
        if opposite is not None:
            literal.opposite, opposite.opposite = opposite, literal
        return literal

    def complement(self, literal: Literal) -> Literal:
        """The literal of the other sign."""
        if literal.opposite is None:
            return self.literal(not literal.positive, literal.left, literal.right)
        return literal.opposite

    def instance(self, literal: Literal, instance: Instance) -> Literal:
        """The instance of ``literal``."""
        if literal.ground:
            return literal
        left, right = instance.of(literal.left), instance.of(literal.right)
        return self.literal(literal.positive, left, right)

    def shifted(self, literal: Literal, by: int, done: dict[Term, Term]) -> Literal:
        """The literal with every variable's number changed by ``by``."""
        if literal.ground:
            return literal
        left = self.terms.shifted(literal.left, by, done)
        right = self.terms.shifted(literal.right, by, done)
        return self.literal(literal.positive, left, right)

    def greater(self, left: Literal, right: Literal) -> bool:
        """The multiset extension: s=t stands for {s, t} and s≠t for {s, s, t, t}."""
        if left.left is right.left and left.oriented and right.oriented:
            if left.positive != right.positive:
                return not left.positive
            return self.order.greater(left.right, right.right)
        if left.oriented and right.oriented:
            return self.order.greater(left.left, right.left)
        return self._multiset_greater(_sides(left), _sides(right))

    def _multiset_greater(self, left: list[Term], right: list[Term]) -> bool:
        for term in tuple(left):
            if term in right:
                left.remove(term)
                right.remove(term)
        if not left:
            return False
        greater = self.order.greater
        return all(any(greater(big, small) for big in left) for small in right)


def _sides(literal: Literal) -> list[Term]:
    sides = [literal.left, literal.right]
    return sides if literal.positive else sides + sides


def maximal_literals(bank: LiteralBank, literals: tuple[Literal, ...]) -> list[Literal]:
    """The literals that no other one is greater than."""
    if len(literals) == 1:
        return list(literals)
    greater = bank.greater
    return [
        literal
        for literal in literals
        if not any([other is not literal and greater(other, literal) for other in literals])
    ]


class Clause:
    """A clause of the loop, variables normalised (numbers 0, 2, 4, …).

    Attributes:
        number: clauses are numbered as they are made.
        rule: which inference made it (see :mod:`search.saturation.records`).
        parents: the clauses it was made from.
        detail: what else is needed to repeat the inference.
        alive: whether it is still in use; a redundant clause is not.
        goal: whether the negated claim is among its ancestors.
        mask: a bit for each signed symbol (some may share one).
        eligible: the literals that take part in inferences.
    """

    __slots__ = (
        "active",
        "alive",
        "changes",
        "cost",
        "detail",
        "eligible",
        "generation",
        "goal",
        "literals",
        "mask",
        "number",
        "parents",
        "passive",
        "rule",
        "selected",
    )

    def __init__(
        self,
        number: int,
        literals: tuple[Literal, ...],
        rule: int,
        parents: tuple[Clause, ...],
        detail: tuple[object, ...] = (),
    ) -> None:
        self.number = number
        self.literals = literals
        self.rule = rule
        self.parents = parents
        self.detail = detail
        self.alive = True
        self.goal = False
        self.generation = 0
        self.selected = False
        self.eligible: list[Literal] = []
        self.active = False
        self.passive = True
        self.changes: list[Change] = []
        self.mask = 0
        self.cost = 0
        self._measure()

    def _measure(self) -> None:
        mask, cost = 0, 0
        for literal in self.literals:
            mask |= literal.mask
            cost += literal.cost
        self.mask = mask
        self.cost = cost

    def become(self, literals: tuple[Literal, ...]) -> None:
        """Replace the literals by simpler ones, before anybody has seen the clause."""
        if literals is not self.literals:
            self.literals = literals
            self._measure()


class Change:
    """One simplification of a clause (see :mod:`search.saturation.records`).

    Attributes:
        kind: what was done.
        literals: the clause afterwards.
        terms: rewritten ones, each with the rule in ``reason``.
        removed: the literal that was refuted by ``by``, or solved.
    """

    __slots__ = ("by", "kind", "literals", "removed", "terms")

    def __init__(
        self,
        kind: int,
        literals: tuple[Literal, ...],
        *,
        terms: tuple[tuple[Term, object], ...] = (),
        removed: Literal | None = None,
        by: Clause | None = None,
    ) -> None:
        self.kind = kind
        self.literals = literals
        self.terms = terms
        self.removed = removed
        self.by = by
