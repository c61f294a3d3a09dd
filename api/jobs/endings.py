"""From what a worker leaves to how a job ends."""

from __future__ import annotations

import json
from typing import assert_never

from api.jobs.problems import failed, interrupted
from api.jobs.record import Ending
from api.tasks.asking import unknown_document
from api.tasks.task import Json, Outcome, Result, Task
from api.wire import JobStatus
from prover.certificate import Checker
from prover.verdict import Verdict

__all__ = ["ending_of"]


def ending_of(outcome: Outcome, task: Task, draft: Json | None, memory_mb: int) -> Ending:
    """How a job ends whose work came to ``outcome``.

    A worker that ran out of time or memory leaves the problem as it was understood, if it came
    so far; that is an ``unknown`` with the reason, never more.

    Args:
        outcome: of the work.
        task: what was to be done.
        draft: the answer as it stood when the text had been read.
        memory_mb: the cap of a worker, for the reason.
    """
    match outcome.result:
        case Result.DONE:
            assert outcome.document is not None
            return _done(outcome.document, task)
        case Result.FAILED:
            return Ending(JobStatus.FAILED, error=failed(outcome.error or {}))
        case Result.TIMED_OUT:
            return _unknown(f"time: there is no answer after {task.seconds:g} s", task, draft)
        case Result.OUT_OF_MEMORY:
            return _unknown(f"memory: {memory_mb} MiB were not enough", task, draft)
        case Result.CRASHED:
            return Ending(JobStatus.INTERRUPTED, error=interrupted())
        case _:
            assert_never(outcome.result)


def _done(document: Json, task: Task) -> Ending:
    verdict = Verdict(document["verdict"])
    return Ending(
        JobStatus.DONE,
        verdict,
        _json(document),
        reusable=verdict is not Verdict.UNKNOWN and _lean_was_asked(document, task),
    )


def _lean_was_asked(document: Json, task: Task) -> bool:
    """Whether Lean, if it was to look, did; it may be there the next time."""
    if not (task.payload.get("options") or {}).get("lean"):
        return True
    return any(c["checker"] == Checker.LEAN_KERNEL for c in document["certificates"])


def _unknown(reason: str, task: Task, draft: Json | None) -> Ending:
    document = unknown_document(reason, task, draft)
    return Ending(JobStatus.DONE, Verdict.UNKNOWN, _json(document))


def _json(document: Json) -> bytes:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()
