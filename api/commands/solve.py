"""``prover solve``: does the goal follow from the premises?"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from math import inf
from pathlib import Path
from time import monotonic
from typing import Annotated

import typer
from rich.console import Console

from api.by_model import judges_options
from api.commands.options import (
    AsJson,
    AskLean,
    AsOutput,
    CpuLimit,
    Engines,
    File,
    InLanguage,
    MemoryLimit,
    Strict,
    Timeout,
    leave,
    print_json,
    settings_with,
)
from api.commands.plain_face import Face, face_of, naming_errors, print_answer, print_status
from api.commands.progress_line import progress_line
from api.commands.translator import By, Samples, Style, answer_by_model, by, judge_options
from api.guard import Exceeded, Limits, stand_guard
from api.reading.files import read_question
from api.reading.problems import Language, Question
from api.service import ProofService
from api.settings import Settings
from api.shown.exports import write_exports
from prover.answer import Answer, Semantics
from prover.errors import InputError
from prover.problem import Problem
from prover.verdict import Verdict

__all__ = ["solve_command"]


def solve_command(
    context: typer.Context,
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
    cpu_limit: CpuLimit = None,
    memory_limit: MemoryLimit = None,
    engines: Engines = None,
    szs: Annotated[
        bool | None,
        typer.Option(
            "--szs/--no-szs",
            help="print an SZS status and TSTP only; the default for TPTP problems in a pipe",
        ),
    ] = None,
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
    seconds = timeout if timeout is not None else cpu_limit
    given = settings_with(
        strict=strict, timeout=seconds, lean=lean, engines=engines, semantics=semantics
    )
    settings = by(given, translator, k, style)
    face = Face.PEOPLE if as_json else face_of(szs, file, language)
    begun = monotonic()
    if seconds is not None:
        begun -= context.obj or 0.0  # a limit that was asked for counts from the program's start
    limits = Limits(seconds or inf, cpu_limit or inf, memory_limit or inf)
    guarded = None
    if context.obj is not None or limits != Limits():
        _prepare_to_show(as_json)
        guarded = stand_guard(limits, begun)
    if isinstance(guarded, Exceeded):
        left = Answer(Problem((), None), Verdict.UNKNOWN, settings.semantics, guarded.reason)
        _show(left, file, as_json=as_json, face=face)
        raise leave(False)
    exports = {"html": html, "dot": dot, "markdown": markdown, "tstp": tstp, "lean": lean_file}
    with naming_errors(face, file):
        if library is not None:
            answer, more = _by_library(file, library, settings, begun)
        else:
            question = read_question(file, settings, language)
            if judges_options(question, settings):
                raise leave(judge_options(question, settings, exports, as_json))
            answer, more = _answer(question, settings, begun)
    code = leave(answer.verdict.is_decided)
    write_exports(answer, exports)
    if guarded is not None:
        guarded.leaving(code.exit_code)
    _show(answer, file, more, as_json=as_json, face=face)
    raise code


def _by_library(
    file: str, library: Path, settings: Settings, begun: float
) -> tuple[Answer, Mapping[str, object]]:
    """The answer with premises of a library, and what it took of it."""
    from api.libraries.files import answer_with_library, library_at

    if settings.translator == "model":
        raise InputError("a library is read by the grammar", hint="leave --translator out")
    deadline = begun + settings.timeout
    with (
        ProofService(settings, deadline=deadline) as service,
        progress_line(Console(stderr=True)) as watch,
    ):
        found = answer_with_library(file, library_at(library, settings), service, watch)
    return found.answer, found.entry


def _answer(
    question: Question, settings: Settings, begun: float
) -> tuple[Answer, Mapping[str, object]]:
    """The answer, and how a language model understood the question, if it was asked."""
    if settings.translator == "model":
        return answer_by_model(question, settings)
    from api.libraries.large import answer_question

    deadline = begun + settings.timeout
    with (
        ProofService(settings, deadline=deadline) as service,
        progress_line(Console(stderr=True)) as watch,
    ):
        return answer_question(question, service, watch), {}


def _prepare_to_show(as_json: bool) -> None:
    """Load what answers are shown by, so that the guard has nothing to load when time is up."""
    import_module("prover.export" if as_json else "api.shown.console")


def _show(
    answer: Answer,
    file: str,
    more: Mapping[str, object] | None = None,
    *,
    as_json: bool,
    face: Face,
) -> None:
    """Print the answer: as JSON, for a program that runs provers, or for people."""
    if as_json:
        from prover.export import to_document

        print_json({**to_document(answer), **(more or {})})
    elif face.is_plain:
        print_answer(answer, face, file)
    else:
        from api.shown.console import answer_view

        print_status(answer, face, file)
        Console().print(answer_view(answer))
