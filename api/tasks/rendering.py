"""RENDER: a finished answer in another form."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from api.tasks.task import Json
from prover import export
from prover.answer import Answer
from prover.errors import InputError

__all__ = ["FORMATS", "render"]

FORMATS: Mapping[str, Callable[[Answer], str]] = {
    "html": lambda answer: export.to_html(answer),
    "lean": lambda answer: export.to_lean(answer),
    "tstp": lambda answer: export.to_tstp(answer),
    "dot": lambda answer: export.to_dot(answer),
    "markdown": lambda answer: export.to_markdown(answer),
}
"""The forms of an answer by name; each writer is imported when it is first used."""


def render(payload: Json) -> Json:
    """The answer of ``payload`` in its ``format``, under ``text``.

    Raises:
        InputError: there is no such format, or the answer is none.
        NotExportable: the form cannot say what the answer holds.
    """
    name = str(payload.get("format"))
    if name not in FORMATS:
        raise InputError(f"there is no format {name!r}", hint=f"one of {', '.join(FORMATS)}")
    return {"text": FORMATS[name](export.answer_from_document(payload["answer"]))}
