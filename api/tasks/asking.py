"""Proofs as tasks: how long they may take, and what is said of one that had to be killed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from api.settings import Settings
from api.tasks.executor import Executor, Report
from api.tasks.task import Outcome, Progress, Result, Task, TaskKind
from api.wire import ProofRequest

__all__ = ["proof_task", "prove"]

_REASONS = {
    Result.TIMED_OUT: "time ran out",
    Result.OUT_OF_MEMORY: "memory ran out",
}
"""Ends that say nothing against the problem: it is ``unknown``."""


def proof_task(name: str, request: ProofRequest, settings: Settings) -> Task:
    """``request`` as a task, within the time that it or the settings allow."""
    seconds = min(request.options.budget or settings.timeout, settings.max_budget)
    payload = request.model_dump(mode="json", exclude={"wait"}, exclude_unset=True)
    return Task(name, TaskKind.PROVE, payload, seconds)


async def prove(executor: Executor, task: Task, report: Report) -> Outcome:
    """Carry out a proof; one that had to be killed is answered ``unknown``, with the reason.

    Args:
        executor: who does it.
        task: a proof.
        report: is told what happens, without the draft of the answer.
    """
    draft: dict[str, Any] = {}

    def note(progress: Progress) -> None:
        data = dict(progress.data)
        draft.update(data.pop("draft", None) or {})
        report(replace(progress, data=data))

    outcome = await executor.run(task, note)
    if draft and (reason := _REASONS.get(outcome.result)):
        return Outcome(Result.DONE, {**draft, "reason": reason})
    return outcome
