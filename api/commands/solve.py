"""``prover solve``: does the goal follow from the premises?"""

from __future__ import annotations

from collections.abc import Mapping
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
from api.settings import Settings
from api.shown.exports import write_exports
from prover.answer import Answer, Semantics
from prover.errors import InputError

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
    library: Annotated[
        Path | None,
        typer.Option(
            exists=True,
            dir_okay=False,
            help="a theory (prover library build), or a file of premises, that may be used",
        ),
    ] = None,
) -> None:
    """Decide whether the goal follows from the premises, and show the checked proof.

    Exit code 0: answered; 1: not answered (unknown, untranslated, ambiguous); 2: bad input.
    """
    settings = by(settings_with(strict=strict, timeout=timeout, lean=lean), translator, k, style)
    exports = {"html": html, "dot": dot, "markdown": markdown, "tstp": tstp, "lean": lean_file}
    if library is not None:
        raise leave(_show(*_by_library(file, library, settings), exports, as_json))
    question = read_question(file, settings, language)
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
    raise leave(_show(answer, translation, exports, as_json))


def _by_library(file: str, library: Path, settings: Settings) -> tuple[Answer, dict[str, object]]:
    """The answer with premises of a library, and what it took of it."""
    from api.libraries.files import answer_with_library, library_at

    if settings.translator == "model":
        raise InputError("a library is read by the grammar", hint="leave --translator out")
    with ProofService(settings) as service, progress_line(Console(stderr=True)) as watch:
        found = answer_with_library(file, library_at(library, settings), service, watch)
    return found.answer, found.entry


def _show(
    answer: Answer, more: dict[str, object], exports: Mapping[str, Path | None], as_json: bool
) -> bool:
    """Write the answer wherever it is wanted; whether it is one."""
    write_exports(answer, exports)
    if as_json:
        from prover.export import to_document

        print_json({**to_document(answer), **more})
    else:
        from api.shown.console import answer_view

        Console().print(answer_view(answer))
    return answer.verdict.is_decided
