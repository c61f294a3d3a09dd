"""What a worker does: one task after the other, and errors as outcomes."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field

from api.reading import Question, read_problem
from api.service import ProofService
from api.settings import Settings
from api.tasks.task import Json, Outcome, Progress, Result, Task, TaskKind
from prover.answer import Answer, Semantics
from prover.errors import InputError, ProverError
from prover.export import to_document
from prover.verdict import Verdict

__all__ = ["Performer"]


@dataclass(slots=True)
class Performer:
    """Performs tasks in one process, one after the other, and keeps the checkers warm."""

    settings: Settings
    _service: ProofService = field(init=False)

    def __post_init__(self) -> None:
        self._service = ProofService(self.settings)

    def __enter__(self) -> Performer:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End what runs in the background."""
        self._service.close()

    def perform(self, task: Task, report: Callable[[Progress], None]) -> Outcome:
        """Do ``task``, and tell ``report`` what has been reached on the way."""
        try:
            if task.kind is not TaskKind.PROVE:
                raise InputError(f"{task.kind} is not known here")
            return Outcome(Result.DONE, self._prove(task, report))
        except ProverError as error:
            return Outcome(
                Result.FAILED,
                error={"code": error.code, "message": error.message, "hint": error.hint},
            )

    def _prove(self, task: Task, report: Callable[[Progress], None]) -> Json:
        payload = task.payload
        options = payload.get("options", {})
        question = _read(payload)
        draft = Answer(question.problem, Verdict.UNKNOWN, reason="time: no answer yet")
        problem = question.problem
        data = {
            "premises": len(problem.premises),
            "untranslated": len(problem.untranslated),
            "draft": to_document(draft),
        }
        report(Progress("translated", data))
        semantics = Semantics(options["semantics"]) if options.get("semantics") else None
        answer = self._service.answer(
            problem, semantics=semantics, verbalise=question.verbalise, seconds=task.seconds
        )
        return to_document(answer)


def _read(payload: Json) -> Question:
    if payload.get("text") is not None:
        return read_problem(payload["text"])
    given = {"premises": payload["premises"], "goal": payload["goal"]}
    return read_problem(json.dumps(given))
