"""An assistant for tests: the SDK's own client, with a real server at the end of a pipe."""

from __future__ import annotations

import os
import sys
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import psutil
from mcp import Client
from mcp.client.stdio import StdioServerParameters
from mcp_types import CallToolResult

from tests.api.background import Background, background

__all__ = ["Assistant", "an_assistant"]

ROOT = Path(__file__).parents[3]
Result = TypeVar("Result")


class Assistant:
    """Calls tools, and looks at the processes that answer."""

    def __init__(self, loop: Background, client: Client, server: int) -> None:
        self._loop = loop
        self.client = client
        self._server = psutil.Process(server)

    def wait_for(self, work: Coroutine[Any, Any, Result]) -> Result:
        """The result of ``work``, done where the client lives."""
        return self._loop.wait_for(work, 90)

    def call(self, tool: str, **arguments: Any) -> CallToolResult:
        """What the server answers to a call."""
        return self.wait_for(self.client.call_tool(tool, arguments))

    def workers(self) -> set[int]:
        """The processes that do the work."""
        return {child.pid for child in self._server.children()}


@contextmanager
def an_assistant(*, workers: int = 2) -> Iterator[Assistant]:
    """A client that has started ``prover mcp`` and is connected to it."""
    before = set(_servers())
    parameters = StdioServerParameters(
        command=sys.executable,
        args=["-c", "from api.cli import main; main()", "mcp"],
        env={"PYTHONPATH": str(ROOT), "PROVER_WORKERS": str(workers)},
        cwd=ROOT,
    )
    with background() as loop, loop.living(Client(parameters)) as client:
        (server,) = set(_servers()) - before
        yield Assistant(loop, client, server)


def _servers() -> list[int]:
    """Processes that this one has started to serve tools: other tests start others meanwhile."""
    children = psutil.Process(os.getpid()).children()
    return [child.pid for child in children if child.cmdline()[-1:] == ["mcp"]]
