"""Errors of tools, which an assistant can read and act on: a code, what is wrong, what to do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mcp.server.mcpserver.exceptions import ToolError
from mcp_types import CallToolResult, TextContent
from pydantic import ValidationError

from api.tasks.errors import invalid_entry

__all__ = ["ERROR_KEY", "Refused", "invalid_input", "refusal"]

ERROR_KEY = "neurosymbolic-prover/error"
"""Where the error stands as data in the result's ``_meta``; the text says the same in words."""


class Refused(ToolError):
    """A tool cannot do what it was asked; ``error`` has ``code``, ``message`` and ``hint``."""

    def __init__(self, error: Mapping[str, Any]) -> None:
        super().__init__(str(error["message"]))
        self.error = dict(error)


def invalid_input(error: ValidationError) -> Refused:
    """The arguments of a tool are not what its schema says."""
    hint = "the tool's input schema says what is expected"
    return Refused({**invalid_entry(error), "hint": hint})


def refusal(error: ToolError) -> CallToolResult:
    """The result of a call that ended in ``error``."""
    match error.__cause__:
        case Refused() as refused:
            entry = refused.error
        case ValidationError() as invalid:
            entry = invalid_input(invalid).error
        case _:
            entry = {"code": "error", "message": str(error), "hint": ""}
    return CallToolResult(
        content=[TextContent(type="text", text=_said(entry))],
        is_error=True,
        _meta={ERROR_KEY: entry},
    )


def _said(entry: Mapping[str, Any]) -> str:
    place, field = entry.get("position"), entry.get("field")
    where = f"line {place['line']}, column {place['column']}: " if place else ""
    where += f"{field}: " if field else ""
    hint = f"\nhint: {entry['hint']}" if entry.get("hint") else ""
    return f"{entry['code']}: {where}{entry['message']}{hint}"
