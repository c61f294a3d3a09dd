"""PROVE: a problem travels through the pipeline, and reports where it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from time import monotonic

from api.by_model import judges_options, model_answer
from api.libraries.asking import ask
from api.libraries.large import answer_question
from api.libraries.opening import Library
from api.reading.language import Language
from api.reading.problems import Question
from api.service import ProofService
from api.shown.programs import options_document
from api.tasks.reading import question_in, settings_for
from api.tasks.reporting import reporting
from api.tasks.task import Json, Progress
from api.tasks.workbench import Workbench
from api.wire import ProofRequest, Stage
from prover.answer import Answer, Semantics
from prover.errors import InputError
from prover.export import to_document
from prover.problem import Problem
from prover.verdict import Verdict

__all__ = ["prove"]

Report = Callable[[Progress], None]

_LIBRARY = ("library_text", "library_language")
"""What a payload has beyond a request, where the question is asked against a library."""


def prove(payload: Json, bench: Workbench, report: Report, deadline: float) -> Json:
    """The document of ``prover solve --json``.

    Raises:
        ProverError: the problem cannot be read, or the model that is to read it not be asked.
    """
    library = payload.get("library_text")
    request = ProofRequest.model_validate({k: v for k, v in payload.items() if k not in _LIBRARY})
    settings = settings_for(request.options, bench.settings, deadline - monotonic())
    service = bench.service(settings, deadline)
    if library is not None:
        language = Language(payload.get("library_language", Language.AUTO))
        return _by_library(request, bench.shelf.library(library, language), service, report)
    question = question_in(request)
    report(_translated(question.problem, settings.semantics))
    if judges_options(question, settings):
        return _options(question, service, bench)
    if settings.translator == "model":
        answer, entry = model_answer(question, service, bench.client)
        return {**to_document(answer), **entry}
    return to_document(answer_question(question, service, reporting(report)))


def _by_library(
    request: ProofRequest, library: Library, service: ProofService, report: Report
) -> Json:
    """The document, with what it took of the library under ``library``."""
    if request.language not in (Language.AUTO, library.language):
        raise InputError(
            f"the library is {library.language}, the question {request.language}",
            hint="ask in the language of the library",
        )
    if service.settings.translator == "model":
        raise InputError("a library is read by the grammar", hint="leave translator out")
    asked = library.ask(request.text, request.premises, request.goal)
    translated = _translated(asked.own, service.settings.semantics)
    premises = asked.size + len(asked.own.premises)
    counts = {"premises": premises, "untranslated": len(asked.left_out)}
    report(replace(translated, data={**translated.data, **counts}))
    found = ask(asked, service, reporting(report))
    return {**to_document(found.answer), **found.entry}


def _options(question: Question, service: ProofService, bench: Workbench) -> Json:
    from api.programs.author import asked_of
    from api.programs.live import answer_by_programs

    found = answer_by_programs(asked_of(question), service, bench.client)
    return options_document(found)


def _translated(problem: Problem, semantics: Semantics) -> Progress:
    """What was understood, and the answer that stands if there is no time for another."""
    reason = "time: no answer within the limit"
    draft = Answer(problem, Verdict.UNKNOWN, semantics, reason)
    counts = {"premises": len(problem.premises), "untranslated": len(problem.untranslated)}
    return Progress(Stage.TRANSLATED, {**counts, "draft": to_document(draft)})
