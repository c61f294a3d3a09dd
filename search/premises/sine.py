"""SInE: premises that a goal reaches through the rarest symbols.

Hoder and Voronkov, "Sine Qua Non for Large Theory Reasoning" (2011).  A symbol triggers the
premises in which it is among the rarest, up to a factor, the tolerance: the rarest symbol of a
statement tells best what it is about.  A goal reaches what its symbols trigger, then what the
symbols of those trigger, and so on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence

__all__ = ["Sine"]


class Sine:
    """Ranks premises by how many steps of triggering lead to them.

    Args:
        symbols: the symbols of each premise.
        tolerance: how many times as frequent as the rarest a symbol may be to trigger.
    """

    def __init__(self, symbols: Sequence[frozenset[Hashable]], *, tolerance: float = 2.0) -> None:
        self._symbols = symbols
        self._triggered: dict[Hashable, list[int]] = {}
        frequencies = Counter(symbol for each in symbols for symbol in each)
        for index, each in enumerate(symbols):
            if not each:
                continue
            limit = tolerance * min(frequencies[symbol] for symbol in each)
            for symbol in each:
                if frequencies[symbol] <= limit:
                    self._triggered.setdefault(symbol, []).append(index)

    def reached(self, query: Iterable[Hashable]) -> list[list[int]]:
        """The premises that the symbols ``query`` reach, step by step; each list in order.

        Premises without symbols, such as falsity, are of the first step.
        """
        known = set(query)
        fresh = set(known)
        steps: list[list[int]] = []
        found = {index for index, symbols in enumerate(self._symbols) if not symbols}
        new = set(found)
        while fresh or new:
            for symbol in fresh:
                new.update(i for i in self._triggered.get(symbol, ()) if i not in found)
            if not new:
                break
            steps.append(sorted(new))
            found |= new
            fresh = {symbol for index in new for symbol in self._symbols[index]} - known
            known |= fresh
            new = set()
        return steps
