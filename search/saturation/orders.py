"""Simplification orders on terms.

An order is stable under substitution, monotonic, contains the subterm relation and is total on
ground terms: then replacing greater by smaller terms cannot go on forever, and superposition
may be restricted to greatest terms without losing completeness (Bachmair and Ganzinger 1994).
"""

from __future__ import annotations

from search.saturation.terms import Symbol, Term, dominates

__all__ = ["KnuthBendixOrder", "LexicographicPathOrder", "Order"]


class Order:
    """A simplification order over symbols with ranks."""

    __slots__ = ("_symbols",)

    def __init__(self, symbols: list[Symbol]) -> None:
        self._symbols = symbols

    def greater(self, left: Term, right: Term) -> bool:
        """Whether every instance of ``left`` is greater than that of ``right``."""
        raise NotImplementedError


class KnuthBendixOrder(Order):
    """Heavier terms are greater; precedence, then the arguments from the left, break ties.

    Knuth and Bendix (1970), with the variable condition: no variable occurs more often on the
    smaller side.  Variables weigh 1, as much as the lightest symbol.
    """

    __slots__ = ()

    def greater(self, left: Term, right: Term) -> bool:
        while left is not right:
            difference = left.weight - right.weight
            if difference < 0 or left.head < 0:
                return False
            if not right.ground and not dominates(left.counts, right.counts):
                return False
            if difference > 0 or right.head < 0:
                return True
            if left.head != right.head:
                return self._symbols[left.head].rank > self._symbols[right.head].rank
            others = right.args
            for index, arg in enumerate(left.args):
                other = others[index]
                if arg is not other:
                    left, right = arg, other
                    break
        return False


class LexicographicPathOrder(Order):
    """A term is greater than what a lesser symbol makes of terms that it is greater than.

    Kamin and Lévy (1980).  Unlike the Knuth–Bendix order it can orient equations whose right
    side repeats a variable, such as distributivity.
    """

    __slots__ = ()

    def greater(self, left: Term, right: Term) -> bool:
        if left is right or left.head < 0:
            return False
        if right.head < 0:
            return dominates(left.counts, right.counts)
        for arg in left.args:
            if arg is right or self.greater(arg, right):
                return True
        if left.head != right.head:
            if self._symbols[left.head].rank < self._symbols[right.head].rank:
                return False
            return all([self.greater(left, other) for other in right.args])
        others = right.args
        for index, arg in enumerate(left.args):
            other = others[index]
            if arg is not other:
                return self.greater(arg, other) and all(
                    [self.greater(left, rest) for rest in others[index + 1 :]]
                )
        return False
