"""The search itself: ask the strategy, do the work in the space, tell what came of it."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from search.strategy.budget import Budget, Meter
from search.strategy.space import Opened, Outcome, Space
from search.strategy.strategy import Strategy
from search.strategy.tree import SearchTree, Status, Task

__all__ = ["INTERRUPTED", "SearchResult", "search"]

INTERRUPTED = "interrupted"
"""Why a search ended that was told to."""

State = TypeVar("State")
Action = TypeVar("Action")


@dataclass(frozen=True, slots=True)
class SearchResult:
    """How a search ended: ``status`` of the root, and why it ended while that is open."""

    status: Status
    reason: str
    seconds: float


def search(
    space: Space[State, Action],
    tree: SearchTree[State, Action],
    strategy: Strategy,
    budget: Budget,
    *,
    workers: Executor | None = None,
    batch: int = 1,
    on_step: Callable[[SearchTree[State, Action]], None] = lambda _: None,
    is_stopped: Callable[[], bool] = lambda: False,
) -> SearchResult:
    """Search until the root is settled, the budget is spent, or nothing is left to do.

    ``batch`` pieces of work are under way at any time.  The strategy is asked for the next
    piece when the oldest is recorded, and the tree grows in the order in which work was given
    out, whoever finishes first: a search with the same seed and ``batch`` always makes the same
    tree, and one that is stopped goes on with the work that was under way.

    Args:
        space: what is searched.
        tree: rooted in what is to be proved, or a stored tree to go on with.
        strategy: what to do next.
        budget: each limit is honoured; seconds to within one piece of work.
        workers: does the work side by side; one after the other without.
        batch: pieces of work under way at a time; twice the number of workers keeps all busy.
        on_step: told after every piece of work.
        is_stopped: asked after every piece of work whether to end early.
    """
    meter = Meter(budget)
    meter.start()
    work = _Work(space, tree, workers)
    try:
        while tree.root.status is Status.OPEN:
            if is_stopped():
                return SearchResult(Status.OPEN, INTERRUPTED, meter.seconds)
            if reason := meter.spent(tree):
                return SearchResult(Status.OPEN, reason, meter.seconds)
            if len(tree.given) < batch:
                for task in strategy.ask(tree, batch - len(tree.given)):
                    tree.start(task)
            if not tree.given:
                return SearchResult(Status.OPEN, "nothing is left to try", meter.seconds)
            work.begin(meter.room(tree, len(tree.given)))
            strategy.told(tree, work.record())
            on_step(tree)
    finally:
        work.cancel()
    return SearchResult(tree.root.status, "", meter.seconds)


@dataclass(slots=True)
class _Work(Generic[State, Action]):
    """The first of the tasks given out, being done."""

    space: Space[State, Action]
    tree: SearchTree[State, Action]
    workers: Executor | None
    begun: deque[Future[Any]] = field(default_factory=deque)

    def begin(self, count: int) -> None:
        """Have the first ``count`` tasks done, as far as there is somebody to do them."""
        if self.workers is not None:
            for task in list(self.tree.given)[len(self.begun) : count]:
                self.begun.append(self.workers.submit(self._done, task))

    def record(self) -> Task:
        """Wait for the oldest task and record what came of it."""
        task = self.tree.given[0]
        result = self.begun.popleft().result() if self.begun else self._done(task)
        if isinstance(result, Opened):
            self.tree.open(task, result)
        else:
            keys = tuple(self.space.key(state) for state in result.states or ())
            self.tree.grow(task, result, keys)
        return task

    def cancel(self) -> None:
        """Give up what was not begun; what is under way runs to its end, for nobody."""
        for future in self.begun:
            future.cancel()

    def _done(self, task: Task) -> Opened[Action] | Outcome[State]:
        node = self.tree.nodes[task.node]
        if task.edge is None:
            return self.space.open(node.state, node.attempts)
        return self.space.apply(node.state, node.edges[task.edge].action)
