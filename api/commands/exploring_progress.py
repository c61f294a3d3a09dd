"""A bar on the terminal while a theory is explored, with what was found so far."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import monotonic

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn

from api.commands.progress_line import said
from prover.watch import Checking, Event, Exploring, Watch, ignore

__all__ = ["exploring_progress"]


@contextmanager
def exploring_progress(console: Console, seconds: float) -> Iterator[Watch]:
    """A watcher that keeps a bar on ``console``, gone when the context ends.

    The bar is about the time while that is what limits the work, then about the checks.
    Nothing is shown where ``console`` is no terminal.

    Args:
        console: where the bar is.
        seconds: that may be spent exploring.
    """
    if not console.is_terminal:
        yield ignore
        return
    columns = (BarColumn(bar_width=24), TextColumn("{task.description}"))
    with Progress(*columns, console=console, transient=True) as progress:
        yield _Bar(progress, progress.add_task("exploring", total=seconds), seconds).show


@dataclass(slots=True)
class _Bar:
    progress: Progress
    task: TaskID
    seconds: float
    begun: float = field(default_factory=monotonic)

    def show(self, event: Event) -> None:
        """Say what ``event`` says, and how far it is."""
        done, total = self._extent(event)
        self.progress.update(self.task, description=said(event), completed=done, total=total)

    def _extent(self, event: Event) -> tuple[float, float | None]:
        """How much of how much is done; of what takes an unknown time, nothing."""
        match event:
            case Exploring():
                return min(self.seconds, monotonic() - self.begun), self.seconds
            case Checking(step=step, steps=steps):
                return step, steps
            case _:
                return 0, None
