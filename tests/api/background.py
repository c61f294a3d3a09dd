"""An event loop in the background, where something asynchronous lives while a test runs."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine, Iterator
from contextlib import AbstractAsyncContextManager, contextmanager
from typing import Any, TypeVar

__all__ = ["Background", "background"]

Result = TypeVar("Result")


class Background:
    """Does work in its loop for whoever waits in another thread."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop

    def wait_for(self, work: Coroutine[Any, Any, Result], seconds: float = 60) -> Result:
        """The result of ``work``."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(seconds)

    @contextmanager
    def living(self, what: AbstractAsyncContextManager[Result]) -> Iterator[Result]:
        """``what``, entered and left by one and the same task, as task groups want it."""
        entered, leave = asyncio.Event(), asyncio.Event()
        found: list[Result] = []

        async def live() -> None:
            try:
                async with what as entry:
                    found.append(entry)
                    entered.set()
                    await leave.wait()
            finally:
                entered.set()

        life = asyncio.run_coroutine_threadsafe(live(), self._loop)
        self.wait_for(entered.wait())
        try:
            if found:
                yield found[0]
        finally:
            self._loop.call_soon_threadsafe(leave.set)
            life.result(30)


@contextmanager
def background() -> Iterator[Background]:
    """A loop in a thread of its own."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        yield Background(loop)
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()
