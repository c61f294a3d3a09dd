"""Rewrite rules, and how equations become rules.

An equation that an order decreases in every instance is a rule in that direction.  One that no
order orients, such as commutativity, is a rule in both directions, used where the instance at
hand decreases (Lankford, "Canonical Inference", 1975; Martin and Nipkow, "Ordered Rewriting and
Confluence", 1990).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from prover.logic.syntax import Application, Atom, Equality, Symbol, Term
from prover.logic.unify import Bindings, match_atoms, match_terms

__all__ = ["Comparison", "Redex", "RuleSet", "TermRule", "match_redex", "orientations"]

Redex = Application | Atom | Equality
"""What a rule may apply to."""

Comparison = Callable[[Term, Term], bool]
"""Whether the first term is smaller than the second one."""


@dataclass(frozen=True, slots=True, eq=False)
class TermRule:
    """An equation in one direction: an instance of ``left`` may become that of ``right``.

    Attributes:
        left: a pattern.
        right: has no variables of its own.
        is_oriented: whether every instance decreases; else only those that do may be used.
    """

    left: Application
    right: Term
    is_oriented: bool


def orientations(left: Term, right: Term, smaller: Comparison) -> Iterator[TermRule]:
    """The directions in which an equation may be used: where it always decreases, that one only.

    Args:
        left: one side.
        right: the other side.
        smaller: of all instances; or of the terms as they are, if their variables are constants.
    """
    sides = ((left, right), (right, left))
    for one, other in sides:
        if isinstance(one, Application) and smaller(other, one):
            yield TermRule(one, other, True)
            return
    for one, other in sides:
        if isinstance(one, Application) and other.free <= one.free:
            yield TermRule(one, other, False)


class _HasLeft(Protocol):
    @property
    def left(self) -> Redex: ...


AnyRule = TypeVar("AnyRule", bound=_HasLeft)


class RuleSet(Generic[AnyRule]):
    """Rules by the symbol at the top of their left sides.

    Attributes:
        version: grows with every rule.
    """

    def __init__(self, rules: Iterable[AnyRule] = ()) -> None:
        self.version = 0
        self._by_head: defaultdict[Symbol | type, list[AnyRule]] = defaultdict(list)
        for rule in rules:
            self.add(rule)

    def add(self, rule: AnyRule) -> None:
        """Add a rule; those added first are tried first."""
        self.version += 1
        self._by_head[_head(rule.left)].append(rule)

    def of(self, symbol: Symbol) -> Sequence[AnyRule]:
        """The rules about the symbol."""
        return self._by_head.get(symbol, ())

    def about(self, node: Redex) -> Sequence[AnyRule]:
        """The rules that may apply at the top of ``node``."""
        return self._by_head.get(_head(node), ())


def _head(node: Redex) -> Symbol | type:
    match node:
        case Application(function=function):
            return function
        case Atom(predicate=predicate):
            return predicate
        case _:
            return Equality


def match_redex(pattern: Redex, node: Redex, bindings: Bindings | None = None) -> Bindings | None:
    """Bindings that make ``pattern`` equal to ``node``; equations in the order written."""
    if isinstance(pattern, Application):
        if isinstance(node, Application):
            return match_terms([(pattern, node)], bindings)
        return None
    return None if isinstance(node, Application) else match_atoms(pattern, node, bindings)
