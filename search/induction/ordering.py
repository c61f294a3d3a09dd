"""The lexicographic path ordering (Kamin and Lévy 1980), by which equations are oriented.

A symbol is greater than the symbols its definition uses, so definitions decrease from left to
right, and a lemma such as ``rev(x ++ y) = rev(y) ++ rev(x)`` moves the defined later inwards.
"""

from __future__ import annotations

from collections.abc import Mapping

from prover.logic.syntax import Application, Atom, Symbol, Term, Variable
from prover.logic.walk import symbols
from prover.theory import Definition, Theory
from search.induction.recursion import recursion_of

__all__ = ["PathOrdering", "precedence_of"]

MAX_DEPTHS = 60
"""Terms that are deeper together are not compared."""


Rank = tuple[int, int, int]
"""Whether there are accumulators, how deep the definition is, and its place in the theory."""


def precedence_of(theory: Theory) -> Mapping[Symbol, Rank]:
    """Constructors lowest, then by how deep the definition is, then in order of definition.

    Functions with accumulators, and what is defined by them, come above the others: lemmas
    then say what they compute in words without accumulators.
    """
    ranks: dict[Symbol, Rank] = {}
    numbers = {symbol: number for number, symbol in enumerate(theory.symbols)}
    for definition in theory.definitions:
        used = [ranks[symbol] for symbol in _used(definition) if symbol in ranks]
        own = int(bool(recursion_of(definition).changed))
        accumulates = max((rank[0] for rank in used), default=own)
        level = 1 + max((rank[1] for rank in used), default=0)
        number = numbers[definition.symbol]
        ranks[definition.symbol] = (max(own, accumulates), level, number)
    return {symbol: ranks.get(symbol, (0, 0, number)) for symbol, number in numbers.items()}


def _used(definition: Definition) -> set[Symbol]:
    used = {s for each in definition.equations for s in symbols(each.right)}
    used |= {s for each in definition.equations for s in symbols(each.condition)}
    return used - {definition.symbol}


class PathOrdering:
    """Compares terms.

    Args:
        precedence: of the symbols; what is missing counts as lowest.
        ground: whether variables stand for different constants, below every function and
            ordered by name: what a rewriter needs that treats them as such.
    """

    __slots__ = ("_ground", "_known", "_precedence")

    def __init__(self, precedence: Mapping[Symbol, Rank], *, ground: bool = False) -> None:
        self._precedence = precedence
        self._ground = ground
        self._known: dict[tuple[Term | Atom, Term | Atom], bool] = {}

    def greater(self, left: Term | Atom, right: Term | Atom) -> bool:
        """Whether ``left`` is greater than ``right``; atoms are compared as terms are."""
        if left is right:
            return False
        if isinstance(left, Variable):
            if not self._ground or not isinstance(right, Variable):
                return False
            return _key(left) > _key(right)
        if isinstance(right, Variable):
            return self._ground or right in left.free
        if left.depth + right.depth > MAX_DEPTHS:
            return False
        known = self._known.get((left, right))
        if known is None:
            known = self._known[left, right] = self._application_greater(left, right)
        return known

    def _application_greater(self, left: Application | Atom, right: Application | Atom) -> bool:
        for each in left.arguments:
            if each is right or self.greater(each, right):
                return True
        one, other = _symbol(left), _symbol(right)
        if one is not other:
            if self._rank(one) <= self._rank(other):
                return False
            return self._above_all(left, right.arguments)
        for mine, its in zip(left.arguments, right.arguments, strict=True):
            if mine is not its:
                return self.greater(mine, its) and self._above_all(left, right.arguments)
        return False

    def _above_all(self, left: Application | Atom, arguments: tuple[Term, ...]) -> bool:
        return all(self.greater(left, each) for each in arguments)

    def _rank(self, symbol: Symbol) -> tuple[Rank, str]:
        return self._precedence.get(symbol, (0, 0, 0)), symbol.name


def _symbol(node: Application | Atom) -> Symbol:
    return node.function if isinstance(node, Application) else node.predicate


def _key(variable: Variable) -> tuple[int, str, str]:
    return len(variable.name), variable.name, variable.sort.name
