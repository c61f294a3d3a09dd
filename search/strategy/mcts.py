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

from search.strategy.strategy import AnyTree, rng_of
from search.strategy.tree import Edge, Node, Status, Task

__all__ = ["AdaptiveMcts", "Mcts"]

AnyNode = Node[Any, Any]
_LOOK = -1
_Path = list[tuple[int, int | None]]
_DEVIATES = tuple(map(Random(0).gauss, [0.0] * (1 << 12), [1.0] * (1 << 12)))
"""Normal deviates to draw from, which is three times as fast as making them."""


@dataclass
class Mcts:
    """PUCT with exploration ``c``; ``fpu`` is taken off the value of actions never tried."""

    c: float = 1.5
    fpu: float = 0.1
    seed: int = 0
    name: str = "mcts"

    def ask(self, tree: AnyTree, count: int) -> list[Task]:
        """Walk down from the root ``count`` times; visits count at once, as virtual losses."""
        tasks: list[Task] = []
        paths: list[Any] = tree.memory.setdefault("paths", [])
        for number in range(count):
            found = self.descend(tree, number)
            if found is None:
                break
            task, path = found
            tree.start(task)
            for node, edge in path:
                tree.nodes[node].visits += 1
                if edge is not None:
                    tree.nodes[node].edges[edge].visits += 1
            paths.append(path)
            tasks.append(task)
        return tasks

    def told(self, tree: AnyTree, task: Task) -> None:
        """Back the outcome's value up along the path that was walked."""
        worth = self._worth(tree, task)
        for node, edge in reversed(_walked(tree, task)):
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

    def descend(self, tree: AnyTree, salt: int) -> tuple[Task, _Path] | None:
        """A walk from the root to work; states from which all ways are barred are avoided."""
        barred: set[int] = set()
        while 0 not in barred:
            number = 0
            path: _Path = []
            closed = set(barred)  # and the states above: no walk goes in a circle
            while number not in barred:
                node = tree.nodes[number]
                closed.add(number)
                edge = self.choose(tree, node, closed) if node.attempts else _LOOK
                if edge is None or (edge == _LOOK and node.is_pending):
                    barred.add(number)
                elif edge == _LOOK:
                    path.append((number, None))
                    return Task(number, None, "wider" if node.attempts else "leaf"), path
                else:
                    path.append((number, edge))
                    if node.edges[edge].children is None:
                        return Task(number, edge, _why(node, node.edges[edge])), path
                    number = _hardest(tree, node.edges[edge])
        return None

    def choose(self, tree: AnyTree, node: AnyNode, barred: Set[int]) -> int | None:
        """The edge with the largest upper bound; ``None`` when all are barred or under way."""
        best, best_score = None, -math.inf
        scale = self.c * math.sqrt(node.visits + 1)
        unknown = max(0.0, _mean(node) - self.fpu)
        edges, is_allowed = node.edges, barred.isdisjoint
        for index in node.live:  # nearly all of the time goes into this loop
            edge = edges[index]
            visits = edge.visits
            mean = edge.total / visits if visits else unknown
            score = mean + scale * edge.prior / (1 + visits)
            if score > best_score and is_allowed(edge.children or ()):
                best, best_score = index, score
        if node.untried and unknown + scale * edges[node.untried[-1]].prior > best_score:
            return node.untried[-1]
        return best


@dataclass
class AdaptiveMcts(Mcts):
    """AB-MCTS: wider or deeper by Thompson sampling.

    What a new action is worth is judged by what the state's other actions were worth when they
    were tried; ``strength`` is how many such observations the state's own value counts as.
    """

    strength: float = 2.0
    name: str = "ab-mcts"
    _rng: Random = field(default_factory=Random)

    def descend(self, tree: AnyTree, salt: int) -> tuple[Task, _Path] | None:
        """A walk whose chances depend on the seed and the steps done only."""
        self._rng = rng_of(self.seed, tree, salt)
        return super().descend(tree, salt)

    def told(self, tree: AnyTree, task: Task) -> None:
        """Note besides what the action was worth at first."""
        super().told(tree, task)
        if task.edge is not None:
            gains: list[float] = tree.memory.setdefault("gains", [])
            gains += [0.0] * (task.node + 1 - len(gains))
            gains[task.node] += self._worth(tree, task)

    def choose(self, tree: AnyTree, node: AnyNode, barred: Set[int]) -> int | None:
        """The edge, or a new one (a new attempt of the policy), whose sample is largest."""
        best, best_sample = None, -math.inf
        edges, is_allowed, sqrt = node.edges, barred.isdisjoint, math.sqrt
        bits = self._rng.getrandbits
        for index in node.live:  # nearly all of the time goes into this loop: _sample, written out
            edge = edges[index]
            visits = edge.visits
            mean = (1 + edge.total) / (2 + visits)
            sample = mean + _DEVIATES[bits(12)] * sqrt(mean * (1 - mean) / (3 + visits))
            if sample > best_sample and is_allowed(edge.children or ()):
                best, best_sample = index, sample
        may_look = not node.is_exhausted and not node.is_pending
        if (node.untried or may_look) and self._wider(tree, node) > best_sample:
            return node.untried[-1] if node.untried else _LOOK
        return best

    def _wider(self, tree: AnyTree, node: AnyNode) -> float:
        """A sample of what a new action may be worth; those under way count as lost."""
        gains: list[float] = tree.memory.get("gains", [])
        won = gains[node.number] if node.number < len(gains) else 0.0
        tried = len(node.edges) - len(node.untried)
        return _sample(self._rng, won + node.value * self.strength, tried + self.strength)


def _sample(rng: Random, won: float, tried: float) -> float:
    """A normal deviate with the moments of the Beta distribution after ``won`` of ``tried``."""
    mean = (1 + won) / (2 + tried)
    return mean + _DEVIATES[rng.getrandbits(12)] * math.sqrt(mean * (1 - mean) / (3 + tried))


def _walked(tree: AnyTree, task: Task) -> _Path:
    """The path that led to the task, taken out of the memory; none when others asked for it."""
    paths: list[_Path] = tree.memory.get("paths", [])
    wanted = task.node, task.edge
    for place, path in enumerate(paths):
        if tuple(path[-1]) == wanted:
            return paths.pop(place)
    return []


def _why(node: AnyNode, edge: Edge[Any]) -> str:
    times = "1 visit" if node.visits == 1 else f"{node.visits} visits"
    return f"{times}, value {_mean(node):.2f}, prior {edge.prior:.3f}"


def _is_settled(node: AnyNode) -> bool:
    return node.status is not Status.OPEN


def _mean(node: AnyNode) -> float:
    if node.status is not Status.OPEN:
        return float(node.status is Status.PROVED)
    return (node.total + node.value) / (node.visits + 1)


def _hardest(tree: AnyTree, edge: Edge[Any]) -> int:
    """The open goal that looks least likely to be proved."""
    goals = [g for g in edge.children or () if tree.nodes[g].status is Status.OPEN]
    if len(goals) == 1:
        return goals[0]
    return min(goals, key=lambda goal: (_mean(tree.nodes[goal]), goal))
