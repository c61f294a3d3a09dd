"""What the command line asks of a language model, with a word while it lasts."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from pathlib import Path

from rich.console import Console

from api.by_model import model_answer
from api.commands.options import print_json
from api.model import make_client
from api.reading.problems import Question
from api.service import ProofService
from api.settings import Settings
from prover.answer import Answer
from prover.errors import InputError

__all__ = ["answer_by_model", "judge_options"]


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
