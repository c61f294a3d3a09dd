"""The server of the Model Context Protocol: five tools over standard input, or over HTTP."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version
from typing import Any

from mcp.server.mcpserver import Context, MCPServer
from mcp.server.mcpserver.exceptions import ToolError, UnexpectedToolError
from mcp_types import CallToolResult, InputRequiredResult, ToolAnnotations

from api.mcp import tools
from api.mcp.desk import Desk
from api.mcp.refusing import refusal
from api.settings import Settings
from api.tasks.executor import open_executor

__all__ = ["create_server"]

INSTRUCTIONS = """\
Checked reasoning. `solve` decides whether a goal follows from premises in plain English, logic
or TPTP, and gives a proof whose every step an independent checker accepted. Use it before you
state that something follows, contradicts or is possible. `translate` shows how sentences were
understood, `explain` says an answer step by step, `check` judges an answer or a Lean proof from
elsewhere, `search` looks for a Lean proof. Report a verdict as established only where
`certified` is true, and report `uncertain` and `unknown` as what they are."""

_TOOLS = (
    (tools.solve, "Decide whether something follows"),
    (tools.translate, "Read sentences as logic"),
    (tools.check, "Check an answer or a Lean proof"),
    (tools.search, "Search for a Lean proof"),
    (tools.explain, "Explain an answer step by step"),
)


class ProverServer(MCPServer[Desk]):
    """A server whose tools say what is wrong in a form that can be acted on."""

    async def call_tool(
        self,
        name: str,
        arguments: dict[str, Any],
        context: Context[Desk, Any] | None = None,
    ) -> CallToolResult | InputRequiredResult:
        """Call a tool; what it cannot do is a result, too."""
        try:
            return await super().call_tool(name, arguments, context)
        except UnexpectedToolError:
            raise
        except ToolError as error:
            return refusal(error)


def create_server(settings: Settings) -> MCPServer[Desk]:
    """A server with all tools; its processes start and end with it.

    Args:
        settings: engine, number of processes, budgets.
    """

    @asynccontextmanager
    async def lifespan(_: MCPServer[Desk]) -> AsyncIterator[Desk]:
        async with open_executor(settings, settings.workers) as executor:
            yield Desk(settings, executor)

    server = ProverServer(
        "neurosymbolic-prover",
        title="Neurosymbolic prover",
        instructions=INSTRUCTIONS,
        version=version("neurosymbolic-prover"),
        log_level="WARNING",
        lifespan=lifespan,
    )
    for function, title in _TOOLS:
        server.add_tool(
            function,
            title=title,
            annotations=ToolAnnotations(
                title=title,
                read_only_hint=True,
                destructive_hint=False,
                idempotent_hint=True,
                open_world_hint=settings.translator == "model",
            ),
        )
    return server
