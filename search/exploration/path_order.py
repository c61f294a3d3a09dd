"""The lexicographic path order: definitions rewrite from left to right, products of sums expand.

A term is greater than any term made of smaller symbols over its parts (Kamin and Lévy, "Two
Generalizations of the Recursive Path Ordering", 1980).  Later symbols are greater: a definition
comes after what it is made of.
"""

from __future__ import annotations

from collections.abc import Iterable

from prover.logic.syntax import Application, FunctionSymbol, Symbol, Term, Variable

__all__ = ["PathOrder"]


class PathOrder:
    """Compares terms by their symbols, outermost first.

    Args:
        symbols: later ones are greater.
    """

    def __init__(self, symbols: Iterable[Symbol]) -> None:
        self._ranks = {symbol: rank for rank, symbol in enumerate(symbols)}
        self._known: dict[tuple[Term, Term, bool], bool] = {}

    def is_smaller(self, term: Term, than: Term) -> bool:
        """Whether ``term`` comes before ``than``, variables being the smallest constants."""
        return self._greater(than, term, constants=True)

    def always_smaller(self, term: Term, than: Term) -> bool:
        """Whether every instance of ``term`` comes before that of ``than``."""
        return self._greater(than, term, constants=False)

    def _greater(self, left: Term, right: Term, *, constants: bool) -> bool:
        if left is right:
            return False
        if isinstance(left, Variable):
            return constants and isinstance(right, Variable) and right.name < left.name
        if isinstance(right, Variable):
            return constants or right in left.free
        key = (left, right, constants)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._compared(left, right, constants=constants)
        return known

    def _compared(self, left: Application, right: Application, *, constants: bool) -> bool:
        for part in left.arguments:
            if part is right or self._greater(part, right, constants=constants):
                return True
        if left.function is right.function:
            return self._greater_by_parts(left, right, constants=constants)
        if self._rank(left.function) < self._rank(right.function):
            return False
        return all(self._greater(left, part, constants=constants) for part in right.arguments)

    def _greater_by_parts(self, left: Application, right: Application, *, constants: bool) -> bool:
        pairs = zip(left.arguments, right.arguments, strict=True)
        first = next((pair for pair in pairs if pair[0] is not pair[1]), None)
        if first is None or not self._greater(*first, constants=constants):
            return False
        return all(self._greater(left, part, constants=constants) for part in right.arguments)

    def _rank(self, function: FunctionSymbol) -> int:
        return self._ranks.setdefault(function, len(self._ranks))
