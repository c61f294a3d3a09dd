"""Who waits for which job, so that work nobody wants any more is stopped."""

from __future__ import annotations

import asyncio
from collections import Counter, OrderedDict
from collections.abc import AsyncIterator, Coroutine
from dataclasses import dataclass, field
from typing import Any, TypeVar

from starlette.types import Receive

__all__ = ["Audience", "Gone", "before", "until"]

T = TypeVar("T")

_REMEMBERED = 20_000


class Gone(Exception):
    """The caller has hung up."""


@dataclass(slots=True)
class Audience:
    """Callers that wait for jobs, and jobs that are wanted though nobody waits.

    A job is wanted for good once its id has been told to somebody who did not wait for its
    end.  Those are remembered for the latest jobs only: the queue is much shorter than that.
    """

    _waiting: Counter[str] = field(default_factory=Counter)
    _kept: OrderedDict[str, None] = field(default_factory=OrderedDict)

    def join(self, job: str) -> None:
        """One more waits."""
        self._waiting[job] += 1

    def keep(self, job: str) -> None:
        """Somebody knows the job, and will ask for it again."""
        self._kept[job] = None
        self._kept.move_to_end(job)
        if len(self._kept) > _REMEMBERED:
            self._kept.popitem(last=False)

    def leave(self, job: str) -> bool:
        """One waits no longer; true when nobody wants the job now."""
        self._waiting[job] -= 1
        if self._waiting[job] > 0:
            return False
        del self._waiting[job]
        return job not in self._kept


async def until(work: Coroutine[Any, Any, T], receive: Receive, stop: asyncio.Event) -> T | None:
    """The result of ``work``, or nothing when ``stop`` comes first.

    Args:
        work: cancelled when it is not waited for any more.
        receive: of a request whose body has been read: it only has the hanging-up left.
        stop: set when the server is to end.

    Raises:
        Gone: the caller has hung up first.
    """
    working = asyncio.ensure_future(work)
    leaving = asyncio.ensure_future(_hung_up(receive))
    stopping = asyncio.ensure_future(stop.wait())
    try:
        await asyncio.wait((working, leaving, stopping), return_when=asyncio.FIRST_COMPLETED)
        if working.done():
            return working.result()
        if leaving.done():
            raise Gone
        return None
    finally:
        for task in (working, leaving, stopping):
            task.cancel()
        await asyncio.gather(working, leaving, stopping, return_exceptions=True)


async def before(stop: asyncio.Event, items: AsyncIterator[T]) -> AsyncIterator[T]:
    """What comes of ``items`` until ``stop`` is set."""
    stopping = asyncio.ensure_future(stop.wait())
    try:
        while True:
            coming = asyncio.ensure_future(_next(items))
            try:
                await asyncio.wait((coming, stopping), return_when=asyncio.FIRST_COMPLETED)
                if not coming.done():
                    return
                found = coming.result()
            finally:
                coming.cancel()
            if not found:
                return
            yield found[0]
    finally:
        stopping.cancel()


async def _next(items: AsyncIterator[T]) -> tuple[T] | None:
    """The next of ``items``; a task cannot end with ``StopAsyncIteration``."""
    async for item in items:
        return (item,)
    return None


async def _hung_up(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
