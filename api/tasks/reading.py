"""Requests read: the problem that is asked about, or the premises of a library."""

from __future__ import annotations

from collections.abc import Sequence

from api.reading.corrections import read_corrected
from api.reading.problems import Question, read_parts, read_problem
from api.settings import Settings
from api.tasks.task import Json
from api.tasks.workbench import Workbench
from api.wire import LibraryUpload, ProofOptions, ProofRequest, TranslationRequest

__all__ = ["question_in", "read_library", "settings_for"]


def question_in(request: ProofRequest | TranslationRequest) -> Question:
    """The problem of a request: its text, or else its premises and its goal.

    Raises:
        InputError: it is no problem, with the place and a hint.
    """
    if request.text is not None:
        return read_problem(request.text, language=request.language)
    premises, goal = request.premises or (), request.goal or ""
    if request.sentences is not None:
        return read_corrected(premises, goal, request.sentences)
    return read_parts(premises, goal, request.language)


def settings_for(options: ProofOptions, settings: Settings, seconds: float) -> Settings:
    """The settings with what a request asks for, and the time that is left for it."""
    given: dict[str, object] = {
        "translator": options.translator,
        "model_samples": options.k,
        "semantics": options.semantics,
        "presuppose": False if options.strict else None,
        "ask_lean": options.lean or None,
        "engines": _engines(options.engines, settings),
        "timeout": max(seconds, 0.001),
        "model_timeout": max(min(seconds, settings.model_timeout), 0.001),
    }
    return settings.model_copy(update={k: v for k, v in given.items() if v is not None})


def _engines(wanted: Sequence[str] | None, settings: Settings) -> str | None:
    """The engines that a request wants, of those that the server may use."""
    if wanted is None:
        return None
    allowed = settings.engine_names
    return ",".join(n for n in wanted if n in allowed or "auto" in allowed) or "off"


def read_library(payload: Json, bench: Workbench) -> Json:
    """How a library is understood: its language, its premises, and what was not understood.

    Raises:
        InputError: it cannot be read, with the place and a hint.
    """
    upload = LibraryUpload.model_validate(payload)
    library = bench.shelf.library(upload.text, upload.language)
    return {
        "language": library.language.value,
        "premises": library.size,
        "untranslated": list(library.untranslated),
    }
