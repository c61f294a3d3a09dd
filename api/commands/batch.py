"""``prover batch``: many problems in, one line of JSON for each out; goes on where it stopped."""

from __future__ import annotations

import json
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from api.commands.engine_option import EngineOption
from api.commands.options import AskLean, Strict, leave

if TYPE_CHECKING:
    from api.batch.figures import Figures
    from api.settings import Settings

__all__ = ["batch_command"]

Source = Annotated[
    Path,
    typer.Argument(
        metavar="IN", exists=True, help="JSON lines, each a problem; or a folder of problems"
    ),
]
Out = Annotated[
    Path,
    typer.Argument(
        metavar="OUT.jsonl", dir_okay=False, help="grows; what it answers is not done again"
    ),
]
Jobs = Annotated[
    int | None, typer.Option(min=1, help="problems at a time; PROVER_WORKERS by default")
]
TimeForEach = Annotated[
    float | None, typer.Option(min=0.001, metavar="SECONDS", help="give up on each after this")
]
FiguresAsJson = Annotated[bool, typer.Option("--json", help="print the figures as JSON")]


def batch_command(
    source: Source,
    out: Out,
    jobs: Jobs = None,
    engine: EngineOption = None,
    timeout: TimeForEach = None,
    strict: Strict = False,
    lean: AskLean = False,
    as_json: FiguresAsJson = False,
) -> None:
    """Answer many problems: JSON lines in, JSON lines out, in the same order.

    Run it again to go on where it stopped: Ctrl-C, a crash or a full disk lose nothing.
    Exit code 0: all answered; 1: some were not (unknown, failed, interrupted); 2: bad input.
    """
    from api.batch.figures import figures_view
    from api.commands.settings_given import settings_given

    settings = settings_given(
        engine=engine and engine.value,
        workers=jobs,
        timeout=timeout,
        presuppose=False if strict else None,
        ask_lean=lean or None,
    )
    start = perf_counter()
    figures = _run(source, out, settings)
    seconds = perf_counter() - start
    if as_json:
        print(json.dumps(figures.document(seconds), ensure_ascii=False))
    else:
        Console().print(figures_view(figures, seconds))
    if not figures.complete:
        Console(stderr=True).print("the same command goes on where this one stopped")
    raise leave(figures.all_answered)


def _run(source: Path, out: Path, settings: Settings) -> Figures:
    """Answer what ``out`` does not answer yet, with a bar on standard error."""
    import asyncio

    from api.batch.figures import Figures
    from api.batch.lines import count_items
    from api.batch.results import open_results
    from api.batch.run import run_batch
    from api.commands.batch_progress import batch_progress
    from api.searching.interrupt import stoppable
    from api.tasks.executor import open_executor

    console = Console(stderr=True)
    executor = open_executor(settings, settings.workers)
    figures = Figures(count_items(source))
    with (
        open_results(out) as results,
        stoppable(console) as stopping,
        batch_progress(console, figures) as show,
    ):
        asyncio.run(run_batch(source, results, executor, figures, stopping, show))
    return figures
