"""TIP problems: how many ours proves, with kernel certificates, and how many cvc5 does.

``python -m tests.bench.tip_peers FOLDER --seconds 30 --jobs 2 [--lean] [NAME ...]``

Both are asked about the same theories, made from TIP by our translation; cvc5 twice, with
definitions as axioms and as recursive functions.  For the set IsaPlanner the counts that others
have published are printed below, with their sources.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import get_args

from api.checkers import Checkers
from api.inductive.deciding import decide_goals
from api.inductive.reading import read_inductive
from api.settings import load_settings
from prover.certificate import Checker
from prover.errors import ProverError
from prover.verdict import Verdict
from tests.bench.theory_smtlib import Style, to_smtlib
from translators.tip import NotExportable, read_tip, to_theory

PUBLISHED: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """What came of one problem: a verdict and seconds for each prover."""

    problem: str
    ours: str
    seconds: float
    by: str
    kernel: bool
    cvc5: tuple[tuple[str, float], ...]


def measured(path: Path, seconds: float, lean: bool, peers: bool) -> Row:
    """Ask everybody about one problem."""
    settings = load_settings().model_copy(update={"timeout": seconds, "ask_lean": lean})
    by, kernel = "", False
    start = perf_counter()
    try:
        with Checkers(settings) as checkers:
            problem = read_inductive(str(path), settings)
            answer = decide_goals(problem, settings, checkers, lambda _: None)
        (outcome,) = answer.outcomes
        verdict, spent = outcome.verdict.value, outcome.seconds
        by = "tactics" if outcome.tactic_proof else "induction" if outcome.theorem else ""
        kernel = any(c.accepted and c.checker is Checker.LEAN_KERNEL for c in outcome.certificates)
    except ProverError as error:
        verdict, spent = f"error: {error}", perf_counter() - start
    asked = tuple(by_cvc5(path, style, seconds) for style in get_args(Style)) if peers else ()
    return Row(path.stem, verdict, spent, by, kernel, asked)


def by_cvc5(path: Path, style: Style, seconds: float) -> tuple[str, float]:
    """cvc5's answer, in a process of its own."""
    start = perf_counter()
    try:
        theory = to_theory(read_tip(path.read_text("utf-8")), path.stem)
        script = to_smtlib(theory, theory.goals[0].formula, style)
        done = subprocess.run(
            [sys.executable, "-m", "tests.bench.cvc5_induction", str(int(seconds * 1000))],
            input=script, capture_output=True, text=True, timeout=seconds + 5, check=False,
        )  # fmt: skip
    except NotExportable:
        return "no theory", 0.0
    except subprocess.TimeoutExpired:
        return "timeout", seconds
    words = {"unsat": "proved", "sat": "refuted"}
    return words.get(done.stdout.strip(), "unknown"), perf_counter() - start


def shown(row: Row) -> str:
    """One line of the table."""
    kernel = "kernel" if row.kernel else ""
    peers = "".join(f"  {verdict:9} {spent:6.1f} s" for verdict, spent in row.cvc5)
    return f"{row.problem:12} {row.ours:9} {row.seconds:6.1f} s {row.by:10}{kernel:7}{peers}"


def run(paths: Iterable[Path], seconds: float, jobs: int, lean: bool, peers: bool) -> list[Row]:
    """Ask about all problems, several at a time, and print each line as it comes."""
    print(f"{'problem':12} {'ours':38}" + "".join(f"  cvc5 ({s})" for s in get_args(Style)))
    rows: list[Row] = []
    with ProcessPoolExecutor(jobs) as pool:
        tasks = [pool.submit(measured, path, seconds, lean, peers) for path in paths]
        for task in tasks:
            rows.append(task.result())
            print(shown(rows[-1]), flush=True)
    return rows


def summary(rows: list[Row]) -> str:
    """The counts."""
    proved = [row for row in rows if row.ours == Verdict.PROVED]
    lines = [
        f"{len(rows)} problems: {len(proved)} proved"
        f" ({sum(row.by == 'tactics' for row in proved)} by Lean's tactics),"
        f" {sum(row.kernel for row in proved)} of them accepted by Lean's kernel;"
        f" {sum(row.ours == Verdict.REFUTED for row in rows)} refuted"
    ]
    for place, style in enumerate(get_args(Style)):
        answers = [row.cvc5[place][0] for row in rows if row.cvc5]
        lines.append(f"cvc5 --quant-ind ({style}): {answers.count('proved')} proved")
    lines += [f"{name}: {count} ({source})" for name, count, source in PUBLISHED]
    return "\n".join(lines)


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("names", nargs="*", help="only these problems")
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--lean", action="store_true", help="ask Lean's kernel about every proof")
    parser.add_argument("--alone", action="store_true", help="leave cvc5 out")
    chosen = parser.parse_args()
    paths = sorted(chosen.folder.glob("*.smt2"))
    if chosen.names:
        paths = [path for path in paths if path.stem in chosen.names]
    rows = run(paths, chosen.seconds, chosen.jobs, chosen.lean, not chosen.alone)
    print(summary(rows))


if __name__ == "__main__":
    main()
