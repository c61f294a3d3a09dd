"""The search tree: what was tried, what came of it, and why it was tried.

The tree is plain data that its user holds: strategies read it and are told when it grows, so a
search can be stopped, stored, resumed and looked at.  States that are the same goal share one
node (a transposition table), so a goal proved in one branch is proved in all; the "tree" is a
rooted graph, and a state that would lead back to one of its ancestors is cut.
"""

from __future__ import annotations

import math
from bisect import insort
from collections import deque
from collections.abc import Hashable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Generic, TypeVar

from search.strategy.space import Cost, Opened, Outcome

__all__ = ["Edge", "Node", "SearchTree", "Status", "Task"]

State = TypeVar("State")
Action = TypeVar("Action")


class Status(StrEnum):
    """What is known about a node or an edge."""

    OPEN = "open"
    PROVED = "proved"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Task:
    """A piece of work: look at ``node`` (again), or try its edge number ``edge``.

    ``why`` is the strategy's reason, kept in the tree.
    """

    node: int
    edge: int | None = None
    why: str = ""


@dataclass(slots=True)
class Edge(Generic[Action]):
    """An action of a node; ``children`` is ``None`` until it was tried."""

    action: Action
    prior: float
    source: str = ""
    status: Status = Status.OPEN
    children: tuple[int, ...] | None = None
    is_pending: bool = False
    reason: str = ""
    why: str = ""
    visits: int = 0
    total: float = 0.0

    @property
    def is_over(self) -> bool:
        """Whether it is known how the edge ends."""
        return self.status is not Status.OPEN


@dataclass(slots=True)
class Node(Generic[State, Action]):
    """A state, how it was first reached, and what is known about it.

    ``log_prob`` sums the logarithms of the priors on the first path from the root.
    ``is_needed`` says whether proving it may still help the root, ``may_widen`` whether looking
    at it again may find other actions.  ``untried`` lists the edges that were not begun, the
    least probable first; ``live`` those tried whose end is not known.
    """

    number: int
    state: State
    depth: int
    log_prob: float
    parents: list[tuple[int, int]] = field(default_factory=list)
    edges: list[Edge[Action]] = field(default_factory=list)
    untried: list[int] = field(default_factory=list)
    live: list[int] = field(default_factory=list)
    status: Status = Status.OPEN
    attempts: int = 0
    is_exhausted: bool = False
    is_pending: bool = False
    is_needed: bool = True
    may_widen: bool = False
    value: float = 0.5
    why: str = ""
    visits: int = 0
    total: float = 0.0

    @property
    def is_spent(self) -> bool:
        """Whether every action known has failed while others may still be found."""
        waiting = not self.attempts or self.is_pending or self.status is not Status.OPEN
        return self.may_widen and not waiting and all(e.is_over for e in self.edges)

    def rank_untried(self) -> None:
        """Put the edges that were not begun in order."""
        self.untried.sort(key=lambda index: (self.edges[index].prior, -index))


@dataclass(slots=True)
class SearchTree(Generic[State, Action]):
    """Nodes by number, the root first; ``memory`` is what a strategy has to remember.

    ``steps`` counts the tasks done, ``cost`` sums what they took; ``given`` are the tasks under
    way, in the order in which they were given out; ``revived`` lists nodes that are needed again
    after they were not.
    """

    nodes: list[Node[State, Action]] = field(default_factory=list)
    keys: dict[Hashable, int] = field(default_factory=dict)
    steps: int = 0
    cost: Cost = field(default_factory=Cost)
    memory: dict[str, Any] = field(default_factory=dict)
    given: deque[Task] = field(default_factory=deque)
    revived: list[int] = field(default_factory=list)

    @staticmethod
    def rooted(state: State, key: Hashable) -> SearchTree[State, Action]:
        """A tree with a root only."""
        tree: SearchTree[State, Action] = SearchTree()
        tree._add(state, key, 0, 0.0)
        return tree

    @property
    def root(self) -> Node[State, Action]:
        """The node of what is to be proved."""
        return self.nodes[0]

    def start(self, task: Task) -> None:
        """Mark the work as under way, so that it is not given out twice; twice is once."""
        node = self.nodes[task.node]
        begun = node if task.edge is None else node.edges[task.edge]
        if begun.is_pending:
            return
        begun.is_pending = True
        self.given.append(task)
        if task.edge is not None:
            node.untried.remove(task.edge)

    def open(self, task: Task, opened: Opened[Action]) -> None:
        """Record what was found when the task's node was looked at."""
        node = self.nodes[task.node]
        node.is_pending = False
        self._take_back(task)
        node.why = node.why or task.why
        self._count(opened.cost)
        if not node.attempts:
            node.value = opened.value
        node.attempts += 1
        known = {repr(edge.action) for edge in node.edges} if node.edges else set()
        fresh = [p for p in opened.proposals if not known or repr(p.action) not in known]
        node.untried += range(len(node.edges), len(node.edges) + len(fresh))
        node.edges += [Edge(p.action, p.prior, p.source) for p in fresh]
        node.rank_untried()
        node.is_exhausted = not fresh
        node.may_widen = opened.may_widen and bool(fresh)
        self._settle(task.node, None)

    def grow(self, task: Task, outcome: Outcome[State], keys: tuple[Hashable, ...]) -> None:
        """Record what came of trying the task's edge; ``keys`` are those of its states."""
        assert task.edge is not None
        node = self.nodes[task.node]
        edge = node.edges[task.edge]
        edge.is_pending, edge.why, edge.reason = False, task.why, outcome.reason
        self._take_back(task)
        self._count(outcome.cost)
        if outcome.states is None:
            edge.children, edge.status = (), Status.FAILED
        elif any(self.keys.get(key) == task.node for key in keys):
            edge.children, edge.status, edge.reason = (), Status.FAILED, "changes nothing"
        else:
            log_prob = node.log_prob + math.log(max(edge.prior, 1e-12))
            pairs = zip(outcome.states, keys, strict=True)
            edge.children = tuple(self._child(node, task.edge, s, k, log_prob) for s, k in pairs)
            insort(node.live, task.edge)
            if not node.is_needed:
                self._spread_need(list(edge.children))
        self._settle(task.node, task.edge)

    def _take_back(self, task: Task) -> None:
        if self.given and self.given[0] == task:
            self.given.popleft()

    def _count(self, cost: Cost) -> None:
        self.steps += 1
        self.cost = self.cost + cost

    def _add(self, state: State, key: Hashable, depth: int, log_prob: float) -> int:
        number = len(self.nodes)
        self.nodes.append(Node(number, state, depth, log_prob))
        self.keys[key] = number
        return number

    def _child(
        self, node: Node[State, Action], edge: int, state: State, key: Hashable, log_prob: float
    ) -> int:
        number = self.keys.get(key)
        if number is None:
            number = self._add(state, key, node.depth + 1, log_prob)
        child = self.nodes[number]
        child.parents.append((node.number, edge))
        if not child.is_needed and child.status is Status.OPEN:
            self._spread_need([number])
        return number

    def _settle(self, number: int, edge: int | None) -> None:
        """Carry what an edge of a node has come to up to everything it decides."""
        waiting = [(number, edge)]
        while waiting:
            number, edge = waiting.pop()
            node = self.nodes[number]
            if node.status is not Status.OPEN:
                continue
            ended = None if edge is None else self._ended(node, edge)
            node.status = _alternative(node, ended)
            freed = [] if ended is None else [ended]
            if node.status is not Status.OPEN:
                node.is_needed = False
                waiting += node.parents
                freed += [node.edges[index] for index in node.live]
            self._spread_need([child for free in freed for child in free.children or ()])

    def _ended(self, node: Node[State, Action], index: int) -> Edge[Action] | None:
        """The edge, when its end has become known."""
        edge = node.edges[index]
        if edge.status is Status.OPEN and edge.children is not None:
            edge.status = self._joint(edge.children)
            if edge.is_over:
                node.live.remove(index)
        return edge if edge.is_over else None

    def _joint(self, children: tuple[int, ...]) -> Status:
        """All have to be proved; one that fails is enough to fail."""
        found = [self.nodes[child].status for child in children]
        if Status.FAILED in found:
            return Status.FAILED
        return Status.OPEN if Status.OPEN in found else Status.PROVED

    def _spread_need(self, numbers: list[int]) -> None:
        """Find out again, from ``numbers`` downwards, which nodes are still needed."""
        waiting = numbers
        while waiting:
            node = self.nodes[waiting.pop()]
            needed = node.status is Status.OPEN and any(
                self._asks_for(parent, edge) for parent, edge in node.parents
            )
            if needed != node.is_needed and node.number:
                node.is_needed = needed
                if needed:
                    self.revived.append(node.number)
                waiting += [child for edge in node.edges for child in edge.children or ()]

    def _asks_for(self, parent: int, edge: int) -> bool:
        above = self.nodes[parent]
        return above.is_needed and above.edges[edge].status is Status.OPEN

    def proof(self) -> list[tuple[int, int]]:
        """Pairs of a proved node and the edge that proves it, the root's first.

        Empty while the root is not proved.  Proved edges rest on nodes that were proved
        before, so the pairs form no circle.
        """
        if self.root.status is not Status.PROVED:
            return []
        chosen: dict[int, int] = {}
        waiting = [0]
        while waiting:
            number = waiting.pop()
            if number in chosen:
                continue
            edges = self.nodes[number].edges
            edge = next(i for i, e in enumerate(edges) if e.status is Status.PROVED)
            chosen[number] = edge
            waiting += reversed(edges[edge].children or ())
        return list(chosen.items())


def _alternative(node: Node[State, Action], ended: Edge[Action] | None) -> Status:
    """One proved edge is enough; all must have failed, and no more be to come, to fail."""
    if ended is not None and ended.status is Status.PROVED:
        return Status.PROVED
    if node.untried or node.live or not node.attempts or node.is_pending or node.may_widen:
        return Status.OPEN
    is_under_way = any(edge.is_pending for edge in node.edges)
    return Status.OPEN if is_under_way else Status.FAILED
