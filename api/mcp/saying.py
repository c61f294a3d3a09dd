"""Progress in words, for people who wait."""

from __future__ import annotations

from api.tasks.task import Progress
from api.wire import Stage

__all__ = ["said_of"]


def said_of(progress: Progress) -> str:
    """One line about where the work is."""
    data = progress.data
    match progress.stage:
        case Stage.TRANSLATED:
            return f"{data.get('premises', 0)} premises understood"
        case Stage.CONSISTENT:
            return "the premises have a model" if data.get("model") else "no model of the premises"
        case Stage.SEARCHING:
            count = data.get("clauses", data.get("calls", ""))
            return f"searching: {count} {data.get('what', '')}".strip(": ")
        case Stage.CHECKING:
            return f"step {data.get('step', '?')} of {data.get('steps', '?')} checked"
        case Stage.LEAN:
            return "asking Lean's kernel"
        case other:
            return str(other)
