"""Free workers, and those who wait for one: the longest wait is over first."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Iterator
from typing import Generic, TypeVar

from prover.errors import ProverError

__all__ = ["PoolClosed", "Turns"]

W = TypeVar("W")


class PoolClosed(ProverError):
    """The pool takes no more tasks."""

    code = "shutting-down"


class Turns(Generic[W]):
    """Hands free workers to those who wait, within one event loop."""

    def __init__(self) -> None:
        self._idle: deque[W] = deque()
        self._waiting: deque[asyncio.Future[W]] = deque()
        self._closed = False

    def __len__(self) -> int:
        return len(self._idle)

    def __iter__(self) -> Iterator[W]:
        return iter(self._idle)

    async def take(self) -> W:
        """A free worker, at once or when it is our turn.

        Raises:
            PoolClosed: :meth:`close` was called.
        """
        if self._closed:
            raise _closed()
        if self._idle:
            return self._idle.popleft()
        turn: asyncio.Future[W] = asyncio.get_running_loop().create_future()
        self._waiting.append(turn)
        try:
            return await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled() and turn.exception() is None:
                self.offer(turn.result())
            raise

    def offer(self, worker: W) -> None:
        """Give a free worker to who has waited longest, or keep it for who comes next."""
        while self._waiting:
            turn = self._waiting.popleft()
            if not turn.done():
                turn.set_result(worker)
                return
        self._idle.append(worker)

    def withdraw(self, worker: W) -> None:
        """Give ``worker`` to nobody, if it is free."""
        if worker in self._idle:
            self._idle.remove(worker)

    def close(self) -> None:
        """Nobody gets a worker any more."""
        self._closed = True
        for turn in self._waiting:
            if not turn.done():
                turn.set_exception(_closed())
        self._waiting.clear()


def _closed() -> PoolClosed:
    return PoolClosed("the server is shutting down")
