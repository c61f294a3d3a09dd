"""Worker processes, kept warm: given tasks, killed when they overrun, replaced at once."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from types import TracebackType

from api.settings import Settings
from api.tasks import orphans
from api.tasks.process import WorkerLost, WorkerProcess
from api.tasks.task import Outcome, Progress, Task
from api.tasks.turns import Turns

__all__ = ["WorkerPool"]

_log = logging.getLogger(__name__)

_SHORTEST_PAUSE, _LONGEST_PAUSE = 0.1, 10.0


class WorkerPool:
    """Child processes that perform tasks, one each at a time.

    Args:
        size: how many.
        settings: of the work; ``worker_memory_mb`` is the cap of each.
    """

    def __init__(self, size: int, settings: Settings) -> None:
        self.size = size
        self.settings = settings
        self._turns: Turns[WorkerProcess] = Turns()
        self._keepers: list[asyncio.Task[None]] = []
        self._busy: set[WorkerProcess] = set()
        self._pids: set[int] = set()
        self._quiet = asyncio.Event()
        self._quiet.set()

    async def __aenter__(self) -> WorkerPool:
        orphans.take_in()
        self._keepers = [asyncio.create_task(self._keep()) for _ in range(self.size)]
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.close(0)

    @property
    def ready(self) -> int:
        """How many workers are warm, at work or not."""
        return len(self._turns) + len(self._busy)

    @property
    def busy(self) -> int:
        """How many workers are at work."""
        return len(self._busy)

    async def run(self, task: Task, report: Callable[[Progress], None]) -> Outcome:
        """Have ``task`` performed by the next free worker.

        Args:
            task: what is to be done; the worker is killed shortly after ``task.seconds``, at
                the memory cap, and when the caller is cancelled, with all that it has started.
            report: is told of progress, in the event loop.

        Raises:
            PoolClosed: :meth:`close` was called.
        """
        while True:
            worker = await self._take()
            self._busy.add(worker)
            self._quiet.clear()
            try:
                return await worker.perform(task, report)
            except WorkerLost:
                _log.info("a worker had died while it was idle; the next one is asked")
            finally:
                self._busy.discard(worker)
                self._offer(worker)
                if not self._busy:
                    self._quiet.set()

    async def close(self, drain: float = 10.0) -> None:
        """Take no more tasks, give those under way ``drain`` seconds, then kill the workers."""
        self._turns.close()
        try:
            async with asyncio.timeout(drain):
                await self._quiet.wait()
        except TimeoutError:
            _log.info("%d tasks were still under way", self.busy)
        for keeper in self._keepers:
            keeper.cancel()
        await asyncio.gather(*self._keepers, return_exceptions=True)
        self._keepers.clear()
        orphans.reap(self._pids)
        orphans.take_in(False)

    # --- who is free -------------------------------------------------------------------

    async def _take(self) -> WorkerProcess:
        """A worker that runs; the keeper of one that does not replaces it."""
        while not (worker := await self._turns.take()).is_usable:
            pass
        return worker

    def _offer(self, worker: WorkerProcess) -> None:
        if worker.is_usable:
            self._turns.offer(worker)

    async def _keep(self) -> None:
        """Start a worker, and another one whenever it ends."""
        pause = _SHORTEST_PAUSE
        while True:
            worker = await WorkerProcess.spawn(self.settings)
            self._pids.add(worker.process.pid)
            try:
                await worker.warm()
                pause = _SHORTEST_PAUSE
                orphans.reap(self._pids)  # of the worker before
                self._offer(worker)
                await worker.process.wait()
            except WorkerLost as error:
                _log.error("%s", error)
                await asyncio.sleep(pause)
                pause = min(2 * pause, _LONGEST_PAUSE)
            finally:
                self._turns.withdraw(worker)
                await worker.end()
                self._pids.discard(worker.process.pid)
