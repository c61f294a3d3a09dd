"""Ctrl-C while a search is kept: it ends in order, and can be taken up again."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from rich.console import Console

__all__ = ["stoppable"]


@contextmanager
def stoppable(console: Console) -> Iterator[Callable[[], bool]]:
    """Catch SIGINT and SIGTERM for as long as the context lasts; a second one interrupts at once.

    Yields:
        Whether one has come.
    """
    seen: list[int] = []

    def note(number: int, frame: FrameType | None) -> None:
        if seen:
            raise KeyboardInterrupt
        seen.append(number)
        console.print("stopping after the work under way; once more stops at once", style="yellow")

    before = {number: signal.signal(number, note) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield lambda: bool(seen)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
