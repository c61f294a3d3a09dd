"""The order of terms: smaller before larger, so that a smallest term stands for its class.

The Knuth-Bendix order with weight 1 for every symbol and every variable, variables taken as
constants (Knuth and Bendix, "Simple Word Problems in Universal Algebras", 1970).  It is total, and
a term's key is a nested tuple, so comparing terms is comparing tuples.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from prover.logic.syntax import Atom, Equality, Symbol, Term, Variable

__all__ = ["KnuthBendixOrder"]

Key = tuple[Any, ...]


class KnuthBendixOrder:
    """Keys of terms and atoms, remembered.

    Args:
        symbols: earlier ones are smaller; constants are smaller than variables.
    """

    def __init__(self, symbols: Iterable[Symbol]) -> None:
        self._ranks = {symbol: rank for rank, symbol in enumerate(symbols, start=1)}
        self._keys: dict[Term, Key] = {}

    def key(self, term: Term) -> Key:
        """What ``term`` is compared by; its first entry is the number of symbols and variables."""
        key = self._keys.get(term)
        if key is None:
            key = self._keys[term] = self._made(term)
        return key

    def size(self, term: Term) -> int:
        """The number of symbols and variables of ``term``, each as often as it occurs."""
        size: int = self.key(term)[0]
        return size

    def atom_key(self, atom: Atom | Equality) -> Key:
        """What atoms are compared by: size, equations first, then predicate and arguments."""
        if isinstance(atom, Equality):
            left, right = self.key(atom.left), self.key(atom.right)
            return (1 + left[0] + right[0], -1, left, right)
        keys = tuple(self.key(argument) for argument in atom.arguments)
        return (1 + sum(key[0] for key in keys), self._rank(atom.predicate), *keys)

    def equation(self, left: Term, right: Term) -> Equality:
        """The equation with its larger side on the left."""
        if self.key(left) < self.key(right):
            left, right = right, left
        return Equality(left, right)

    def is_smaller(self, term: Term, than: Term) -> bool:
        """Whether ``term`` comes before ``than``, variables being constants."""
        return self.key(term) < self.key(than)

    def always_smaller(self, term: Term, than: Term) -> bool:
        """Whether every instance of ``term`` comes before that of ``than``."""
        counts = _occurrences(than)
        for variable, count in _occurrences(term).items():
            if counts.get(variable, 0) < count:
                return False
        if self.size(term) != self.size(than):
            return self.size(term) < self.size(than)
        return self._smaller_by_symbols(term, than)

    def _smaller_by_symbols(self, term: Term, than: Term) -> bool:
        """The same for terms of one size, by the first place where their symbols differ."""
        if term is than or isinstance(term, Variable) or isinstance(than, Variable):
            return False
        if term.function is not than.function:
            return self.key(term) < self.key(than)
        for one, other in zip(term.arguments, than.arguments, strict=True):
            if one is not other:
                return self.always_smaller(one, other)
        return False

    def _rank(self, symbol: Symbol) -> int:
        return self._ranks.setdefault(symbol, len(self._ranks) + 1)

    def _made(self, term: Term) -> Key:
        if isinstance(term, Variable):
            return (1, 0, term.name)
        rank = self._rank(term.function)
        if not term.arguments:
            return (1, -1, rank)
        keys = tuple(self.key(argument) for argument in term.arguments)
        return (1 + sum(key[0] for key in keys), rank, *keys)


def _occurrences(term: Term) -> dict[Variable, int]:
    counts: dict[Variable, int] = {}
    stack: list[Term] = [term]
    while stack:
        part = stack.pop()
        if isinstance(part, Variable):
            counts[part] = counts.get(part, 0) + 1
        elif part.free:
            stack.extend(part.arguments)
    return counts
