"""Monte-Carlo tree search over AND/OR graphs.

*PUCT* (Rosin 2011; Silver et al. 2017) chooses among a state's actions by value, prior and
visits; among the goals of an action the one that looks hardest is walked first, and an action
is worth the product of its goals' values (HyperTree proof search, Lample et al. 2022; rlCoP,
Kaliszyk et al. 2018).  *AB-MCTS* (Inoue et al. 2025) decides by Thompson sampling whether to go
wider (a new action, or a new attempt of the policy) or deeper (an action tried before).
"""

from __future__ import annotations

import math
from collections.abc import Set
from dataclasses import dataclass, field
from random import Random
from typing import Any

from search.strategy.strategy import AnyTree, next_untried, rng_of
from search.strategy.tree import Edge, Node, Status, Task

__all__ = ["AdaptiveMcts", "Mcts"]

AnyNode = Node[Any, Any]
_LOOK = -1
_Path = tuple[tuple[int, int | None], ...]


@dataclass
class Mcts:
    """PUCT with exploration ``c``; ``fpu`` is taken off the value of actions never tried."""

    c: float = 1.5
    fpu: float = 0.1
    seed: int = 0
    name: str = "mcts"
    _paths: dict[tuple[int, int | None], _Path] = field(default_factory=dict)

    def ask(self, tree: AnyTree, count: int) -> list[Task]:
        """Walk down from the root ``count`` times; visits count at once, as virtual losses."""
        tasks: list[Task] = []
        for number in range(count):
            found = self._descend(tree, number)
            if found is None:
                break
            task, path = found
            tree.start(task)
            for node, edge in path:
                tree.nodes[node].visits += 1
                if edge is not None:
                    tree.nodes[node].edges[edge].visits += 1
            self._paths[task.node, task.edge] = path
            tasks.append(task)
        return tasks

    def told(self, tree: AnyTree, task: Task) -> None:
        """Back the outcome's value up along the path that was walked."""
        worth = self._worth(tree, task)
        for node, edge in reversed(self._paths.pop((task.node, task.edge), ())):
            above = tree.nodes[node]
            if edge is not None:
                above.edges[edge].total += worth
            above.total += worth

    def _worth(self, tree: AnyTree, task: Task) -> float:
        node = tree.nodes[task.node]
        if task.edge is None:
            return float(node.status is Status.PROVED) if _is_settled(node) else node.value
        edge = node.edges[task.edge]
        if edge.status is Status.OPEN:
            return math.prod(_mean(tree.nodes[child]) for child in edge.children or ())
        return float(edge.status is Status.PROVED)

    def _descend(self, tree: AnyTree, salt: int) -> tuple[Task, _Path] | None:
        """A walk from the root to work; states from which all ways are barred are avoided."""
        barred: set[int] = set()
        rng = rng_of(self.seed, tree, salt)
        while 0 not in barred:
            number = 0
            path: list[tuple[int, int | None]] = []
            above: set[int] = set()
            while number not in barred:
                node = tree.nodes[number]
                above.add(number)
                edge = self.choose(tree, node, rng, above | barred) if node.attempts else _LOOK
                if edge is None or (edge == _LOOK and node.is_pending):
                    barred.add(number)
                elif edge == _LOOK:
                    path.append((number, None))
                    return Task(number, None, "wider" if node.attempts else "leaf"), tuple(path)
                else:
                    path.append((number, edge))
                    if node.edges[edge].children is None:
                        return Task(number, edge, _why(node, node.edges[edge])), tuple(path)
                    number = _hardest(tree, node.edges[edge])
        return None

    def choose(self, tree: AnyTree, node: AnyNode, rng: Random, barred: Set[int]) -> int | None:
        """The edge with the largest upper bound; ``None`` when all are barred or under way."""
        untried = next_untried(node)
        best, best_score = None, -math.inf
        scale = self.c * math.sqrt(node.visits + 1)
        for index, edge in enumerate(node.edges):
            if index != untried and not _leads_on(tree, edge, barred):
                continue
            mean = edge.total / edge.visits if edge.visits else max(0.0, _mean(node) - self.fpu)
            score = mean + scale * edge.prior / (1 + edge.visits)
            if score > best_score:
                best, best_score = index, score
        return best


@dataclass
class AdaptiveMcts(Mcts):
    """AB-MCTS: wider or deeper by Thompson sampling from Beta distributions.

    ``strength`` is how many observations the prior of an action never tried is worth.
    """

    strength: float = 2.0
    name: str = "ab-mcts"

    def choose(self, tree: AnyTree, node: AnyNode, rng: Random, barred: Set[int]) -> int | None:
        """The edge, or a new one (a new attempt of the policy), whose sample is largest."""
        candidates: list[tuple[float, int]] = []
        untried = next_untried(node)
        won, lost = node.value * self.strength, (1 - node.value) * self.strength
        for index, edge in enumerate(node.edges):
            if edge.visits == 1:
                won, lost = won + edge.total, lost + max(0.0, 1 - edge.total)
            if edge.children and _leads_on(tree, edge, barred):
                against = max(0.0, edge.visits - edge.total)
                candidates.append((rng.betavariate(1 + edge.total, 1 + against), index))
        if untried is not None:
            candidates.append((rng.betavariate(1 + won, 1 + lost), untried))
        elif not node.is_exhausted and not node.is_pending:
            candidates.append((rng.betavariate(1 + won, 1 + lost), _LOOK))
        return max(candidates)[1] if candidates else None


def _why(node: AnyNode, edge: Edge[Any]) -> str:
    return f"{node.visits} visits, value {_mean(node):.2f}, prior {edge.prior:.3f}"


def _leads_on(tree: AnyTree, edge: Edge[Any], barred: Set[int]) -> bool:
    """Whether the edge was tried, is open, and none of its open goals is barred."""
    if edge.status is not Status.OPEN or edge.is_pending or edge.children is None:
        return False
    return not any(c in barred for c in edge.children if tree.nodes[c].status is Status.OPEN)


def _is_settled(node: AnyNode) -> bool:
    return node.status is not Status.OPEN


def _mean(node: AnyNode) -> float:
    if node.status is not Status.OPEN:
        return float(node.status is Status.PROVED)
    return (node.total + node.value) / (node.visits + 1)


def _hardest(tree: AnyTree, edge: Edge[Any]) -> int:
    """The open goal that looks least likely to be proved."""
    goals = [g for g in edge.children or () if tree.nodes[g].status is Status.OPEN]
    return min(goals, key=lambda goal: (_mean(tree.nodes[goal]), goal))
