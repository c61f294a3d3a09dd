"""Answering several problems at a time, handed over in the order they were asked."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncGenerator, Callable, Iterable
from dataclasses import dataclass
from time import perf_counter

from api.batch.lines import BatchItem
from api.batch.results import BatchResult
from api.settings import Settings
from api.tasks.asking import proof_task, prove
from api.tasks.executor import Executor
from api.tasks.task import Outcome, Progress, Result
from prover.verdict import Verdict

__all__ = ["Batch", "answers"]

_AHEAD = 8
"""Results that may wait for a slower one before them, for each process."""


@dataclass(frozen=True, slots=True)
class Batch:
    """How a batch is carried out.

    Attributes:
        executor: who does the work.
        settings: the budget of a problem that names none.
        jobs: how many problems at a time.
        stopping: asked before each problem; those under way are finished.
    """

    executor: Executor
    settings: Settings
    jobs: int
    stopping: Callable[[], bool]


async def answers(items: Iterable[BatchItem], batch: Batch) -> AsyncGenerator[BatchResult, None]:
    """The results of ``items`` in their order, up to the first that was not begun."""
    free = asyncio.Semaphore(batch.jobs)
    waiting: deque[asyncio.Task[BatchResult | None]] = deque()
    source = iter(items)
    try:
        while True:
            while len(waiting) < batch.jobs * _AHEAD and (item := next(source, None)):
                waiting.append(asyncio.create_task(_answer(item, batch, free)))
            if not waiting or (result := await waiting[0]) is None:
                return
            waiting.popleft()
            yield result
    finally:
        for task in waiting:
            task.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)


async def _answer(item: BatchItem, batch: Batch, free: asyncio.Semaphore) -> BatchResult | None:
    """The result of one problem; nothing when the batch stopped before it was begun."""
    async with free:
        if batch.stopping():
            return None
        if item.request is None:
            return _refused(item)
        start = perf_counter()
        task = proof_task(item.id, item.request, batch.settings)
        outcome = await prove(batch.executor, task, _ignore)
        return _result(item, outcome, perf_counter() - start)


def _ignore(_: Progress) -> None:
    """Nobody watches a single problem of a batch."""


def _refused(item: BatchItem) -> BatchResult:
    error = item.error
    assert error is not None
    said = {"code": error.code, "message": error.message, "hint": error.hint}
    return BatchResult(id=item.id, status="failed", digest=item.digest, error=said)


def _result(item: BatchItem, outcome: Outcome, seconds: float) -> BatchResult:
    seconds = round(seconds, 4)
    document = outcome.document
    if outcome.result is not Result.DONE or document is None:
        error = outcome.error or {"code": outcome.result.value, "message": _WHY[outcome.result]}
        return BatchResult(
            id=item.id, status="failed", seconds=seconds, digest=item.digest, error=dict(error)
        )
    return BatchResult(
        id=item.id,
        status="done",
        verdict=Verdict(document["verdict"]),
        certified=bool(document["certified"]),
        seconds=seconds,
        digest=item.digest,
        answer=dict(document),
    )


_WHY = {
    Result.DONE: "there is no answer",
    Result.FAILED: "the problem could not be read",
    Result.TIMED_OUT: "time ran out while the problem was read",
    Result.OUT_OF_MEMORY: "memory ran out while the problem was read",
    Result.CRASHED: "the process that worked on it ended",
}
