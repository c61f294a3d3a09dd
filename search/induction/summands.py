"""Equations between sums, looked at as multisets of summands.

Where an operation is known to be associative and commutative, what both sides of a goal share
is taken off, and a hypothesis ``a + b = r`` is used wherever ``a`` and ``b`` are among the
summands (rewriting modulo associativity and commutativity: Peterson and Stickel, 1981).  That
a sum is what its summands make in another order is shown by the rules in force.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from prover.logic.syntax import Application, Equality, FunctionSymbol, Node, Sort, Term
from search.induction.deduction import Deduction, inferred
from search.induction.recording import calculation
from search.induction.rewriting import Rewriter
from search.induction.sequents import Reduction, Sequent

__all__ = ["Summands"]

Bag = Counter[Term | FunctionSymbol]
"""How often each summand is there, and each constructor of one argument around the sum."""


@dataclass(frozen=True, slots=True)
class Summands:
    """Simplifies equations between sums.

    Attributes:
        operations: known to be associative and commutative.
        constructors: of each generated sort; ``S(x)`` counts as ``x`` and one more.
        rewriter: sorts sums; without hypotheses.
    """

    operations: Collection[FunctionSymbol]
    constructors: Mapping[Sort, Sequence[FunctionSymbol]]
    rewriter: Rewriter

    def reductions(self, sequent: Sequent) -> Iterator[Reduction]:
        """Sequents with a hypothesis used or with less on both sides; these may be false."""
        goal = sequent.goal
        if not isinstance(goal, Equality):
            return
        for operation in self.operations:
            if operation.sort is goal.left.sort:
                yield from self._by_hypotheses(sequent, goal, operation)
                yield from self._without_shared(sequent, goal, operation)

    def _without_shared(
        self, sequent: Sequent, goal: Equality, operation: FunctionSymbol
    ) -> Iterator[Reduction]:
        """``c + a = c + b`` follows from ``a = b``."""
        left, right = self._bag(operation, goal.left), self._bag(operation, goal.right)
        shared = left & right
        common = self._term(operation, shared)
        rests = [self._term(operation, bag - shared) for bag in (left, right)]
        if shared and common and rests[0] and rests[1]:
            new = Equality(rests[0], rests[1])
            sums = (Application(operation, (common, rest)) for rest in rests if rest)
            yield from self._reduction(sequent, new, Equality(*sums), sequent)

    def _by_hypotheses(
        self, sequent: Sequent, goal: Equality, operation: FunctionSymbol
    ) -> Iterator[Reduction]:
        for hypothesis in (*sequent.induction, *sequent.hypotheses):
            if not isinstance(hypothesis, Equality) or hypothesis in sequent.spent:
                continue
            left, right = hypothesis.left, hypothesis.right
            if left.sort is operation.sort:
                yield from self._by_hypothesis(sequent, goal, operation, left, right, hypothesis)
                yield from self._by_hypothesis(sequent, goal, operation, right, left, hypothesis)

    def _by_hypothesis(
        self,
        sequent: Sequent,
        goal: Equality,
        operation: FunctionSymbol,
        old: Term,
        new: Term,
        hypothesis: Equality,
    ) -> Iterator[Reduction]:
        """The goal with ``new`` for ``old``, where that leaves less to show."""
        bag, other = self._bag(operation, old), self._bag(operation, new)
        if bag.total() < 2:
            return
        sides = (goal.left, goal.right)
        smaller = replace(sequent, spent=sequent.spent | {hypothesis})
        bags = [self._bag(operation, side) for side in sides]
        for n in range(2):
            rest = bags[n] - bag
            if not bag <= bags[n] or not self._is_less(rest + other, bags[1 - n], bags[n]):
                continue
            before, after = list(sides), list(sides)
            before[n] = self._sum(operation, old, rest)
            after[n] = self._sum(operation, new, rest)
            yield from self._reduction(sequent, Equality(*after), Equality(*before), smaller)

    def _is_less(self, new: Bag, other: Bag, old: Bag) -> bool:
        """Whether ``new`` differs from ``other`` by less than ``old`` does."""

        def apart(bag: Bag) -> int:
            return _weight(bag - other) + _weight(other - bag)

        return apart(new) < apart(old)

    def _reduction(
        self, sequent: Sequent, new: Equality, sums: Equality, smaller: Sequent
    ) -> Iterator[Reduction]:
        """To ``new``, from which ``sums`` follows, which is the goal in another order."""
        goal = sequent.goal
        assert isinstance(goal, Equality)
        pairs = ((goal.left, sums.left), (goal.right, sums.right))
        if any(self.rewriter.normal(one) is not self.rewriter.normal(two) for one, two in pairs):
            return

        def justify(proofs: Sequence[Deduction]) -> Deduction:
            ordered = [self._equal(one, two) for one, two in pairs if one is not two]
            step = inferred(sequent.stating(sums), proofs[0])
            return inferred(sequent.statement, step, *ordered)

        yield Reduction((replace(smaller, goal=new),), justify)

    def _equal(self, left: Term, right: Term) -> Deduction:
        equation = Equality(left, right)
        return calculation(Sequent(equation), self.rewriter, equation)

    def _bag(self, operation: FunctionSymbol, term: Term) -> Bag:
        bag: Bag = Counter()
        stack = [term]
        while stack:
            part = stack.pop()
            if isinstance(part, Application) and part.function is operation:
                stack.extend(part.arguments)
            elif isinstance(part, Application) and self._is_unit(part.function):
                bag[part.function] += 1
                stack.extend(part.arguments)
            elif not self._is_nothing(part):
                bag[part] += 1
        return bag

    def _is_unit(self, function: FunctionSymbol) -> bool:
        made = self.constructors.get(function.sort, ())
        return function in made and function.argument_sorts == (function.sort,)

    def _is_nothing(self, term: Term) -> bool:
        made = self.constructors.get(term.sort, ())
        return isinstance(term, Application) and not term.arguments and term.function in made

    def _sum(self, operation: FunctionSymbol, first: Term, rest: Bag) -> Term:
        added = self._term(operation, rest) if rest else None
        return first if added is None else Application(operation, (first, added))

    def _term(self, operation: FunctionSymbol, bag: Bag) -> Term | None:
        """The sum of the bag; ``None`` where nothing is in it and there is no zero."""
        terms = [each for each in bag.elements() if not isinstance(each, FunctionSymbol)]
        made = self.constructors.get(operation.sort, ())
        zeros: list[Term] = [Application(c, ()) for c in made if not c.arity]
        if not terms and len(zeros) != 1:
            return None
        *others, total = terms or zeros
        for each in reversed(others):
            total = Application(operation, (each, total))
        for unit in bag.elements():
            if isinstance(unit, FunctionSymbol):
                total = Application(unit, (total,))
        return total


def _weight(bag: Bag) -> int:
    """How many symbols there are in it."""
    return sum(_size(each) * count for each, count in bag.items())


def _size(part: Node | FunctionSymbol) -> int:
    if isinstance(part, FunctionSymbol):
        return 1
    return 1 + sum(_size(child) for child in part.children)
