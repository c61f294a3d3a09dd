"""The search itself: ask the strategy, do the work in the space, tell what came of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from typing import Any, TypeVar

from search.strategy.budget import Budget, Meter
from search.strategy.space import Opened, Outcome, Space
from search.strategy.strategy import Strategy
from search.strategy.tree import SearchTree, Status, Task

__all__ = ["SearchResult", "search"]

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
) -> SearchResult:
    """Search until the root is settled, the budget is spent, or nothing is left to do.

    The tree grows in the order in which work was given out, whoever finishes first, so a
    search with the same seed and ``batch`` always makes the same tree.

    Args:
        space: what is searched.
        tree: rooted in what is to be proved, or a stored tree to go on with.
        strategy: what to do next.
        budget: each limit is honoured to within one batch.
        workers: does the work of a batch side by side; one after the other without.
        batch: pieces of work given out at a time.
        on_step: told after every piece of work.
    """
    meter = Meter(budget)
    meter.start()
    while tree.root.status is Status.OPEN:
        if reason := meter.spent(tree):
            return SearchResult(Status.OPEN, reason, meter.seconds)
        tasks = strategy.ask(tree, meter.room(tree, batch))
        if not tasks:
            return SearchResult(Status.OPEN, "nothing is left to try", meter.seconds)
        for task in tasks:
            tree.start(task)
        for task, result in zip(tasks, _done(space, tree, tasks, workers), strict=True):
            if isinstance(result, Opened):
                tree.open(task, result)
            else:
                keys = tuple(space.key(state) for state in result.states or ())
                tree.grow(task, result, keys)
            strategy.told(tree, task)
            on_step(tree)
    return SearchResult(tree.root.status, "", meter.seconds)


def _done(
    space: Space[State, Action],
    tree: SearchTree[State, Action],
    tasks: Sequence[Task],
    workers: Executor | None,
) -> list[Opened[Action] | Outcome[State]]:
    def do(task: Task) -> Any:
        node = tree.nodes[task.node]
        if task.edge is None:
            return space.open(node.state, node.attempts)
        return space.apply(node.state, node.edges[task.edge].action)

    if workers is None or len(tasks) == 1:
        return [do(task) for task in tasks]
    return list(workers.map(do, tasks))
