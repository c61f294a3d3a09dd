"""What several commands have in common: options, exit codes, JSON on standard output."""

from __future__ import annotations

import json
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from api.reading.problems import Language
from api.settings import Settings, engines_in, load_settings
from prover.answer import Semantics
from prover.errors import InputError

__all__ = [
    "EXIT_ANSWERED",
    "EXIT_BAD_INPUT",
    "EXIT_NOT_ANSWERED",
    "AsJson",
    "AsOutput",
    "AskLean",
    "CpuLimit",
    "Engines",
    "File",
    "InLanguage",
    "MemoryLimit",
    "Strict",
    "Timeout",
    "leave",
    "print_json",
    "settings_with",
    "starting_lean",
]

EXIT_ANSWERED, EXIT_NOT_ANSWERED, EXIT_BAD_INPUT = 0, 1, 2

File = Annotated[str, typer.Argument(metavar="FILE|-", help="a file, or - for standard input")]
AsJson = Annotated[bool, typer.Option("--json", help="print JSON instead of text")]
Strict = Annotated[
    bool, typer.Option("--strict", help="assume nothing that the text merely takes for granted")
]
InLanguage = Annotated[Language, typer.Option(help="what the problem is written in")]
AskLean = Annotated[
    bool, typer.Option("--lean", help="let the Lean kernel check the evidence, too")
]
AsOutput = Annotated[Path | None, typer.Option(metavar="PATH", dir_okay=False)]
Timeout = Annotated[
    float | None, typer.Option(min=0.001, metavar="SECONDS", help="give up after this long")
]
Engines = Annotated[
    str | None,
    typer.Option(
        metavar="auto|off|LIST", help="other provers beside ours, e.g. e,cvc5 (see prover doctor)"
    ),
]
CpuLimit = Annotated[
    float | None,
    typer.Option(min=0.001, metavar="SECONDS", help="give up after so much CPU time"),
]
MemoryLimit = Annotated[
    float | None, typer.Option(min=1, metavar="MB", help="give up beyond so much memory")
]


def settings_with(
    *,
    strict: bool,
    timeout: float | None,
    lean: bool,
    engines: str | None = None,
    semantics: Semantics | None = None,
) -> Settings:
    """The settings of the environment with what was given on the command line.

    Raises:
        InputError: there is no such engine.
    """
    changed: dict[str, object] = {"presuppose": False} if strict else {}
    if timeout is not None:
        changed["timeout"] = timeout
    if lean:
        changed["ask_lean"] = True
    if semantics is not None:
        changed["semantics"] = semantics
    if engines is not None:
        try:
            engines_in(engines)
        except ValueError as error:
            raise InputError(str(error), hint="see prover doctor") from None
        changed["engines"] = engines
    return load_settings().model_copy(update=changed)


def starting_lean(settings: Settings) -> AbstractContextManager[object]:
    """A word on standard error while Lean starts, which takes some seconds."""
    if not settings.ask_lean:
        return nullcontext()
    return Console(stderr=True).status("asking Lean…")


def print_json(document: object) -> None:
    """Print ``document`` for a program, or a person who pipes it into one."""
    print(json.dumps(document, ensure_ascii=False, indent=2))


def leave(answered: bool) -> typer.Exit:
    """The end of a command whose question was answered, or was not."""
    return typer.Exit(EXIT_ANSWERED if answered else EXIT_NOT_ANSWERED)
