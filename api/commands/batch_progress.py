"""A bar on the terminal while a batch of problems is answered."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from api.batch.figures import Figures

__all__ = ["batch_progress"]


@contextmanager
def batch_progress(console: Console, figures: Figures) -> Iterator[Callable[[], None]]:
    """A progress bar; what is yielded moves it to where the figures are."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[answered]}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("batch", total=figures.total, answered="")

        def show() -> None:
            words = f"{figures.answered} answered, {figures.failed} failed"
            progress.update(task, completed=figures.skipped + figures.done, answered=words)

        yield show
