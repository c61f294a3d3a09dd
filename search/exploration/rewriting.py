"""What is known to be equal, as an ordered rewrite system.

An equation rewrites an instance of one side to the instance of the other where that is smaller in
an order, so that commutativity can be used, too (Lankford, "Canonical Inference", 1975;
Bachmair, Dershowitz and Plaisted, "Completion Without Failure", 1989).  Of the completion only
one round is made: equations that follow from two known ones by overlapping them, if they are small.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from prover.logic.syntax import Application, FunctionSymbol, Term, Variable
from prover.logic.unify import match_terms, resolved, unify_terms
from prover.logic.walk import substitute_term

__all__ = ["Ordering", "Rewriting"]

_LARGEST_OVERLAP = 14
"""Symbols that a derived equation may have on both sides together."""

_MOST_STEPS = 30
"""Rewriting steps by which one tries to show that a derived equation is known already."""


class Ordering(Protocol):
    """Which of two terms is to be preferred; there is no infinite descent."""

    def is_smaller(self, term: Term, than: Term) -> bool:
        """Whether ``term`` comes before ``than``, variables being constants; total."""
        ...

    def always_smaller(self, term: Term, than: Term) -> bool:
        """Whether every instance of ``term`` comes before that of ``than``."""
        ...


@dataclass(frozen=True, slots=True)
class _Rule:
    left: Application
    right: Term
    is_oriented: bool


class Rewriting:
    """Known equations and the normal forms they give.

    Args:
        order: says which of two equal terms is to be preferred.
    """

    def __init__(self, order: Ordering) -> None:
        self._order = order
        self._rules: dict[FunctionSymbol, list[_Rule]] = {}
        self._learned: list[_Rule] = []
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
                for rule in self._rules.get(one.function, ()):
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

    def _insert(self, left: Term, right: Term) -> list[_Rule]:
        added = []
        for one, other in ((left, right), (right, left)):
            if not isinstance(one, Application) or not other.free <= one.free:
                continue
            is_smaller = self._order.always_smaller(other, one)
            if is_smaller or not self._order.always_smaller(one, other):
                rule = _Rule(one, other, is_smaller)
                self._rules.setdefault(one.function, []).append(rule)
                added.append(rule)
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
        for rule in self._rules.get(term.function, ()):
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

    def _overlaps(self, rule: _Rule) -> Iterator[tuple[Term, Term]]:
        """Both results of rewriting a term at its root by one rule, inside by another."""
        for other in tuple(self._learned):
            yield from _critical_pairs(rule, other)
            if other is not rule:
                yield from _critical_pairs(other, rule)


def _critical_pairs(outer: _Rule, inner: _Rule) -> Iterator[tuple[Term, Term]]:
    renaming: dict[Variable, Term] = {v: Variable(f"{v.name}′", v.sort) for v in inner.left.free}
    left = substitute_term(inner.left, renaming)
    right = substitute_term(inner.right, renaming)
    for path, part in _positions(outer.left):
        if not path and outer is inner:
            continue
        bindings = unify_terms([(part, left)])
        if bindings is not None:
            substitution = resolved(bindings)
            replaced = _replaced(outer.left, path, right)
            yield (
                substitute_term(replaced, substitution),
                substitute_term(outer.right, substitution),
            )


def _positions(term: Application) -> Iterator[tuple[tuple[int, ...], Application]]:
    """The parts of ``term`` that are no variables, with the way to each."""
    stack: list[tuple[tuple[int, ...], Application]] = [((), term)]
    while stack:
        path, part = stack.pop()
        yield path, part
        for index, argument in enumerate(part.arguments):
            if isinstance(argument, Application):
                stack.append(((*path, index), argument))


def _replaced(term: Term, path: Sequence[int], part: Term) -> Term:
    if not path:
        return part
    assert isinstance(term, Application)
    arguments = list(term.arguments)
    arguments[path[0]] = _replaced(arguments[path[0]], path[1:], part)
    return Application(term.function, tuple(arguments))


def _size(term: Term) -> int:
    return 1 if isinstance(term, Variable) else 1 + sum(_size(part) for part in term.arguments)
