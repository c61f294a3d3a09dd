"""``prover solve``: does the goal follow from the premises?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from api.by_model import judges_options
from api.commands.options import (
    AsJson,
    AskLean,
    AsOutput,
    File,
    InLanguage,
    Strict,
    Timeout,
    leave,
    print_json,
    settings_with,
)
from api.commands.progress_line import progress_line
from api.commands.translator import By, Samples, Style, answer_by_model, by, judge_options
from api.reading.files import read_question
from api.reading.problems import Language
from api.service import ProofService
from api.shown.exports import write_exports
from prover.answer import Semantics

__all__ = ["solve_command"]


def solve_command(
    file: File,
    as_json: AsJson = False,
    html: AsOutput = None,
    dot: AsOutput = None,
    markdown: AsOutput = None,
    tstp: AsOutput = None,
    lean_file: Annotated[
        Path | None,
        typer.Option(metavar="PATH", dir_okay=False, help="write the evidence as a Lean file"),
    ] = None,
    lean: AskLean = False,
    language: InLanguage = Language.AUTO,
    semantics: Annotated[
        Semantics | None, typer.Option(help="classical logic, or rules applied forwards only")
    ] = None,
    timeout: Timeout = None,
    strict: Strict = False,
    translator: By = None,
    style: Style = None,
    k: Samples = None,
) -> None:
    """Decide whether the goal follows from the premises, and show the checked proof.

    Exit code 0: answered; 1: not answered (unknown, untranslated, ambiguous); 2: bad input.
    """
    settings = by(settings_with(strict=strict, timeout=timeout, lean=lean), translator, k, style)
    question = read_question(file, settings, language)
    exports = {"html": html, "dot": dot, "markdown": markdown, "tstp": tstp, "lean": lean_file}
    translation: dict[str, object] = {}
    if judges_options(question, settings):
        answered = judge_options(question, settings, exports, as_json)
        raise leave(answered)
    if settings.translator == "model":
        answer, translation = answer_by_model(question, settings)
    else:
        with ProofService(settings) as service, progress_line(Console(stderr=True)) as watch:
            answer = service.answer(
                question.problem, semantics=semantics, verbalise=question.verbalise, watch=watch
            )
    write_exports(answer, exports)
    if as_json:
        from prover.export import to_document

        print_json({**to_document(answer), **translation})
    else:
        from api.shown.console import answer_view

        Console().print(answer_view(answer))
    answered = answer.verdict.is_decided
    raise leave(answered)
