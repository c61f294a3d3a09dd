"""``prover prove-by-induction``: goals about data that are built by constructors."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from api.commands.options import AsJson, AskLean, Timeout, leave, print_json

__all__ = ["prove_by_induction_command"]


def prove_by_induction_command(
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE|NAME|-",
            help="a theory (.theory, or one of ours) or a TIP problem (.smt2)",
        ),
    ],
    as_json: AsJson = False,
    lean: AskLean = False,
    out: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="write a book of the goals and their lemmas there"),
    ] = None,
    timeout: Timeout = None,
    definitions: Annotated[
        str | None,
        typer.Option(
            metavar="CONFIG.json",
            help="a configuration of Generative Logic; FILE has its theorems, one a line",
        ),
    ] = None,
) -> None:
    """Prove or refute the goals in a file, each step checked; Lean's tactics help where it is.

    Every goal has the time to itself.  Exit code 0: all goals are proved or refuted; 1: some
    are not; 2: bad input.
    """
    from api.checkers import Checkers
    from api.commands.settings_given import settings_with
    from api.inductive.book import claim_for, write_answer
    from api.inductive.deciding import decide_goals
    from api.inductive.document import overall, to_document
    from api.inductive.reading import read_inductive
    from api.inductive.shown import outcomes_view

    settings = settings_with(strict=False, timeout=timeout, lean=lean)
    problem = read_inductive(file, settings, definitions)
    if out is not None:
        claim_for(problem, out)
    with Checkers(settings) as checkers, Console(stderr=True).status("reading") as status:
        answer = decide_goals(problem, settings, checkers, status.update)
    book = None if out is None else write_answer(answer, out)
    if as_json:
        print_json(to_document(answer) | ({"book": str(book)} if book else {}))
    else:
        Console().print(outcomes_view(answer))
        if book:
            Console().print(f"The book: {book}", soft_wrap=True, markup=False)
    raise leave(overall(answer.outcomes).is_decided)
