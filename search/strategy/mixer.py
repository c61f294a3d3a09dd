"""Several strategies on one tree, taking turns (MPS-Prover, Liang et al. 2025)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from search.strategy.strategy import AnyTree, Strategy
from search.strategy.tree import Task

__all__ = ["Mixer"]


@dataclass
class Mixer:
    """Each of ``strategies`` is asked in turn; all of them see everything that is learned."""

    strategies: Sequence[Strategy]
    name: str = "mixed"

    def ask(self, tree: AnyTree, count: int) -> list[Task]:
        """Work from the strategy whose turn it is, or from the next one that has any."""
        turn: int = tree.memory.get("turn", 0)
        for offset in range(len(self.strategies)):
            strategy = self.strategies[(turn + offset) % len(self.strategies)]
            tasks = strategy.ask(tree, count)
            if tasks:
                tree.memory["turn"] = (turn + offset + 1) % len(self.strategies)
                return [Task(t.node, t.edge, f"{strategy.name}: {t.why}") for t in tasks]
        return []

    def told(self, tree: AnyTree, task: Task) -> None:
        """Tell every strategy."""
        for strategy in self.strategies:
            strategy.told(tree, task)
