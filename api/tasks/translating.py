"""TRANSLATE: how each sentence is understood."""

from __future__ import annotations

from dataclasses import replace
from time import monotonic

from api.by_model import model_answer
from api.shown.in_notation import in_notation
from api.shown.translation import translation_document
from api.tasks.reading import question_in, settings_for
from api.tasks.task import Json
from api.tasks.workbench import Workbench
from api.wire import ProofOptions, TranslationRequest

__all__ = ["translate"]


def translate(payload: Json, bench: Workbench, deadline: float) -> Json:
    """The document of ``prover translate --json``; with ``to``, the notation under ``written``.

    Raises:
        ProverError: the problem cannot be read, or not be written in that notation.
    """
    request = TranslationRequest.model_validate(payload)
    question = question_in(request)
    settings = settings_for(ProofOptions(), bench.settings, deadline - monotonic())
    problem, entry = question.problem, dict[str, object]()
    if settings.translator == "model":
        answer, entry = model_answer(question, bench.service(settings, deadline), bench.client)
        problem = replace(answer.problem, warnings=answer.warnings)
    document = {**translation_document(problem), **entry}
    if request.to is not None:
        document["written"] = in_notation(problem, request.to)
    return document
