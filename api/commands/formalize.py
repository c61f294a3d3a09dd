"""``prover formalize``: English mathematics as a Lean 4 statement, examined."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from api.commands.options import AsJson, Project, Unsafe, leave, print_json

__all__ = ["formalize_command"]


class TranslatorName(StrEnum):
    """Who reads the text."""

    AUTO = "auto"
    CONTROLLED = "controlled"
    MODEL = "model"


def formalize_command(
    text: Annotated[
        str, typer.Argument(metavar="TEXT|FILE", help='"The sum of two even integers is even."')
    ],
    translator: Annotated[
        TranslatorName,
        typer.Option(help="controlled English, a model, or both where there is a model"),
    ] = TranslatorName.AUTO,
    model: Annotated[
        str | None, typer.Option(help="openai:NAME, hf:FOLDER or cassette:FILE")
    ] = None,
    k: Annotated[int, typer.Option("--k", min=1, help="statements asked of the model")] = 5,
    rounds: Annotated[
        int, typer.Option(min=0, help="times that a statement Lean rejects is sent back")
    ] = 2,
    seed: Annotated[int, typer.Option(help="the same seed, the same samples")] = 0,
    project: Project = None,
    unsafe: Unsafe = False,
    as_json: AsJson = False,
) -> None:
    """State TEXT in Lean 4; trivial, vacuous and false statements are flagged, readings compared.

    Exit code 0: one statement without a flag against it; 1: ambiguous, vacuous or false; 2: bad
    input.
    """
    from api.commands.settings_given import lean_settings
    from api.formalize_run import (
        FormalizeOptions,
        formalization_document,
        formalization_view,
        formalize_text,
    )

    settings = lean_settings(project, unsafe=unsafe, model=model)
    uses_model = translator is TranslatorName.MODEL or (
        translator is TranslatorName.AUTO and bool(settings.model)
    )
    options = FormalizeOptions(translator is not TranslatorName.MODEL, uses_model, k, rounds, seed)
    status = Console(stderr=True).status("asking Lean…")
    with status:
        made = formalize_text(_text_of(text), options, settings)
    if as_json:
        print_json(formalization_document(made))
    else:
        Console().print(formalization_view(made))
    raise leave(made.is_sound)


def _text_of(argument: str) -> str:
    """The text in a file, or the argument itself where it names none.

    Raises:
        InputError: the file cannot be read.
    """
    path = Path(argument)
    if len(argument) >= 200 or not path.is_file():
        return argument
    from api.reading.files import load_text
    from api.settings import load_settings

    return load_text(argument, load_settings())
