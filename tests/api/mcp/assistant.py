"""An assistant for tests: the SDK's own client, with a real server at the end of a pipe."""

from __future__ import annotations

import asyncio
import os
import sys
import threading
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import psutil
from mcp import Client
from mcp.client.stdio import StdioServerParameters
from mcp_types import CallToolResult

__all__ = ["Assistant", "an_assistant"]

ROOT = Path(__file__).parents[3]
Result = TypeVar("Result")


class Assistant:
    """Calls tools, and looks at the processes that answer."""

    def __init__(self, loop: asyncio.AbstractEventLoop, client: Client, server: int) -> None:
        self._loop = loop
        self.client = client
        self._server = psutil.Process(server)

    def wait_for(self, work: Coroutine[Any, Any, Result], seconds: float = 60) -> Result:
        """The result of ``work``, done where the client lives."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(seconds)

    def call(self, tool: str, **arguments: Any) -> CallToolResult:
        """What the server answers to a call."""
        return self.wait_for(self.client.call_tool(tool, arguments))

    def workers(self) -> set[int]:
        """The processes that do the work."""
        return {child.pid for child in self._server.children()}


@contextmanager
def an_assistant(*, workers: int = 2) -> Iterator[Assistant]:
    """A client that has started ``prover mcp`` and is connected to it."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    before = set(_children())
    parameters = StdioServerParameters(
        command=sys.executable,
        args=["-c", "from api.cli import main; main()", "mcp"],
        env={"PYTHONPATH": str(ROOT), "PROVER_WORKERS": str(workers)},
        cwd=ROOT,
    )
    client = Client(parameters)
    entered = asyncio.Event()
    leave = asyncio.Event()

    async def live() -> None:  # a task group has to be left by the task that entered it
        async with client:
            entered.set()
            await leave.wait()

    life = asyncio.run_coroutine_threadsafe(live(), loop)
    asyncio.run_coroutine_threadsafe(entered.wait(), loop).result(60)
    (server,) = set(_children()) - before
    try:
        yield Assistant(loop, client, server)
    finally:
        loop.call_soon_threadsafe(leave.set)
        life.result(30)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()


def _children() -> list[int]:
    return [child.pid for child in psutil.Process(os.getpid()).children()]
