"""What runs in a Ray actor: one warm performer, and the news of its work as they come."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from api.settings import Settings
from api.tasks.limits import limit_process
from api.tasks.memory import MemoryCaps, MemoryWatch
from api.tasks.perform import Performer
from api.tasks.task import Outcome, Progress, Result
from api.tasks.warming import warm_up
from api.tasks.wire import outcome_message, progress_message, read_task

__all__ = ["RayWorker"]

Message = dict[str, Any]


class RayWorker:
    """Performs tasks, one at a time; lives in an actor.

    The work is done in a thread of its own, so that the actor can speak meanwhile.

    Args:
        settings: of the work, as JSON values.
    """

    def __init__(self, settings: Message) -> None:
        read = Settings(**settings)
        limit_process(read.worker_memory_mb)
        self._caps = MemoryCaps(read.worker_memory_mb, read.worker_memory_mb + read.lean_memory_mb)
        self._performer = Performer(read)
        self._thread = ThreadPoolExecutor(max_workers=1)
        self._thread.submit(warm_up, self._performer).result()

    async def pid(self) -> int:
        """The process of the actor; answered once it is warm."""
        return os.getpid()

    async def perform(self, message: Message) -> AsyncIterator[Message]:
        """Progress as it comes, then the outcome, each as a message."""
        loop = asyncio.get_running_loop()
        news: asyncio.Queue[Message | None] = asyncio.Queue()

        def report(progress: Progress) -> None:
            loop.call_soon_threadsafe(news.put_nowait, progress_message(progress))

        def grown() -> None:
            news.put_nowait(outcome_message(Outcome(Result.OUT_OF_MEMORY)))

        task = read_task(message)
        work = loop.run_in_executor(self._thread, self._performer.perform, task, report)
        work.add_done_callback(lambda _: news.put_nowait(None))
        watch = MemoryWatch(os.getpid(), self._caps, grown)
        try:
            while (said := await news.get()) is not None:
                yield said
                if "outcome" in said:
                    return
            yield outcome_message(await work)
        finally:
            watch.cancel()
