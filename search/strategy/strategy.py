"""What a search strategy is: it says what to do next, and is told what came of it.

Strategies hold no tree and no space.  What they have to remember is in the tree (visits,
totals, ``memory``) or can be made again from it, so a stored tree can be taken up by a fresh
strategy and goes on exactly as it would have.
"""

from __future__ import annotations

import random
from typing import Any, Protocol

from search.strategy.tree import SearchTree, Task

__all__ = ["AnyTree", "Strategy", "rng_of"]

AnyTree = SearchTree[Any, Any]


class Strategy(Protocol):
    """One way to walk a proof space."""

    name: str

    def ask(self, tree: AnyTree, count: int) -> list[Task]:
        """Up to ``count`` pieces of work that can be done side by side; none when all is done.

        The tree marks them as pending when they are begun.
        """
        ...

    def told(self, tree: AnyTree, task: Task) -> None:
        """Take note of work that is done; the tree has recorded it already."""
        ...


def rng_of(seed: int, tree: AnyTree, salt: int = 0) -> random.Random:
    """Chance that depends on nothing but the seed and how far the search has come."""
    return random.Random((seed * 1_000_003 + tree.steps) * 1_009 + salt)
