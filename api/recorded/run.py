"""Replaying recorded translations for a person: progress bar, figures, rows on disk."""

from __future__ import annotations

import json
from pathlib import Path

from rich.console import Console, Group, RenderableType
from rich.table import Table

from api.evaluation.run import watched
from api.reading.files import write_whole
from api.recorded.records import companion, read_records, rows_by_id
from api.recorded.registry import format_of
from api.recorded.replay import Plan, ReplaySummary, replay_records, summarise_replays
from api.shown.evaluation import differences_view, summary_view

__all__ = ["run_replay"]


def run_replay(
    translations: Path,
    dataset: Path | None,
    plan: Plan,
    limit: int | None = None,
    rows_path: Path | None = None,
    as_json: bool = False,
) -> ReplaySummary:
    """Replay ``translations``, print what came out, and return the figures.

    Args:
        translations: recorded samples, one JSON object a line.
        dataset: the questions, joined by ``id``; by default the data set near the file.
        plan: how samples are answered.
        limit: only the first so many records.
        rows_path: gets one JSON line for each problem.
        as_json: print one JSON object: the figures and every sample's fate, repairs included.
    """
    records = read_records(translations, limit)
    name = format_of(records[0]).name
    found = dataset or companion(translations, records)
    rows = {} if found is None else rows_by_id(found)
    results = replay_records(records, rows, plan)
    replays = watched(results, name, len(records), lambda replay: replay.outcome.correct)
    summary = summarise_replays(replays, name, str(plan.semantics or "as recorded"))
    if rows_path is not None:
        lines = (json.dumps(replay.as_dict(), ensure_ascii=False) for replay in replays)
        write_whole(rows_path, "\n".join(lines) + "\n")
    if as_json:
        figures = {**summary.as_dict(), "dataset": "" if found is None else str(found)}
        problems = [replay.as_dict() for replay in replays]
        print(json.dumps({**figures, "problems": problems}, ensure_ascii=False))
    else:
        console = Console()
        console.print(differences_view(replay.outcome for replay in replays))
        console.print(_view(summary))
    return summary


def _view(summary: ReplaySummary) -> RenderableType:
    """The figures of an evaluation, below them what became of the samples."""
    table = Table(show_header=False, show_edge=False, pad_edge=False)
    share = summary.executed / max(summary.samples, 1)
    table.add_row("executed", f"{share:.1%}  ({summary.executed} of {summary.samples} samples)")
    table.add_row("repaired", f"{summary.repaired} of them were mended or interpreted")
    table.add_row("strict accuracy", f"{summary.summary.accuracy:.1%}")
    return Group(summary_view(summary.summary), table)
