"""``prover solve``: does the goal follow from the premises?"""

from __future__ import annotations

from math import inf
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Annotated

import typer

from api.commands.options import (
    AsJson,
    AskLean,
    AsOutput,
    By,
    CpuLimit,
    Engines,
    File,
    InLanguage,
    MemoryLimit,
    Samples,
    Strict,
    Timeout,
    leave,
)
from api.reading.language import Language
from prover.semantics import Semantics

if TYPE_CHECKING:
    from api.commands.face import Face

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
    style: Annotated[
        str | None,
        typer.Option("--style", help="what the model writes: formulas, rules, or constraints"),
    ] = None,
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
    from api.commands.face import face_of, prepare_to_show
    from api.commands.settings_given import by, settings_with
    from api.guard import Exceeded, Limits, most_memory_mb, program_begun, stand_guard

    seconds = timeout if timeout is not None else cpu_limit
    given = settings_with(
        strict=strict, timeout=seconds, lean=lean, engines=engines, semantics=semantics
    )
    settings = by(given, translator, k, style)
    face = face_of(szs, file, language, as_json=as_json)
    memory = memory_limit or (most_memory_mb() if context.obj else inf)
    limits = Limits(seconds or inf, cpu_limit or inf, memory)
    begun, guarded = program_begun() if context.obj else monotonic(), None
    if context.obj or limits != Limits():
        prepare_to_show(face)
        guarded = stand_guard(limits, begun)
    if isinstance(guarded, Exceeded):
        _show_unknown(guarded.reason, settings.semantics, face, file)
        raise leave(False)
    from api.commands.solving import Asked, solve  # in the child: the limits hold already

    exports = {"html": html, "dot": dot, "markdown": markdown, "tstp": tstp, "lean": lean_file}
    counted = None if seconds is None else begun
    raise solve(Asked(file, settings, language, library, exports, face, counted), guarded)


def _show_unknown(reason: str, semantics: Semantics, face: Face, file: str) -> None:
    """What is left to say where the work had to be ended."""
    from api.commands.face import show_answer
    from prover.answer import Answer
    from prover.problem import Problem
    from prover.verdict import Verdict

    show_answer(Answer(Problem((), None), Verdict.UNKNOWN, semantics, reason), face, file)
