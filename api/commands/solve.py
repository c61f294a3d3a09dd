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
    from api.guard import Exceeded, Guarded, Limits

__all__ = ["solve_command"]

LeanFile = Annotated[
    Path | None,
    typer.Option(metavar="PATH", dir_okay=False, help="write the evidence as a Lean file"),
]
UnderSemantics = Annotated[
    Semantics | None, typer.Option(help="classical logic, or rules applied forwards only")
]
Szs = Annotated[
    bool | None,
    typer.Option(
        "--szs/--no-szs",
        help="print an SZS status and TSTP only; the default for TPTP problems in a pipe",
    ),
]
Style = Annotated[
    str | None,
    typer.Option("--style", help="what the model writes: formulas, rules, or constraints"),
]
Library = Annotated[
    Path | None,
    typer.Option(
        exists=True,
        dir_okay=False,
        help="a theory (prover library build), or a file of premises, that may be used",
    ),
]


def solve_command(
    context: typer.Context,
    file: File,
    as_json: AsJson = False,
    html: AsOutput = None,
    dot: AsOutput = None,
    markdown: AsOutput = None,
    tstp: AsOutput = None,
    lean_file: LeanFile = None,
    lean: AskLean = False,
    language: InLanguage = Language.AUTO,
    semantics: UnderSemantics = None,
    timeout: Timeout = None,
    cpu_limit: CpuLimit = None,
    memory_limit: MemoryLimit = None,
    engines: Engines = None,
    szs: Szs = None,
    strict: Strict = False,
    translator: By = None,
    style: Style = None,
    k: Samples = None,
    library: Library = None,
) -> None:
    """Decide whether the goal follows from the premises, and show the checked proof.

    Exit code 0: answered; 1: not answered (unknown, untranslated, ambiguous); 2: bad input.
    """
    from api.commands.face import face_of
    from api.commands.settings_given import by, settings_with
    from api.guard import Exceeded, Limits, most_memory_mb, program_begun

    seconds = timeout if timeout is not None else cpu_limit
    given = settings_with(
        strict=strict, timeout=seconds, lean=lean, engines=engines, semantics=semantics
    )
    settings = by(given, translator, k, style)
    face = face_of(szs, file, language, as_json=as_json)
    memory = memory_limit or (most_memory_mb() if context.obj else inf)
    limits = Limits(seconds or inf, cpu_limit or inf, memory)
    begun = program_begun() if context.obj else monotonic()
    guarded = _guarded(limits, begun, face) if context.obj or limits != Limits() else None
    if isinstance(guarded, Exceeded):
        _show_unknown(guarded.reason, settings.semantics, face, file)
        raise leave(False)
    from api.commands.solving import Asked, solve  # in the child: the limits hold already

    exports = {"html": html, "dot": dot, "markdown": markdown, "tstp": tstp, "lean": lean_file}
    counted = None if seconds is None else begun
    raise solve(Asked(file, settings, language, library, exports, face, counted), guarded)


def _guarded(limits: Limits, begun: float, face: Face) -> Guarded | Exceeded:
    """Go on in a child, once there is nothing left to load for who has to say that it is over."""
    from api.commands.face import prepare_to_show
    from api.guard import stand_guard

    prepare_to_show(face)
    return stand_guard(limits, begun)


def _show_unknown(reason: str, semantics: Semantics, face: Face, file: str) -> None:
    """What is left to say where the work had to be ended."""
    from api.commands.face import show_answer
    from prover.answer import Answer
    from prover.problem import Problem
    from prover.verdict import Verdict

    show_answer(Answer(Problem((), None), Verdict.UNKNOWN, semantics, reason), face, file)
