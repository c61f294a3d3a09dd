"""A pool of warm Lean servers: leased, replaced when they die or wear out, never leaked."""

from __future__ import annotations

import asyncio
import contextlib
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from types import TracebackType

from prover.lean.errors import LeanBusy
from prover.lean.options import LeanOptions
from prover.lean.server import LeanServer
from prover.lean.toolchain import Toolchain

__all__ = ["LeanPool"]


class LeanPool:
    """Servers for many requests.

    At most ``options.servers`` are leased at a time; ``options.spares`` more are started
    ahead, so that losing one costs no waiting.

    Args:
        toolchain: the Lean to run.
        options: sizes and limits.
    """

    def __init__(self, toolchain: Toolchain, options: LeanOptions) -> None:
        self.toolchain = toolchain
        self.options = options
        self._free = asyncio.Semaphore(options.servers)
        self._waiting = 0
        self._warm: deque[LeanServer] = deque()
        self._starting: set[asyncio.Task[LeanServer]] = set()
        self._leased: set[LeanServer] = set()
        self._closed = False

    async def __aenter__(self) -> LeanPool:
        self._refill()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.close()

    @asynccontextmanager
    async def lease(self) -> AsyncIterator[LeanServer]:
        """A server for the caller alone, until the block ends.

        Raises:
            LeanBusy: too many callers are waiting already.
            LeanError: no server can be started.
        """
        if self._closed or (self._free.locked() and self._waiting >= self.options.waiting):
            raise LeanBusy(
                f"{self._waiting} requests are waiting for Lean already", hint="try again later"
            )
        self._waiting += 1
        try:
            await self._free.acquire()
        finally:
            self._waiting -= 1
        try:
            server = await self._take()
            self._leased.add(server)
            try:
                yield server
            finally:
                self._leased.discard(server)
                await self._give_back(server)
        finally:
            self._free.release()

    async def _take(self) -> LeanServer:
        while self._warm:
            server = self._warm.popleft()
            if server.is_alive:
                self._refill()
                return server
            await server.kill()
        if not self._starting:
            self._start()
        task = next(iter(self._starting))
        self._starting.discard(task)
        self._refill()
        try:
            return await asyncio.shield(task)
        except asyncio.CancelledError:
            task.add_done_callback(self._started)
            self._starting.add(task)
            raise

    async def _give_back(self, server: LeanServer) -> None:
        if self._closed or server.is_worn_out:
            await server.kill()
        else:
            self._warm.appendleft(server)
        self._refill()

    def _refill(self) -> None:
        """Start as many servers as the spares lack."""
        while not self._closed and len(self._warm) + len(self._starting) < self.options.spares:
            self._start()

    def _start(self) -> None:
        task = asyncio.create_task(LeanServer.start(self.toolchain, self.options))
        self._starting.add(task)
        task.add_done_callback(self._started)

    def _started(self, task: asyncio.Task[LeanServer]) -> None:
        """Keep a server that nobody waited for."""
        if task not in self._starting:
            return
        self._starting.discard(task)
        if not task.cancelled() and task.exception() is None:
            self._warm.append(task.result())

    async def close(self) -> None:
        """Kill every server, also those that are leased or still starting."""
        self._closed = True
        starting, self._starting = self._starting, set()
        for task in starting:
            task.cancel()
            with contextlib.suppress(BaseException):
                await (await task).kill()
        while self._warm:
            await self._warm.pop().kill()
        for server in tuple(self._leased):
            await server.kill()
