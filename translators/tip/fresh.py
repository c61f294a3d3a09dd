"""Names that nothing else has."""

from __future__ import annotations

from collections.abc import Iterable, Set

__all__ = ["Names", "fresh_name"]


def fresh_name(name: str, taken: Set[str]) -> str:
    """``name``, with as many primes as it takes not to be ``taken``."""
    while name in taken:
        name += "'"
    return name


class Names:
    """The names of symbols, all different."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = set(taken)

    def take(self, name: str) -> str:
        """``name``, or the first of ``name_2``, ``name_3``, … that is free."""
        chosen, number = name, 1
        while chosen in self._taken:
            number += 1
            chosen = f"{name}_{number}"
        self._taken.add(chosen)
        return chosen
