"""Who translates English: options of the command line, and what they ask of a model."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from api.reading import Question
from api.settings import Settings
from prover.answer import Answer
from prover.errors import InputError

__all__ = ["By", "Samples", "Style", "by", "judge_options", "judges_options", "model_answer"]

By = Annotated[str | None, typer.Option("--translator", help="controlled (the grammar) or model")]
Samples = Annotated[
    int | None, typer.Option("--k", min=1, help="translations that the model is asked for")
]
Style = Annotated[
    str | None,
    typer.Option("--style", help="what the model writes: formulas, rules, or constraints"),
]


def by(
    settings: Settings, translator: str | None, k: int | None, style: str | None = None
) -> Settings:
    """The settings with who translates, how often, and into what; ``None`` changes nothing.

    Raises:
        InputError: there is no such translator or style, or the style is not a model's.
    """
    if translator not in (None, "controlled", "model"):
        raise InputError(f"--translator {translator} is not known", hint="controlled or model")
    if style not in (None, "formulas", "rules", "constraints"):
        raise InputError(f"--style {style} is not known", hint="formulas, rules or constraints")
    given = {"translator": translator, "model_samples": k, "model_style": style}
    changed = {name: value for name, value in given.items() if value is not None}
    updated = settings.model_copy(update=changed)
    if style is not None and updated.translator != "model":
        raise InputError(f"only a model writes {style}", hint="add --translator model")
    return updated


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


def judge_options(
    question: Question, settings: Settings, exports: Mapping[str, Path | None], as_json: bool
) -> bool:
    """Print what a model's programs make of the options; whether that is an answer.

    Raises:
        InputError: a proof is to be exported, but options have none.
        ModelError: the model gives no program.
    """
    from api.program_author import asked_of
    from api.programs_live import answer_by_programs
    from api.programs_view import options_document, options_view

    if any(exports.values()):
        raise InputError("options have no proof to export", hint="--json shows the evidence")
    with Console(stderr=True).status("asking the model…"):
        found = answer_by_programs(asked_of(question), settings, settings.model_samples)
    if as_json:
        print(json.dumps(options_document(found), ensure_ascii=False, indent=2))
    else:
        Console().print(options_view(found))
    return found.verdict.is_decided


def model_answer(question: Question, settings: Settings) -> tuple[Answer, dict[str, object]]:
    """The answer, and what ``--json`` shows of how it was translated.

    Raises:
        ModelError: the model gives no sample.
        InputError: the problem is not in English, or the settings name no model.
    """
    if settings.model_style == "rules":
        return _answer_by_rules(question, settings)
    from api.sampled.document import translation_entry
    from api.sampled.live import answer_by_model

    with Console(stderr=True).status("asking the model…"):
        found = answer_by_model(question, settings, settings.model_samples)
    return found.answer, {"translation": translation_entry(found)}


def _answer_by_rules(question: Question, settings: Settings) -> tuple[Answer, dict[str, object]]:
    """As :func:`model_answer`, from programs of rules."""
    from api.program_author import asked_of
    from api.programs_live import answer_by_programs
    from api.programs_view import logic_answer, programs_entry

    with Console(stderr=True).status("asking the model…"):
        found = answer_by_programs(asked_of(question), settings, settings.model_samples)
    answer = logic_answer(found, question.problem.text)
    return answer, {"translation": programs_entry(found)}
