"""TIP problems: how many ours proves, with kernel certificates, and how many cvc5 does.

``python -m tests.bench.tip_peers FOLDER --seconds 30 --lean [NAME ...]``

Both are asked about the same theories, made from TIP by our translation; cvc5 twice, with
definitions as axioms and as recursive functions.  For the set IsaPlanner the counts that others
have published are printed below, with their sources.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter
from typing import get_args

from api.checkers import Checkers
from api.inductive.deciding import decide_goals
from api.inductive.reading import read_inductive
from api.settings import Settings, load_settings
from prover.certificate import Checker
from prover.errors import ProverError
from prover.verdict import Verdict
from tests.bench.theory_smtlib import Style, to_smtlib
from translators.tip import NotExportable, read_tip, to_theory

PUBLISHED = (
    ("Zeno", "82 of 85", "Sonnex, Drossopoulou and Eisenbach, TACAS 2012"),
    ("HipSpec", "80 of 85", "Claessen, Johansson, Rosén and Smallbone, CADE-24, 2013"),
    ("ACL2s", "74 of 85", "as compared with in these papers"),
    ("IsaPlanner", "47 of 85", "Johansson, Dixon and Bundy, ITP 2010, as compared with there"),
)
"""Counts as the data set's description gives them, and where they are from.

The set is IsaPlanner's, of which 85 were counted as theorems; limits of time and machines differ.
"""


@dataclass(frozen=True, slots=True)
class Row:
    """What came of one problem: a verdict and seconds for each prover."""

    problem: str
    ours: str
    seconds: float
    by: str
    kernel: bool
    cvc5: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Bench:
    """How everybody is asked."""

    seconds: float
    lean: bool
    styles: tuple[Style, ...]
    jobs: int

    def rows(self, paths: Sequence[Path]) -> Iterator[Row]:
        """What comes of the problems: cvc5 runs beside ours, in processes of its own."""
        settings = load_settings().model_copy(
            update={"timeout": self.seconds, "ask_lean": self.lean}
        )
        with Checkers(settings) as checkers, ThreadPoolExecutor(self.jobs) as threads:
            asked = [
                [threads.submit(by_cvc5, path, style, self.seconds) for style in self.styles]
                for path in paths
            ]
            for path, peers in zip(paths, asked, strict=True):
                row = ours(path, settings, checkers)
                yield replace(row, cvc5=tuple(peer.result() for peer in peers))


def ours(path: Path, settings: Settings, checkers: Checkers) -> Row:
    """What our provers make of one problem."""
    start = perf_counter()
    try:
        problem = read_inductive(str(path), settings)
        (outcome,) = decide_goals(problem, settings, checkers, lambda _: None).outcomes
    except ProverError as error:
        return Row(path.stem, f"error: {error}", perf_counter() - start, "", False)
    by = "tactics" if outcome.tactic_proof else "induction" if outcome.theorem else ""
    kernel = any(c.accepted and c.checker is Checker.LEAN_KERNEL for c in outcome.certificates)
    return Row(path.stem, outcome.verdict.value, outcome.seconds, by, kernel)


def by_cvc5(path: Path, style: Style, seconds: float) -> tuple[str, float]:
    """What cvc5 makes of one problem."""
    start = perf_counter()
    try:
        theory = to_theory(read_tip(path.read_text("utf-8")), path.stem)
    except NotExportable:
        return "no theory", 0.0
    script = to_smtlib(theory, theory.goals[0].formula, style)
    return asked(script, seconds), perf_counter() - start


def asked(script: str, seconds: float, grace: float = 5.0) -> str:
    """cvc5's answer to ``script``, in a process that is killed ``grace`` after its time."""
    command = [sys.executable, "-m", "tests.bench.cvc5_induction", str(int(seconds * 1000))]
    try:
        done = subprocess.run(
            command,
            input=script,
            capture_output=True,
            text=True,
            timeout=seconds + grace,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return "timeout"
    words = {"unsat": "proved", "sat": "refuted"}
    return words.get(done.stdout.strip(), "unknown")


def shown(row: Row) -> str:
    """One line of the table."""
    kernel = "kernel" if row.kernel else ""
    peers = "".join(f"  {verdict:9} {spent:6.1f} s" for verdict, spent in row.cvc5)
    return f"{row.problem:12} {row.ours:9} {row.seconds:6.1f} s {row.by:10}{kernel:7}{peers}"


def summary(rows: list[Row], styles: Sequence[Style]) -> str:
    """The counts."""
    proved = [row for row in rows if row.ours == Verdict.PROVED]
    lines = [
        f"{len(rows)} problems: {len(proved)} proved"
        f" ({sum(row.by == 'tactics' for row in proved)} by Lean's tactics),"
        f" {sum(row.kernel for row in proved)} of them accepted by Lean's kernel;"
        f" {sum(row.ours == Verdict.REFUTED for row in rows)} refuted"
    ]
    for place, style in enumerate(styles):
        answers = [row.cvc5[place][0] for row in rows]
        lines.append(f"cvc5 --quant-ind ({style}): {answers.count('proved')} proved")
    lines += [f"{name}: {count} ({source})" for name, count, source in PUBLISHED]
    return "\n".join(lines)


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("names", nargs="*", help="only these problems")
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--jobs", type=int, default=2, help="of cvc5")
    parser.add_argument("--lean", action="store_true", help="ask Lean's kernel about every proof")
    parser.add_argument("--styles", nargs="*", default=get_args(Style), help="of cvc5's problems")
    chosen = parser.parse_args()
    paths = sorted(chosen.folder.glob("*.smt2"))
    if chosen.names:
        paths = [path for path in paths if path.stem in chosen.names]
    bench = Bench(chosen.seconds, chosen.lean, tuple(chosen.styles), chosen.jobs)
    print(f"{'problem':12} {'ours':38}" + "".join(f"  cvc5 ({style})" for style in bench.styles))
    rows: list[Row] = []
    for row in bench.rows(paths):
        rows.append(row)
        print(shown(row), flush=True)
    print(summary(rows, bench.styles))


if __name__ == "__main__":
    main()
