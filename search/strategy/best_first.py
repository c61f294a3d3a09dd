"""Best-first search over a priority queue: one module, several measures.

*Length-normalised* (BFS-Prover, Xin et al. 2025): the log-probability of the path, divided by
its length to the power α, so that long proofs are not starved.  *A\\** adds to the cost so far
(negative log-probability) what the value says is still to come.  *Depth-first* is the order of
leanCoP (Otten and Bibel 2003) within a bound on depth that grows when nothing is left below it.
"""

from __future__ import annotations

import heapq
import math
from dataclasses import dataclass, field

from search.strategy.strategy import AnyTree
from search.strategy.tree import Status, Task

__all__ = ["AStar", "BestFirst", "DepthFirst"]

_Entry = tuple[float, int, int]
_LOOK = -1


@dataclass
class _Queued:
    """A queue of edges to try and nodes to look at, filled as the tree grows."""

    _queue: list[_Entry] = field(default_factory=list)
    _opened: dict[int, int] = field(default_factory=dict)
    _seen: int = 0
    _revived: int = 0

    def cost(self, tree: AnyTree, node: int, edge: int | None) -> float:
        """The smaller, the sooner."""
        raise NotImplementedError

    def ask(self, tree: AnyTree, count: int) -> list[Task]:
        """The cheapest work that still matters."""
        self._catch_up(tree)
        tasks: list[Task] = []
        given: set[tuple[int, int | None]] = set()
        while self._queue and len(tasks) < count:
            cost, node, edge = heapq.heappop(self._queue)
            task = Task(node, None if edge == _LOOK else edge, f"cost {cost:.3f}")
            if (node, task.edge) not in given and _is_still_to_do(tree, task):
                given.add((node, task.edge))
                tasks.append(task)
        return tasks

    def told(self, tree: AnyTree, task: Task) -> None:
        """Queue the edges that were proposed, and nodes where all have failed to be widened."""
        if task.edge is None:
            self._push_edges(tree, task.node)
        if tree.nodes[task.node].is_spent:
            self._push(tree, task.node, None)

    def _catch_up(self, tree: AnyTree) -> None:
        """Queue the nodes that have appeared, and, in a stored tree, their edges."""
        while self._seen < len(tree.nodes):
            node = tree.nodes[self._seen]
            if not node.attempts:
                self._push(tree, node.number, None)
            else:
                self._push_edges(tree, node.number)
            self._seen += 1
        for number in tree.revived[self._revived :]:
            # What was queued for it was thrown away while nobody needed it.
            self._opened.pop(number, None)
            if tree.nodes[number].attempts:
                self._push_edges(tree, number)
            else:
                self._push(tree, number, None)
        self._revived = len(tree.revived)

    def _push_edges(self, tree: AnyTree, number: int) -> None:
        edges = tree.nodes[number].edges
        for index in range(self._opened.get(number, 0), len(edges)):
            if edges[index].children is None:
                self._push(tree, number, index)
        self._opened[number] = len(edges)

    def _push(self, tree: AnyTree, node: int, edge: int | None) -> None:
        index = _LOOK if edge is None else edge
        heapq.heappush(self._queue, (self.cost(tree, node, edge), node, index))


def _is_still_to_do(tree: AnyTree, task: Task) -> bool:
    node = tree.nodes[task.node]
    if not tree.nodes[task.node].is_needed:
        return False
    if task.edge is None:
        return node.is_spent or (not node.attempts and not node.is_pending)
    edge = node.edges[task.edge]
    return edge.children is None and not edge.is_pending and edge.status is Status.OPEN


@dataclass
class BestFirst(_Queued):
    """Most probable path first, its logarithm divided by its length to the power ``alpha``."""

    alpha: float = 0.5
    name: str = "best-first"

    def cost(self, tree: AnyTree, node: int, edge: int | None) -> float:
        """Length-normalised negative log-probability of the path through the edge."""
        above = tree.nodes[node]
        length, log_prob = above.depth, above.log_prob
        if edge is not None:
            length, log_prob = length + 1, log_prob + _log_prior(tree, node, edge)
        return float(-log_prob / max(1, length) ** self.alpha)


@dataclass
class AStar(_Queued):
    """Cost so far and the cost that the value expects to come, ``weight`` times."""

    weight: float = 4.0
    name: str = "astar"

    def cost(self, tree: AnyTree, node: int, edge: int | None) -> float:
        """Negative log-probability so far plus that of the value."""
        above = tree.nodes[node]
        so_far = -above.log_prob - (0.0 if edge is None else _log_prior(tree, node, edge))
        return float(so_far - self.weight * math.log(max(above.value, 1e-6)))


@dataclass
class DepthFirst(_Queued):
    """Depth first in the order of the policy, below a bound that grows by ``stride``."""

    stride: int = 4
    name: str = "depth-first"

    def cost(self, tree: AnyTree, node: int, edge: int | None) -> float:
        """First the bound that the depth needs, then the deepest, then the policy's order."""
        depth = tree.nodes[node].depth
        order = 0.0 if edge is None else edge + 1.0
        return depth // self.stride * 1e9 - depth * 1e4 + min(order, 9e3)


def _log_prior(tree: AnyTree, node: int, edge: int) -> float:
    return math.log(max(tree.nodes[node].edges[edge].prior, 1e-12))
