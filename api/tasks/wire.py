"""Tasks, progress and outcomes as the messages that carry them."""

from __future__ import annotations

from typing import Any

from api.tasks.task import Outcome, Progress, Result, Task, TaskKind

__all__ = [
    "outcome_message",
    "progress_message",
    "read_outcome",
    "read_progress",
    "read_task",
    "task_message",
]

Message = dict[str, Any]


def task_message(task: Task) -> Message:
    """What a worker is sent."""
    return {
        "task": {
            "id": task.id,
            "kind": task.kind.value,
            "payload": task.payload,
            "seconds": task.seconds,
        }
    }


def read_task(message: Message) -> Task:
    """The task in ``message``."""
    task = message["task"]
    return Task(task["id"], TaskKind(task["kind"]), task["payload"], task["seconds"])


def progress_message(progress: Progress) -> Message:
    """What a worker sends on its way."""
    return {"progress": {"stage": progress.stage, "data": progress.data}}


def read_progress(message: Message) -> Progress:
    """The progress in ``message``."""
    return Progress(message["progress"]["stage"], message["progress"]["data"])


def outcome_message(outcome: Outcome) -> Message:
    """What a worker sends last."""
    return {
        "outcome": {
            "result": outcome.result.value,
            "document": outcome.document,
            "error": outcome.error,
        }
    }


def read_outcome(message: Message) -> Outcome:
    """The outcome in ``message``."""
    outcome = message["outcome"]
    return Outcome(Result(outcome["result"]), outcome["document"], outcome["error"])
