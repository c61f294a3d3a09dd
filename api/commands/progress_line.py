"""A line on the terminal that says how far an answer is, while one has to wait for it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import monotonic
from typing import assert_never

from rich.console import Console
from rich.status import Status

from prover.watch import (
    AskingLean,
    Checking,
    Consistency,
    Event,
    Exploring,
    Searching,
    Watch,
    ignore,
)

__all__ = ["progress_line", "said"]

_PATIENCE = 0.5
"""Seconds before anything is shown: most answers are there by then."""

_SEARCHED = {
    "models": "looking for models",
    "chaining": "applying rules to facts",
    "saturation": "searching for a contradiction",
}


@contextmanager
def progress_line(console: Console) -> Iterator[Watch]:
    """A watcher that keeps one line on ``console``, gone when the context ends.

    Nothing is shown where that is no terminal, or where the answer comes at once.
    """
    if not console.is_terminal:
        yield ignore
        return
    line = _Line(console)
    try:
        yield line.show
    finally:
        line.clear()


@dataclass(slots=True)
class _Line:
    console: Console
    begun: float = field(default_factory=monotonic)
    status: Status | None = None

    def show(self, event: Event) -> None:
        """Say what ``event`` says; Lean takes its time, so it is announced at once."""
        at_once = isinstance(event, AskingLean)
        if self.status is None and (at_once or monotonic() - self.begun > _PATIENCE):
            self.status = self.console.status(said(event))
            self.status.start()
        elif self.status is not None:
            self.status.update(said(event))

    def clear(self) -> None:
        """Remove the line."""
        if self.status is not None:
            self.status.stop()


def said(event: Event) -> str:
    """``event`` in words."""
    match event:
        case Consistency(model=model):
            return "the premises have a model" if model else "no model of the premises so far"
        case Searching(what=what, clauses=clauses, kept=kept):
            return f"{_SEARCHED.get(what, what)}: {clauses:,} clauses, {kept:,} kept"
        case Checking(step=step, steps=steps):
            return f"checking: {step} of {steps}"
        case AskingLean():
            return "asking Lean…"
        case Exploring(enumerated=enumerated, refuted=refuted, proved=proved, open=left):
            return f"{enumerated:,} statements: {proved} proved, {refuted} refuted, {left} open"
        case _:
            assert_never(event)
