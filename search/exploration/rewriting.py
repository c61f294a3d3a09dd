"""What is known to be equal, as an ordered rewrite system.

Of a completion (Bachmair, Dershowitz and Plaisted, "Completion Without Failure", 1989) only one
round is made: equations that follow from two known ones by overlapping them, if they are small.

Every term that is enumerated passes through here, so a normal form is one look-up where it is
known, and no steps are kept.  Rewriting in proofs (:mod:`search.induction.rewriting`) has
conditions, hypotheses and formulas, and has to say how it got there.
"""

from __future__ import annotations

from collections.abc import Iterator

from prover.logic.syntax import Application, Term, Variable
from prover.logic.unify import match_terms
from prover.logic.walk import substitute_term
from search.rewriting.orders import TermOrder
from search.rewriting.overlaps import critical_pairs
from search.rewriting.rules import RuleSet, TermRule, orientations

__all__ = ["Rewriting"]

_LARGEST_OVERLAP = 14
"""Symbols that a derived equation may have on both sides together."""

_MOST_STEPS = 30
"""Rewriting steps by which one tries to show that a derived equation is known already."""


class Rewriting:
    """Known equations and the normal forms they give.

    Args:
        order: says which of two equal terms is to be preferred.
    """

    def __init__(self, order: TermOrder) -> None:
        self._order = order
        self._rules: RuleSet[TermRule] = RuleSet()
        self._learned: list[TermRule] = []
        self._normal: dict[Term, Term] = {}

    def add(self, left: Term, right: Term, *, overlap: bool = True) -> None:
        """Learn an equation, and with ``overlap`` what small ones follow from it and earlier ones.

        Definitions need no overlapping: where they apply, they have been applied.
        """
        added = self._insert(left, right)
        self._learned += added
        if not overlap:
            return
        for rule in added:
            for one, other in tuple(self._overlaps(rule)):
                self._derive(one, other)

    def normal(self, term: Term) -> Term:
        """The term that no known equation makes smaller."""
        known = self._normal.get(term)
        if known is None:
            known = term
            if isinstance(term, Application):
                arguments = tuple(self.normal(argument) for argument in term.arguments)
                known = self._reduced(Application(term.function, arguments))
            self._normal[term] = known
        return known

    def is_reducible_at_root(self, term: Application) -> bool:
        """Whether an equation applies to the whole of ``term``."""
        return self._step(term) is not None

    def joins(self, left: Term, right: Term) -> bool:
        """Whether the equation follows by rewriting both sides."""
        return self.normal(left) is self.normal(right)

    def is_instance(self, left: Term, right: Term) -> bool:
        """Whether one single known equation says ``left = right``, or more."""
        for one, other in ((left, right), (right, left)):
            if isinstance(one, Application):
                for rule in self._rules.of(one.function):
                    if match_terms([(rule.left, one), (rule.right, other)]) is not None:
                        return True
        return False

    def _surely_normal(self, term: Term, steps: list[int]) -> Term:
        """The normal form by rewriting that is possible in every instance of ``term``.

        ``steps`` holds the number of steps that may still be taken.
        """
        if isinstance(term, Variable):
            return term
        arguments = tuple(self._surely_normal(part, steps) for part in term.arguments)
        term = Application(term.function, arguments)
        smaller = self._step(term, surely=True) if steps[0] > 0 else None
        if smaller is None:
            return term
        steps[0] -= 1
        return self._surely_normal(smaller, steps)

    def _insert(self, left: Term, right: Term) -> list[TermRule]:
        added = list(orientations(left, right, self._order.always_smaller))
        for rule in added:
            self._rules.add(rule)
        self._normal.clear()
        return added

    def _reduced(self, term: Term) -> Term:
        if isinstance(term, Application):
            smaller = self._step(term)
            if smaller is not None:
                return self.normal(smaller)
        return term

    def _step(self, term: Application, *, surely: bool = False) -> Term | None:
        is_smaller = self._order.always_smaller if surely else self._order.is_smaller
        for rule in self._rules.of(term.function):
            bindings = match_terms([(rule.left, term)])
            if bindings is not None:
                smaller = substitute_term(rule.right, bindings)
                if rule.is_oriented or is_smaller(smaller, term):
                    return smaller
        return None

    def _derive(self, left: Term, right: Term) -> None:
        """Add an equation that follows, unless rewriting shows that or it is large."""
        if _size(left) + _size(right) > _LARGEST_OVERLAP:
            return
        steps = [_MOST_STEPS]
        left, right = self._surely_normal(left, steps), self._surely_normal(right, steps)
        if _size(left) + _size(right) > _LARGEST_OVERLAP:
            return
        if left is not right and not self.is_instance(left, right):
            self._insert(left, right)

    def _overlaps(self, rule: TermRule) -> Iterator[tuple[Term, Term]]:
        """Both results of rewriting a term at its root by one rule, inside by another."""
        for other in tuple(self._learned):
            yield from critical_pairs(rule, other)
            if other is not rule:
                yield from critical_pairs(other, rule)


def _size(term: Term) -> int:
    return 1 if isinstance(term, Variable) else 1 + sum(_size(part) for part in term.arguments)
