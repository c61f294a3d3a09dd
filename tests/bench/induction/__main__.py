"""How many of a folder's problems the induction prover proves or refutes.

TIP problems have one goal a file; the goals of ``*.theory`` files are tried one by one.

``python -m tests.bench.induction FOLDER --seconds 10 --jobs 2 [--check] [--lean] [NAME ...]``

The seconds for a goal are counted in steps of work and printed as the processor's, so what else
the machine does changes neither; after ``PATIENCE`` times as long by the clock it is given up.
``--check`` has every proof checked step by step, ``--lean`` has Lean's kernel judge it, too.
"""

from __future__ import annotations

import argparse
from collections.abc import Collection, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from time import monotonic, process_time

from api.lean.kernel import open_kernel
from api.settings import load_settings
from prover.check.development import check_development
from prover.check.smt import Z3Session
from prover.errors import ProverError
from prover.lean.certify_development import certify_development_in_lean
from prover.lean.verify import LeanKernel
from prover.logic.printers import to_unicode
from prover.logic.syntax import Equality
from prover.theory import Development, Theory
from prover.theory.reader import read_theory
from search.induction import InductionProver, refute
from translators.tip.reader import read_tip
from translators.tip.theory import to_theory

PATIENCE = 10
"""How many times slower than its steps a search may be."""

LEAN_SECONDS = 120
"""How long Lean is waited for; what it says later does not count."""


@dataclass(frozen=True, slots=True)
class Row:
    """What came of one problem: if it was proved, also the theorems, and who accepted them."""

    problem: str
    outcome: str
    seconds: float
    details: tuple[str, ...] = ()
    development: Development | None = None
    accepted_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """One goal of a file."""

    path: Path
    number: int = 0

    def read(self) -> Theory:
        """The theory with all its goals."""
        text = self.path.read_text(encoding="utf-8")
        if self.path.suffix == ".theory":
            return read_theory(text, self.path.stem)
        return to_theory(read_tip(text), self.path.stem)


def problems(folder: Path, names: Collection[str]) -> Iterator[Problem]:
    """The goals of the files of ``folder``, or only those of the files with these names."""
    for path in sorted((*folder.glob("*.smt2"), *folder.glob("*.theory"))):
        if not names or path.stem in names:
            count = len(Problem(path).read().goals) if path.suffix == ".theory" else 1
            yield from (Problem(path, number) for number in range(count))


def measured(problem: Problem, seconds: float, check: bool) -> Row:
    """Try one problem."""
    start = process_time()
    name = problem.path.stem
    try:
        theory = problem.read()
        goal = theory.goals[problem.number]
        if len(theory.goals) > 1:
            name = f"{name}: {goal.name}"
        counterexample = refute(theory, goal.formula)
        if counterexample is not None:
            shown = tuple(to_unicode(Equality(v, t)) for v, t in counterexample.assignment)
            return Row(name, "refuted", process_time() - start, shown)
        latest = monotonic() + PATIENCE * seconds
        prover = InductionProver(theory)
        attempt = prover.prove(goal.name, goal.formula, latest, seconds=seconds)
    except ProverError as error:
        return Row(name, "unread", process_time() - start, (str(error),))
    used = process_time() - start
    if attempt.theorems:
        development = Development(theory, attempt.theorems)
        if check and (rejected := _rejected(development)):
            return Row(name, "rejected", used, rejected)
        lemmas = [t for t in attempt.theorems[:-1] if not t.part_of]
        shown = tuple(f"lemma {to_unicode(t.statement)}" for t in lemmas)
        accepted_by = ("Z3",) if check else ()
        return Row(name, "proved", used, shown, development, accepted_by)
    stuck = tuple(f"open {to_unicode(f)}" for f in attempt.open_goals[:6])
    return Row(name, "open", used, (f"goal {to_unicode(goal.formula)}", *stuck))


def _rejected(development: Development) -> tuple[str, ...]:
    """The steps that the checker does not accept."""
    certificates = check_development(development, Z3Session(total_ms=600_000))
    return tuple(
        f"{name} {step}: {reason}"
        for name, certificate in certificates.items()
        for step, reason in certificate.rejections.items()
    )


def judged(row: Row, kernel: LeanKernel) -> Row:
    """``row`` with what Lean's kernel says of its theorems."""
    if row.development is None:
        return row
    start = monotonic()
    certificates = certify_development_in_lean(row.development, kernel, start + LEAN_SECONDS)
    found = [(name, c.rejections) for name, c in certificates.items() if not c.accepted]
    details = (*row.details, f"Lean took {monotonic() - start:.1f} s")
    if found:
        rejections = (
            f"Lean, {name}: {reason}" for name, several in found for reason in several.values()
        )
        return replace(row, details=(*details, *rejections))
    return replace(row, details=details, accepted_by=(*row.accepted_by, "Lean"))


def run(given: Iterable[Problem], seconds: float, jobs: int, check: bool, lean: bool) -> list[Row]:
    """Try all problems, several at a time, and print what comes of each."""
    rows = []
    with ExitStack() as stack:
        kernel = stack.enter_context(open_kernel(load_settings())) if lean else None
        pool = stack.enter_context(ProcessPoolExecutor(jobs))
        tasks = [pool.submit(measured, each, seconds, check) for each in given]
        for task in tasks:
            row = task.result() if kernel is None else judged(task.result(), kernel)
            rows.append(row)
            accepted = f"  accepted by {', '.join(row.accepted_by)}" if row.accepted_by else ""
            print(f"{row.problem:40} {row.outcome:8} {row.seconds:7.2f} s{accepted}", flush=True)
            for line in row.details:
                print(f"    {line}")
    return rows


def summary(rows: list[Row], limits: tuple[float, ...] = (1, 5, 30)) -> str:
    """Counts of the outcomes, and how many were proved within some times."""
    outcomes = [row.outcome for row in rows]
    counts = ", ".join(f"{name} {outcomes.count(name)}" for name in sorted(set(outcomes)))
    proved = [row.seconds for row in rows if row.outcome == "proved"]
    within = ", ".join(f"{sum(s <= limit for s in proved)} in {limit:g} s" for limit in limits)
    total = sum(row.seconds for row in rows)
    told = "".join(
        f"; accepted by {checker}: {sum(checker in row.accepted_by for row in rows)}"
        for checker in ("Z3", "Lean")
        if any(checker in row.accepted_by for row in rows)
    )
    return f"{len(rows)} problems: {counts}; proved {within}; {total:.0f} s in all{told}"


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("names", nargs="*", help="only these files")
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--check", action="store_true", help="have every proof checked by Z3")
    parser.add_argument("--lean", action="store_true", help="have Lean's kernel judge them")
    chosen = parser.parse_args()
    given = problems(chosen.folder, chosen.names)
    print(summary(run(given, chosen.seconds, chosen.jobs, chosen.check, chosen.lean)))


if __name__ == "__main__":
    main()
