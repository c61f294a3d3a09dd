"""The lexicographic path order: definitions rewrite from left to right, products of sums expand.

A term is greater than what smaller symbols make of terms that it is greater than (Kamin and Lévy,
"Two Generalizations of the Recursive Path Ordering", 1980).  With a symbol above those that its
definition uses, definitions decrease from left to right, and ``rev(x ++ y) = rev(y) ++ rev(x)``
moves the symbol that was defined later inwards.
"""

from __future__ import annotations

from collections.abc import Iterable

from prover.logic.syntax import Application, Atom, Symbol, Term, Variable

__all__ = ["LexicographicPathOrder"]

MAX_DEPTHS = 60
"""Terms that are deeper together are not compared: neither is smaller."""

_Made = Application | Atom


class LexicographicPathOrder:
    """Compares terms by their symbols, outermost first, and atoms as if they were terms.

    Args:
        symbols: later ones are greater; those that are missing are the smallest, ordered by name.
    """

    __slots__ = ("_known", "_ranks")

    def __init__(self, symbols: Iterable[Symbol]) -> None:
        self._ranks = {symbol: rank for rank, symbol in enumerate(symbols)}
        self._known: dict[tuple[_Made, _Made, bool], bool] = {}

    def is_smaller(self, term: Term | Atom, than: Term | Atom) -> bool:
        """Whether ``term`` comes before ``than``, variables being the smallest constants."""
        return self._greater(than, term, True)

    def always_smaller(self, term: Term | Atom, than: Term | Atom) -> bool:
        """Whether every instance of ``term`` comes before that of ``than``."""
        return self._greater(than, term, False)

    def _greater(self, left: Term | Atom, right: Term | Atom, constants: bool) -> bool:
        if left is right:
            return False
        if isinstance(left, Variable):
            return constants and isinstance(right, Variable) and _key(left) > _key(right)
        if isinstance(right, Variable):
            return constants or right in left.free
        if left.depth + right.depth > MAX_DEPTHS:
            return False
        key = (left, right, constants)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._compared(left, right, constants)
        return known

    def _compared(self, left: _Made, right: _Made, constants: bool) -> bool:
        for part in left.arguments:
            if part is right or self._greater(part, right, constants):
                return True
        one, other = _symbol(left), _symbol(right)
        if one is other:
            pairs = zip(left.arguments, right.arguments, strict=True)
            mine, its = next(pair for pair in pairs if pair[0] is not pair[1])
            if not self._greater(mine, its, constants):
                return False
        elif self._rank(one) <= self._rank(other):
            return False
        return all(self._greater(left, part, constants) for part in right.arguments)

    def _rank(self, symbol: Symbol) -> tuple[int, str]:
        return self._ranks.get(symbol, -1), symbol.name


def _symbol(node: _Made) -> Symbol:
    return node.function if isinstance(node, Application) else node.predicate


def _key(variable: Variable) -> tuple[int, str, str]:
    return len(variable.name), variable.name, variable.sort.name
