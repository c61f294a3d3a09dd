"""All contestants on all problems of a folder, resumable: results are kept line by line."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

from rich.console import Console
from rich.progress import track

from tests.bench.tptp.contestants import Contestant, contestants
from tests.bench.tptp.figures import Row
from tests.bench.tptp.running import measured
from tests.peers.question import Said

__all__ = ["Options", "run"]


@dataclass(frozen=True, slots=True)
class Options:
    """What is run.

    Attributes:
        folder: has an ``index.jsonl``.
        out: where the results are kept, and looked for.
        seconds: for each problem.
        limit: so many problems, spread over the folder; 0 for all.
        names: contestants; all that are installed by default.
        jobs: how many at a time: one, where times are to be compared.
    """

    folder: Path
    out: Path
    seconds: float = 10.0
    limit: int = 0
    names: tuple[str, ...] = ()
    jobs: int = 1


def run(options: Options) -> list[Row]:
    """Do what is left to do; the results of everything that was asked for."""
    taking_part = contestants()
    names = options.names or tuple(taking_part)
    problems = _problems(options)
    known = _kept(options.out)
    asked = [(name, p) for p in problems for name in names]
    left = [(name, p) for name, p in asked if (name, p["file"]) not in known]
    options.out.parent.mkdir(parents=True, exist_ok=True)
    one = partial(_row, taking_part, options)
    with options.out.open("a", encoding="utf-8") as kept, ThreadPoolExecutor(options.jobs) as pool:
        console = Console(stderr=True)
        for row in track(pool.map(one, left), "proving", total=len(left), console=console):
            kept.write(json.dumps(asdict(row)) + "\n")
            kept.flush()
            known[row.contestant, row.file] = row
    return [known[name, problem["file"]] for name, problem in asked]


def _row(
    taking_part: Mapping[str, Contestant], options: Options, asked: tuple[str, dict[str, str]]
) -> Row:
    name, problem = asked
    result = measured(taking_part[name], options.folder / problem["file"], options.seconds)
    report, seconds = result.report, round(result.seconds, 4)
    status = problem["status"]
    return Row(
        name, problem["file"], status, report.said, report.certified, seconds, report.note[:200]
    )


def _problems(options: Options) -> Sequence[dict[str, str]]:
    lines = (options.folder / "index.jsonl").read_text(encoding="utf-8").splitlines()
    problems = [json.loads(line) for line in lines]
    if options.limit and options.limit < len(problems):
        return [problems[n * len(problems) // options.limit] for n in range(options.limit)]
    return problems


def _kept(path: Path) -> dict[tuple[str, str], Row]:
    return {(row.contestant, row.file): row for row in _read(path)} if path.exists() else {}


def _read(path: Path) -> Iterator[Row]:
    for line in path.read_text(encoding="utf-8").splitlines():
        found = json.loads(line)
        yield Row(**{**found, "said": Said(found["said"])})
