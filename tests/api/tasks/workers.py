"""Worker processes, seen from outside."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Callable
from time import monotonic, sleep

import psutil

from api.tasks.task import Progress, Task, TaskKind

__all__ = [
    "BIRDS",
    "ENDLESS",
    "are_killed",
    "processes",
    "stopping_at",
    "task",
    "until",
    "zombies",
]

BIRDS = {"premises": ["All birds can fly.", "Tweety is a bird."], "goal": "Tweety can fly."}
ENDLESS = {
    "premises": ["∀x ∃y R(x, y)", "∀x ∀y ∀z (R(x, y) ∧ R(y, z) → R(x, z))", "∀x ¬R(x, x)"],
    "goal": "P(a)",
    "language": "fol",
}
"""Premises that have infinite models only: the search goes on as long as it may."""


def task(seconds: float = 5.0, **changed: object) -> Task:
    """A small problem that is proved in a moment, or ``changed`` into another."""
    return Task("t", TaskKind.PROVE, {**BIRDS, **changed}, seconds)


def processes() -> list[psutil.Process]:
    """The workers of this process and all that they have started."""
    return [
        child
        for worker in psutil.Process().children()
        if worker.status() != psutil.STATUS_ZOMBIE and "api.tasks.worker" in worker.cmdline()
        for child in (worker, *worker.children(recursive=True))
    ]


def stopping_at(stage: str, number: signal.Signals) -> Callable[[Progress], None]:
    """A listener that sends every worker a signal when work comes to ``stage``."""

    def report(progress: Progress) -> None:
        if progress.stage == stage:
            for process in processes():
                os.kill(process.pid, number)

    return report


def are_killed(watched: list[psutil.Process]) -> bool:
    """Whether all of ``watched`` end soon; their remains may still be there.

    Left alone they would work for half a minute at least.
    """
    end = monotonic() + 20
    while any(_lives(process) for process in watched):
        if monotonic() > end:
            return False
        sleep(0.01)
    return True


def _lives(process: psutil.Process) -> bool:
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def zombies() -> list[psutil.Process]:
    """Children that have ended and that nobody has reaped."""
    return [c for c in psutil.Process().children() if c.status() == psutil.STATUS_ZOMBIE]


async def until(condition: Callable[[], bool], seconds: float = 20.0) -> None:
    """Wait for ``condition``.

    Raises:
        TimeoutError: it does not come.
    """
    end = monotonic() + seconds
    while not condition():
        if monotonic() > end:
            raise TimeoutError
        await asyncio.sleep(0.01)
