"""Replaying recorded samples for a person: progress bar, figures, differences, rows on disk."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from rich.console import Console, Group, RenderableType
from rich.progress import track
from rich.table import Table

from api.json_line import json_object
from api.reading.files import write_whole
from api.sampled.linc import SampledProblem, is_linc, linc_problem
from api.sampled.replay import Replayed, SampledSummary, replay, summarise_replay
from api.settings import Settings
from api.shown.evaluation import differences_view, summary_view
from prover.errors import InputError, Position

__all__ = ["read_sampled", "run_sampled_replay"]


def read_sampled(path: Path, limit: int | None = None) -> tuple[SampledProblem, ...]:
    """The problems of a file of recorded samples, or the first ``limit``.

    Raises:
        InputError: the file cannot be read or holds something else.
    """
    try:
        text = path.read_text("utf-8")
    except OSError as error:
        raise InputError(f"cannot read {path}: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise InputError(f"{path} is not UTF-8 text (byte {error.start})") from None
    problems: list[SampledProblem] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or (limit is not None and len(problems) >= limit):
            continue
        try:
            problems.append(linc_problem(_record(line, number)))
        except InputError as error:
            error.position = error.position or Position(number, 1, 0)
            raise
    if not problems:
        raise InputError(f"{path} has no records", hint="one JSON object a line is expected")
    return tuple(problems)


def _record(line: str, number: int) -> Mapping[str, Any]:
    record = json_object(line, number, "record")
    if not is_linc(record):
        raise InputError(
            "not a record of samples",
            hint="premises, conclusion, label and samples are expected",
        )
    return record


def run_sampled_replay(
    path: Path,
    settings: Settings,
    *,
    k: int | None = None,
    limit: int | None = None,
    jobs: int = 1,
    rows_path: Path | None = None,
    as_json: bool = False,
) -> SampledSummary:
    """Replay the samples in ``path``, print what came out, and return the figures.

    With ``as_json`` standard output carries one JSON object: the figures, and under ``problems``
    every sample with all that was mended, merged and assumed.

    Raises:
        InputError: the file cannot be read or holds something else.
    """
    problems = read_sampled(path, limit)
    work = replay(problems, settings, k, jobs)
    replays = list(
        track(work, path.name, len(problems), console=Console(stderr=True), transient=True)
    )
    summary = summarise_replay(replays, problems, k)
    if rows_path is not None:
        lines = (json.dumps(_row(each), ensure_ascii=False) for each in replays)
        write_whole(rows_path, "\n".join(lines) + "\n")
    if as_json:
        rows = [_row(each) for each in replays]
        print(json.dumps({**summary.as_dict(), "problems": rows}, ensure_ascii=False))
    else:
        console = Console()
        console.print(differences_view(each.outcome for each in replays))
        console.print(_view(summary))
    return summary


def _row(replayed: Replayed) -> dict[str, object]:
    return {**asdict(replayed.outcome), "vote": replayed.document}


def _view(summary: SampledSummary) -> RenderableType:
    table = Table("", "here", "recorded", show_edge=False, pad_edge=False)
    theirs = summary.recorded
    lost = summary.lost / max(summary.samples, 1)
    table.add_row("vote", f"{summary.summary.accuracy:.1%}", f"{theirs['accuracy']:.1%}")
    table.add_row("sample", f"{summary.sample_accuracy:.1%}", f"{theirs['sample_accuracy']:.1%}")
    table.add_row("any sample", f"{summary.oracle:.1%}", f"{theirs['oracle']:.1%}")
    table.add_row("lost", f"{lost:.1%}", f"{theirs['lost']:.1%}")
    more = Table(show_header=False, show_edge=False, pad_edge=False)
    more.add_row("samples", f"{summary.samples}, {summary.mended} mended, {summary.assumed} assume")
    more.add_row(
        "time a sample", f"median {summary.sample_median_ms} ms, worst {summary.sample_max_ms} ms"
    )
    for count, said, right in summary.calibration:
        more.add_row("confidence", f"{said:.0%}: {right:.0%} of {count} problems right")
    return Group(summary_view(summary.summary), "", table, "", more)
