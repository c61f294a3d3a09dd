"""``prover explore``: conjecture, refute and prove in a theory, and write the book of it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from api.commands.options import AsJson, leave, print_json

__all__ = ["explore_command"]


def _names(typed: str) -> list[str]:
    """The theories that come with the program, for completion in shells."""
    from api.theories import builtin_theories

    return [name for name in builtin_theories() if name.startswith(typed)]


def explore_command(
    theory: Annotated[
        str,
        typer.Argument(
            metavar="NAME|FILE",
            help="a theory file, or a theory that comes with the program: peano, lists, …",
            autocompletion=_names,
        ),
    ],
    out: Annotated[
        Path, typer.Option(metavar="DIR", help="the folder of the book, new or of an earlier run")
    ],
    time: Annotated[
        float, typer.Option(min=0.1, metavar="SECONDS", help="for exploring, before the checks")
    ] = 90.0,
    as_json: AsJson = False,
    lean: Annotated[
        bool, typer.Option("--lean/--no-lean", help="ask Lean's kernel, where there is one")
    ] = True,
    seed: Annotated[int, typer.Option(help="of the random data that conjectures are tried on")] = 1,
) -> None:
    """Find out what holds in a theory, and write a book of it: pages that work from disk.

    A theorem is in the book only if every checker that was asked accepts it.  Ctrl-C ends the
    exploration, not the program: what was found is checked and written.  A second run with the
    same folder goes on where the first one stopped.
    """
    from api.commands.exploring_progress import exploring_progress
    from api.exploring.document import explored_document, explored_view
    from api.exploring.run import explore_into
    from api.searching.interrupt import stoppable
    from api.settings import load_settings
    from api.theories import open_theory
    from search.exploration import Options

    settings = load_settings()
    console = Console(stderr=True, force_terminal=False if as_json else None)
    read, options = open_theory(theory), Options(seed=seed)
    with stoppable(console) as is_stopped, exploring_progress(console, time) as watch:
        explored = explore_into(
            read, out, options, time, settings, watch, lean=lean, is_stopped=is_stopped
        )
    if as_json:
        print_json(explored_document(explored, out))
    else:
        shown = Console()
        shown.print(explored_view(explored))
        shown.print(
            f"The book: {out / 'index.html'}", soft_wrap=True, highlight=False, markup=False
        )
    raise leave(True)
