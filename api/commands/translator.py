"""Who translates English: options of the command line, and what they ask of a model."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from api.by_model import model_answer
from api.commands.options import print_json
from api.model import make_client
from api.reading.problems import Question
from api.service import ProofService
from api.settings import Settings
from prover.answer import Answer
from prover.errors import InputError

__all__ = ["By", "Samples", "Style", "answer_by_model", "by", "judge_options"]

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


def judge_options(
    question: Question, settings: Settings, exports: Mapping[str, Path | None], as_json: bool
) -> bool:
    """Print what a model's programs make of the options; whether that is an answer.

    Raises:
        InputError: a proof is to be exported, but options have none.
        ModelError: the model gives no program.
    """
    from api.programs.author import asked_of
    from api.programs.live import answer_by_programs
    from api.shown.programs import options_document, options_view

    if any(exports.values()):
        raise InputError("options have no proof to export", hint="--json shows the evidence")
    with _asking(), ProofService(settings) as service:
        found = answer_by_programs(asked_of(question), service, make_client(settings))
    if as_json:
        print_json(options_document(found))
    else:
        Console().print(options_view(found))
    return found.verdict.is_decided


def answer_by_model(question: Question, settings: Settings) -> tuple[Answer, dict[str, object]]:
    """As :func:`api.by_model.model_answer`, with a word on standard error while it lasts.

    Raises:
        ModelError: the model gives no sample.
        InputError: the problem is not in English, or the settings name no model.
    """
    with _asking(), ProofService(settings) as service:
        return model_answer(question, service, make_client(settings))


def _asking() -> AbstractContextManager[object]:
    return Console(stderr=True).status("asking the model…")
