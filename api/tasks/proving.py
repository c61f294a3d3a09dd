"""PROVE: a problem travels through the pipeline, and reports where it is."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from api.by_model import judges_options, model_answer
from api.programs_view import options_document
from api.reading import Language, Question, premises_of, read_parts
from api.settings import Settings
from api.tasks.reading import question_in, settings_for
from api.tasks.task import Json, Progress
from api.tasks.workbench import Workbench
from api.wire import ProofRequest, Stage
from prover.answer import Answer
from prover.errors import InputError
from prover.export import to_document
from prover.problem import Problem
from prover.verdict import Verdict

__all__ = ["prove"]

Report = Callable[[Progress], None]


def prove(payload: Json, bench: Workbench, report: Report, deadline: float) -> Json:
    """The document of ``prover solve --json``.

    Raises:
        ProverError: the problem cannot be read, or the model that is to read it not be asked.
    """
    library = payload.get("library_text")
    request = ProofRequest.model_validate({k: v for k, v in payload.items() if k != "library_text"})
    question = question_in(request.text, request.premises, request.goal, request.language)
    if library is not None:
        question = _with_library(question, library)
    settings = settings_for(request.options, bench.settings, deadline - monotonic())
    report(_translated(question.problem, settings))
    if judges_options(question, settings):
        return _options(question, settings, bench)
    service = bench.service(settings)
    if settings.translator == "model":
        answer, entry = model_answer(question, service, bench.client)
        return {**to_document(answer), **entry}
    answer = service.answer(question.problem, verbalise=question.verbalise)
    return to_document(answer)


def _with_library(question: Question, library: str) -> Question:
    """The question with all premises of the library before its own."""
    problem = question.problem
    if problem.goal is None:
        raise InputError("the goal was not understood", hint="prover translate shows where")
    language, sentences = premises_of(library, Language.AUTO)
    own = [premise.sentence.text for premise in problem.premises]
    return read_parts(
        [*(sentence.text for sentence in sentences), *own], problem.goal.sentence.text, language
    )


def _options(question: Question, settings: Settings, bench: Workbench) -> Json:
    from api.program_author import asked_of
    from api.programs_live import answer_by_programs

    found = answer_by_programs(asked_of(question), bench.service(settings), bench.client)
    return options_document(found)


def _translated(problem: Problem, settings: Settings) -> Progress:
    """What was understood, and the answer that stands if there is no time for another."""
    reason = "time: no answer within the limit"
    draft = Answer(problem, Verdict.UNKNOWN, settings.semantics, reason)
    counts = {"premises": len(problem.premises), "untranslated": len(problem.untranslated)}
    return Progress(Stage.TRANSLATED, {**counts, "draft": to_document(draft)})
