"""Errors on the terminal."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

__all__ = ["error_view"]


def error_view(console: Console, message: str, excerpt: str = "") -> None:
    """One line of error, and the place below it when there is one."""
    line = Text("error: ", style="bold red").append(message, style="default")
    console.print(line, soft_wrap=True)
    if excerpt:
        console.print(Text(excerpt, style="dim"))
