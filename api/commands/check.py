"""``prover check``: an answer, a book, a TSTP derivation or model, or a Lean file, from scratch."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from api.commands.options import AsJson, AskLean, AsOutput, Project, Unsafe, leave, print_json
from prover.errors import InputError

if TYPE_CHECKING:
    from api.settings import Settings
    from prover.certificate import Certificate
    from prover.theory import Development, Theorem

__all__ = ["check_command"]


def check_command(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE|-",
            help="from `prover solve --json`, a book's book.json, a prover's TSTP derivation "
            "or finite model, or a Lean file",
        ),
    ],
    problem: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="the TPTP problem that the TSTP file is about"),
    ] = None,
    html: AsOutput = None,
    statement: Annotated[
        str | None, typer.Option(help="what the Lean file has to prove: a term or a theorem head")
    ] = None,
    theorem: Annotated[
        str | None, typer.Option(help="which theorem of the Lean file; its last by default")
    ] = None,
    lean: AskLean = False,
    project: Project = None,
    unsafe: Unsafe = False,
    as_json: AsJson = False,
) -> None:
    """Check an answer, a book, a TSTP derivation or model or a Lean file, trusting nothing in it.

    Of a book, every theorem is checked, and the theory.  Of a derivation, every step that its
    conclusion rests on is checked; in a finite model, the formulas of the --problem are
    evaluated.  --html draws either of the two.

    Exit code 0: accepted; 1: rejected; 2: bad input.
    """
    from api.commands.settings_given import lean_settings
    from api.reading.files import load_text

    settings = lean_settings(project, unsafe=unsafe)
    longest = max(settings.max_input_bytes, settings.max_theory_bytes)
    text = load_text(str(file), settings.model_copy(update={"max_input_bytes": longest}))
    if file.suffix == ".lean":
        accepted = _check_lean(text, theorem, statement, settings, as_json)
    elif problem is not None or _is_derivation(text):
        if lean:
            hint = "Lean checks answers of prover solve: --lean there, or check their JSON"
            raise InputError("the output of other provers is not given to Lean", hint=hint)
        check = _check_models if _has_models(text) else _check_derivation
        accepted = check(text, problem, html, settings, as_json)
    else:
        settings = settings.model_copy(update={"ask_lean": lean or settings.ask_lean})
        accepted = _check_answer(text, settings, as_json)
    raise leave(accepted)


def _is_derivation(text: str) -> bool:
    from prover.tstp import is_tstp

    return not text.lstrip().startswith("{") and is_tstp(text)


def _has_models(text: str) -> bool:
    from prover.tstp import has_models

    return has_models(text)


def _check_derivation(
    text: str, problem: Path | None, html: Path | None, settings: Settings, as_json: bool
) -> bool:
    from api.commands.progress_line import progress_line
    from api.derivations import (
        check_derivation,
        derivation_document,
        derivation_view,
        read_problem_of,
    )
    from api.shown.exports import write_exports

    asked = None if problem is None else read_problem_of(problem)
    with progress_line(Console(stderr=True)) as watch:
        checked = check_derivation(text, settings, asked, watch)
    write_exports(checked.answer, {"html": html})
    if as_json:
        print_json(derivation_document(checked))
    else:
        Console().print(derivation_view(checked))
    return checked.accepted


def _check_models(
    text: str, problem: Path | None, html: Path | None, settings: Settings, as_json: bool
) -> bool:
    from api.commands.progress_line import progress_line
    from api.derivations import read_problem_of
    from api.foreign_models import check_models, models_document, models_view
    from api.shown.exports import write_exports

    asked = None if problem is None else read_problem_of(problem)
    with progress_line(Console(stderr=True)) as watch:
        checked = check_models(text, settings, asked, watch)
    write_exports(checked.answer, {"html": html})
    if as_json:
        print_json(models_document(checked))
    else:
        Console().print(models_view(checked))
    return checked.accepted


def _check_answer(text: str, settings: Settings, as_json: bool) -> bool:
    from api.recheck import document_in, recheck, recheck_document, recheck_view
    from prover.export.development import development_from_json, is_development

    document = document_in(text)
    if is_development(document):
        return _check_development(development_from_json(document), settings, as_json)
    with _starting_lean(settings):
        certificates = recheck(document, settings)
    if as_json:
        print_json(recheck_document(certificates))
    else:
        Console().print(recheck_view(certificates))
    return bool(certificates) and all(c.accepted for c in certificates)


def _check_development(development: Development, settings: Settings, as_json: bool) -> bool:
    from api.developments import (
        checked_document,
        checked_view,
        recheck_development,
        theorem_view,
    )
    from prover.theory.notation import Notation

    console, notation = Console(soft_wrap=True), Notation(development.theory)

    def show(theorem: Theorem, certificate: Certificate) -> None:
        console.print(theorem_view(theorem, certificate, notation))

    with _starting_lean(settings):
        checked = recheck_development(development, settings, None if as_json else show)
    if as_json:
        print_json(checked_document(checked))
    else:
        console.print(checked_view(checked))
    return checked.accepted


def _starting_lean(settings: Settings) -> AbstractContextManager[object]:
    """A word on standard error while Lean starts, which takes some seconds."""
    if not settings.ask_lean:
        return nullcontext()
    return Console(stderr=True).status("asking Lean…")


def _check_lean(
    text: str, theorem: str | None, statement: str | None, settings: Settings, as_json: bool
) -> bool:
    from api.lean.file_check import judge_file, last_theorem, verdict_document, verdict_view
    from api.lean.kernel import open_kernel

    if statement is None:
        raise InputError(
            "what does the file have to prove?",
            hint='say it independently of the file: --statement "∀ n : Nat, n + 0 = n"',
        )
    name = theorem or last_theorem(text)
    with Console(stderr=True).status("asking Lean…"), open_kernel(settings) as kernel:
        verdict = judge_file(text, name, statement, kernel)
    if as_json:
        print_json(verdict_document(verdict))
    else:
        Console().print(verdict_view(verdict))
    return verdict.judged.accepted
