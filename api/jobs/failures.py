"""Work that is not kept as a job, and did not succeed."""

from __future__ import annotations

from api.tasks.task import Outcome, Result
from prover.errors import InputError, Position, ProverError

__all__ = ["TaskFailed", "WorkStopped", "failure_of"]


class TaskFailed(InputError):
    """A worker says that the input is wrong; ``code`` is what it called that."""

    def __init__(self, outcome: Outcome) -> None:
        error = outcome.error or {}
        place = error.get("position")
        super().__init__(
            str(error.get("message", "")),
            hint=str(error.get("hint", "")),
            position=None if place is None else Position(**place),
        )
        self.code = str(error.get("code", InputError.code))


class WorkStopped(ProverError):
    """The work took too long or too much memory, or its process died."""

    code = "work-stopped"


_WHY = {
    Result.TIMED_OUT: ("the time was not enough", "a smaller input"),
    Result.OUT_OF_MEMORY: ("the memory was not enough", "a smaller input"),
    Result.CRASHED: ("the process that did the work ended", "try again"),
}


def failure_of(outcome: Outcome) -> ProverError:
    """Why there is no document in ``outcome``."""
    if outcome.result not in _WHY:
        return TaskFailed(outcome)
    why, hint = _WHY[outcome.result]
    return WorkStopped(why, hint=hint)
