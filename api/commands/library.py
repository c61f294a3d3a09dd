"""``prover library``: theories that are read once and asked about often."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from api.commands.options import AsJson, print_json

__all__ = ["app"]

app = typer.Typer(
    name="library", no_args_is_help=True, help="Theories that are read once, asked about often."
)


@app.command(name="build")
def build_command(
    theory: Annotated[
        Path, typer.Argument(exists=True, dir_okay=False, help="a TPTP file of axioms")
    ],
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", dir_okay=False, help="by default beside THEORY: .index"),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Read THEORY and keep its axioms, with an index of their symbols, in one file.

    ``prover solve QUESTION --library FILE`` then selects the axioms that matter.
    """
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    from api.libraries.files import build_library

    path = theory.with_suffix(".index") if out is None else out
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(f"reading {theory.name}", total=None)
        built = build_library(
            theory,
            path,
            lambda done: progress.update(task, description=f"indexed {done:,} axioms"),
        )
    if as_json:
        print_json({**asdict(built), "path": str(built.path)})
    else:
        megabytes = built.size / 1e6
        counts = f"{built.axioms:,} axioms, {built.symbols:,} symbols, {megabytes:.1f} MB"
        Console().print(f"{built.path}: {counts}", highlight=False)
