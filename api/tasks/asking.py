"""Proofs as tasks: how long they may take, and what is said of one that had to be killed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from api.settings import Settings
from api.tasks.executor import Executor, Report
from api.tasks.task import Json, Outcome, Progress, Result, Task, TaskKind
from api.wire import ProofRequest
from prover.answer import Answer
from prover.export import to_document
from prover.problem import Problem
from prover.verdict import Verdict

__all__ = ["proof_task", "prove", "unknown_document"]

_ATTEMPTS = 3
"""Processes that a proof may lose before it is taken to be what ends them."""


def proof_task(name: str, request: ProofRequest, settings: Settings) -> Task:
    """``request`` as a task, within the time that it or the settings allow."""
    seconds = min(request.options.budget or settings.timeout, settings.max_budget)
    payload = request.model_dump(mode="json", exclude={"wait"}, exclude_unset=True)
    return Task(name, TaskKind.PROVE, payload, seconds)


async def prove(executor: Executor, task: Task, report: Report) -> Outcome:
    """Carry out a proof; one that had to be killed is answered ``unknown``, with the reason.

    Where the process that worked on it was lost, another one tries again.

    Args:
        executor: who does it.
        task: a proof.
        report: is told what happens, without the draft of the answer.
    """
    draft: Json | None = None

    def note(progress: Progress) -> None:
        nonlocal draft
        data = dict(progress.data)
        draft = data.pop("draft", draft)
        report(replace(progress, data=data))

    outcome = await executor.run(task, note)
    for _ in range(_ATTEMPTS - 1):
        if outcome.result is not Result.CRASHED:
            break
        outcome = await executor.run(task, note)
    match outcome.result:
        case Result.TIMED_OUT:
            reason = f"time: there is no answer after {task.seconds:g} s"
        case Result.OUT_OF_MEMORY:
            reason = "memory: the memory of one worker was not enough"
        case _:
            return outcome
    return Outcome(Result.DONE, unknown_document(reason, task, draft))


def unknown_document(reason: str, task: Task, draft: Json | None) -> dict[str, Any]:
    """The answer to a proof that was given up.

    Args:
        reason: why, in one line.
        task: the proof.
        draft: the answer as it stood when the text had been read, if it came so far.
    """
    if draft is None:
        draft = to_document(Answer(Problem((), None, _text(task.payload)), Verdict.UNKNOWN))
    return {
        **draft,
        "verdict": Verdict.UNKNOWN.value,
        "szs": Verdict.UNKNOWN.szs,
        "certified": False,
        "reason": reason,
    }


def _text(payload: Json) -> str:
    """The problem as it was sent."""
    if payload.get("text"):
        return str(payload["text"])
    premises = payload.get("premises") or []
    lines = [premises] if isinstance(premises, str) else premises
    return "\n".join([*lines, str(payload.get("goal") or "")])
