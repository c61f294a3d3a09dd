"""Work that is asked for and waited for, and not kept as a job."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from api.jobs.errors import ShuttingDown
from api.jobs.failures import failure_of
from api.tasks.executor import Executor
from api.tasks.task import Json, Outcome, Progress, Result, Task, TaskKind
from api.tasks.turns import PoolClosed

__all__ = ["Errands"]

_DOCUMENT_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Errands:
    """Sends workers on errands.

    Attributes:
        pool: the workers.
        max_budget: most seconds for one.
    """

    pool: Executor
    max_budget: float

    async def run(self, kind: TaskKind, payload: Json, seconds: float) -> Outcome:
        """Have something done; it is killed when the caller is cancelled.

        Raises:
            ShuttingDown: the server ends.
        """
        task = Task(secrets.token_urlsafe(6), kind, payload, min(seconds, self.max_budget))
        try:
            return await self.pool.run(task, _ignore)
        except PoolClosed as error:
            raise ShuttingDown(error.message, hint="try again in a moment") from error

    async def document(self, kind: TaskKind, payload: Json) -> Json:
        """The document that a small task comes to.

        Raises:
            TaskFailed: the input is wrong.
            WorkStopped: time or memory were not enough.
            ShuttingDown: the server ends.
        """
        outcome = await self.run(kind, payload, _DOCUMENT_SECONDS)
        if outcome.result is not Result.DONE or outcome.document is None:
            raise failure_of(outcome)
        return outcome.document


def _ignore(_: Progress) -> None:
    """Nobody listens."""
