"""``python -m tests.bench.tptp FOLDER``: the table for a folder of problems."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from rich.console import Console

from tests.bench.tptp.contestants import OURS, contestants
from tests.bench.tptp.figures import contradictions, figures, quick_median, table
from tests.bench.tptp.run import Options, run


def main() -> int:
    """Run it; exit code 1 if somebody contradicts a known status."""
    options, as_json = _options()
    rows = run(options)
    wrong = contradictions(rows)
    quick = {name: quick_median(rows, name) for name in OURS}
    if as_json:
        document = {"contestants": figures(rows), "median where E needs < 0.1 s": quick}
        print(json.dumps({**document, "wrong": [f"{r.contestant} {r.file}" for r in wrong]}))
    else:
        console = Console(width=160)
        console.print(table(rows, f"{options.folder.name}, {options.seconds:g} s each"))
        console.print("median on theorems that E solves in under 0.1 s:", quick)
        for row in wrong:
            console.print(f"[red]{row.contestant} says {row.said} of {row.file}: {row.status}")
    return 1 if wrong else 0


def _options() -> tuple[Options, bool]:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.tptp", description=__doc__)
    parser.add_argument("folder", type=Path, help="has an index.jsonl with file and status")
    parser.add_argument("--out", type=Path, help="results, kept and gone on with")
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--limit", type=int, default=0, help="so many problems, spread evenly")
    parser.add_argument("--only", default="", help="contestants, with commas between")
    parser.add_argument("--jobs", type=int, default=1, help="at a time")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    out = given.out or Path("build") / f"tptp-{given.folder.name}-{given.seconds:g}s.jsonl"
    names = tuple(name for name in given.only.split(",") if name)
    if unknown := sorted(set(names) - contestants().keys()):
        parser.error(f"nobody here is called {unknown[0]}: {', '.join(contestants())}")
    options = Options(given.folder, out, given.seconds, given.limit, names, given.jobs)
    return options, given.json


if __name__ == "__main__":
    sys.exit(main())
