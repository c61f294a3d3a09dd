"""Who carries out tasks: processes on this machine, or actors of a Ray cluster."""

from __future__ import annotations

from collections.abc import Callable
from types import TracebackType
from typing import Protocol, Self

from api.settings import Settings
from api.tasks.task import Outcome, Progress, Task
from prover.errors import ProverError

__all__ = ["Executor", "RayMissing", "Report", "open_executor"]

Report = Callable[[Progress], None]
"""Is told, in the event loop, what a task is doing."""


class RayMissing(ProverError):
    """The engine is Ray, and it is not installed."""

    code = "ray-missing"


class Executor(Protocol):
    """Carries out tasks in processes that can be killed; an asynchronous context manager.

    What every executor promises: a task waits for a free process; it is killed when it overruns
    its seconds, and when the coroutine that waits for it is cancelled; a process that was lost
    is replaced.
    """

    settings: Settings

    @property
    def ready(self) -> int:
        """How many processes are warm, at work or not."""
        ...

    @property
    def busy(self) -> int:
        """How many processes are at work."""
        ...

    async def __aenter__(self) -> Self: ...

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None: ...

    async def run(self, task: Task, report: Report) -> Outcome:
        """Carry out ``task`` and say what became of it; never raises for a task's sake."""
        ...

    async def close(self, drain: float = 10.0) -> None:
        """End all processes; what is under way has ``drain`` seconds left."""
        ...


def open_executor(settings: Settings, size: int) -> Executor:
    """The executor that the settings name, with ``size`` processes, not yet entered.

    Raises:
        RayMissing: the engine is Ray, and it is not installed.
    """
    match settings.engine:
        case "local":
            from api.tasks.pool import WorkerPool

            return WorkerPool(size, settings)
        case "ray":
            try:
                from api.tasks.ray_pool import RayPool
            except ModuleNotFoundError as error:
                hint = "pip install 'neurosymbolic-prover[ray]'"
                raise RayMissing(f"{error.name} is not installed", hint=hint) from None
            return RayPool(size, settings)
