"""CHECK: an exported answer or a Lean file, checked from scratch."""

from __future__ import annotations

from time import monotonic

from api.lean.file_check import judge_file, last_theorem, verdict_document
from api.recheck import certificates_for, recheck_document
from api.tasks.task import Json
from api.tasks.workbench import Workbench
from api.wire import CheckRequest
from prover.errors import InputError

__all__ = ["check"]


def check(payload: Json, bench: Workbench, deadline: float) -> Json:
    """The document of ``prover check --json``.

    Raises:
        InputError: there is nothing to check, or it is not clear what has to be proved.
        LeanError: Lean has to be asked, and cannot be.
    """
    request = CheckRequest.model_validate(payload)
    if (request.answer is None) == (request.lean_source is None):
        raise InputError("either an answer or a Lean file", hint="send answer, or lean_source")
    if request.answer is not None:
        found = certificates_for(request.answer, bench.checkers, lean=request.lean, until=deadline)
        return recheck_document(found)
    source = request.lean_source or ""
    if request.statement is None:
        raise InputError(
            "what does the file have to prove?",
            hint='say it independently of the file: "statement": "∀ n : Nat, n + 0 = n"',
        )
    theorem = request.theorem or last_theorem(source)
    kernel, seconds = bench.checkers.kernel, deadline - monotonic()
    return verdict_document(judge_file(source, theorem, request.statement, kernel, seconds))
