"""What several commands have in common: options, exit codes, JSON on standard output."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from api.reading.language import Language

__all__ = [
    "EXIT_ANSWERED",
    "EXIT_BAD_INPUT",
    "EXIT_NOT_ANSWERED",
    "AsJson",
    "AsOutput",
    "AskLean",
    "By",
    "CpuLimit",
    "Engines",
    "File",
    "InLanguage",
    "MemoryLimit",
    "Project",
    "Samples",
    "Strict",
    "Timeout",
    "Unsafe",
    "leave",
    "print_json",
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
Project = Annotated[
    Path | None,
    typer.Option(metavar="DIR", file_okay=False, help="a lake project to import from (native)"),
]
Unsafe = Annotated[
    bool, typer.Option("--unsafe-no-sandbox", help="run Lean unconfined; certificates say so")
]
By = Annotated[str | None, typer.Option("--translator", help="controlled (the grammar) or model")]
Samples = Annotated[
    int | None, typer.Option("--k", min=1, help="translations that the model is asked for")
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
    float | None,
    typer.Option(
        min=1,
        metavar="MB",
        help="give up beyond so much memory; three quarters of the machine's by default",
    ),
]


def print_json(document: object) -> None:
    """Print ``document`` for a program, or a person who pipes it into one."""
    print(json.dumps(document, ensure_ascii=False, indent=2))


def leave(answered: bool) -> typer.Exit:
    """The end of a command whose question was answered, or was not."""
    return typer.Exit(EXIT_ANSWERED if answered else EXIT_NOT_ANSWERED)
