"""Problems put before a language model: an answer of logic, or options that are judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from api.reading.problems import Question
from api.service import ProofService
from api.settings import Settings
from prover.answer import Answer
from prover.errors import InputError

if TYPE_CHECKING:
    from translators.llm import Client

__all__ = ["judges_options", "model_answer"]

Entry = dict[str, object]


def judges_options(question: Question, settings: Settings) -> bool:
    """Whether options are judged; they and programs of constraints need each other.

    Raises:
        InputError: there is one without the other.
    """
    wanted = settings.translator == "model" and settings.model_style == "constraints"
    if question.options and not wanted:
        raise InputError(
            "options are judged by constraints", hint="--translator model --style constraints"
        )
    if wanted and not question.options:
        raise InputError(
            "there are no options to judge",
            hint='{"premises": ["…"], "question": "…", "options": ["…", "…"]}, or --style rules',
        )
    return wanted


def model_answer(question: Question, service: ProofService, client: Client) -> tuple[Answer, Entry]:
    """The answer, and how the problem was translated, for JSON.

    Raises:
        ModelError: the model gives no sample.
        InputError: the problem is not in English.
    """
    if service.settings.model_style == "rules":
        return _answer_by_rules(question, service, client)
    from api.sampled.document import translation_entry
    from api.sampled.live import answer_by_model

    found = answer_by_model(question, service, client)
    return found.answer, {"translation": translation_entry(found)}


def _answer_by_rules(
    question: Question, service: ProofService, client: Client
) -> tuple[Answer, Entry]:
    """As :func:`model_answer`, from programs of rules."""
    from api.programs.author import asked_of
    from api.programs.live import answer_by_programs
    from api.shown.programs import logic_answer, programs_entry

    found = answer_by_programs(asked_of(question), service, client)
    answer = logic_answer(found, question.problem.text)
    return answer, {"translation": programs_entry(found)}
