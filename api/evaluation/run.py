"""Running an evaluation for a person: progress bar, figures, differences, rows on disk."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict
from pathlib import Path
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from api.evaluation.dataset import Field, read_rows
from api.evaluation.measures import Summary, evaluate_rows, summarise
from api.reading.files import write_whole
from api.settings import Settings
from api.shown.evaluation import differences_view, summary_view
from prover.answer import Semantics

__all__ = ["run_evaluation", "watched"]

Result = TypeVar("Result")


def run_evaluation(
    dataset: Path,
    field: Field,
    semantics: Semantics,
    settings: Settings,
    limit: int | None,
    jobs: int,
    rows_path: Path | None,
    as_json: bool,
) -> Summary:
    """Solve ``dataset``, print what came out, and return the figures.

    With ``as_json`` standard output carries one JSON object and nothing else; the progress
    bar is on standard error.  ``rows_path`` gets one JSON line for each row.
    """
    rows = read_rows(dataset, field, limit)
    found = evaluate_rows(rows, field, semantics, settings, jobs)
    outcomes = watched(found, f"{semantics} {field}", len(rows), lambda outcome: outcome.correct)
    summary = summarise(outcomes, field, semantics)
    if rows_path is not None:
        lines = (json.dumps(asdict(outcome), ensure_ascii=False) for outcome in outcomes)
        write_whole(rows_path, "\n".join(lines) + "\n")
    console = Console()
    if as_json:
        print(json.dumps(summary.as_dict(), ensure_ascii=False))
    else:
        console.print(differences_view(outcomes))
        console.print(summary_view(summary))
    return summary


def watched(
    results: Iterable[Result], title: str, total: int, is_right: Callable[[Result], bool]
) -> list[Result]:
    """All ``results``, with a progress bar on standard error while they come."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[accuracy]}"),
        TimeRemainingColumn(),
    )
    found: list[Result] = []
    right = 0
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(title, total=total, accuracy="")
        for result in results:
            found.append(result)
            right += is_right(result)
            progress.update(task, advance=1, accuracy=f"{right / len(found):.1%} right")
    return found
