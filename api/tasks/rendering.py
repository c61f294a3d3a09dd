"""RENDER: a finished answer in another form."""

from __future__ import annotations

from api.shown.exports import FORMATS
from api.tasks.task import Json
from prover.errors import InputError
from prover.export import answer_from_document

__all__ = ["render"]


def render(payload: Json) -> Json:
    """The answer of ``payload`` in its ``format``, under ``text``.

    Raises:
        InputError: there is no such format, or the answer is none.
        NotExportable: the form cannot say what the answer holds.
    """
    name = str(payload.get("format"))
    if name not in FORMATS:
        raise InputError(f"there is no format {name!r}", hint=f"one of {', '.join(FORMATS)}")
    return {"text": FORMATS[name](answer_from_document(payload["answer"]))}
