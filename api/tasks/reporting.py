"""Events of the pipeline as the reports of a worker."""

from __future__ import annotations

from collections.abc import Callable
from typing import assert_never

from api.tasks.task import Progress
from api.wire import Stage
from prover.watch import AskingLean, Checking, Consistency, Event, Exploring, Searching, Watch

__all__ = ["progress_of", "reporting"]


def reporting(report: Callable[[Progress], None]) -> Watch:
    """A watcher that passes on what it is told."""
    return lambda event: report(progress_of(event))


def progress_of(event: Event) -> Progress:
    """``event`` as it travels."""
    match event:
        case Consistency(model=model):
            return Progress(Stage.CONSISTENT, {"model": model})
        case Searching(what=what, clauses=clauses, kept=kept):
            return Progress(Stage.SEARCHING, {"what": what, "clauses": clauses, "kept": kept})
        case Checking(step=step, steps=steps):
            return Progress(Stage.CHECKING, {"step": step, "steps": steps})
        case AskingLean(accepted=accepted):
            return Progress(Stage.LEAN, {"accepted": accepted})
        case Exploring(enumerated=enumerated, proved=proved):
            seen = {"what": "exploration", "clauses": enumerated, "kept": proved}
            return Progress(Stage.SEARCHING, seen)
        case _:
            assert_never(event)
