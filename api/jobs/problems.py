"""Why a job has no answer, as a problem document in JSON."""

from __future__ import annotations

from api.tasks.task import Json
from api.wire import ProblemDetails

__all__ = ["failed", "interrupted"]


def failed(error: Json) -> str:
    """The input was wrong, as a worker says in ``error``."""
    code = str(error.get("code", "error"))
    return ProblemDetails(
        title=code.replace("-", " "),
        status=422,
        code=code,
        detail=str(error.get("message", "")),
        hint=str(error.get("hint", "")),
        field=str(error.get("field", "")),
        position=error.get("position"),
    ).model_dump_json()


def interrupted() -> str:
    """Whoever worked on the job died, and did so again."""
    return ProblemDetails(
        title="interrupted",
        status=500,
        code="interrupted",
        detail="the process that did the work ended, and so did the one that tried it again",
        hint="ask again; if that happens again, it is a bug worth reporting",
    ).model_dump_json()
