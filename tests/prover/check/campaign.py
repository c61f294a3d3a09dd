"""Hundreds of proofs of our engine, and all that single changes make of them.

``python -m tests.prover.check.campaign`` prints the figures; a proof or a change that the checker
judges wrongly is listed.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice, zip_longest
from pathlib import Path
from random import Random

from rich.console import Console
from rich.progress import track
from rich.table import Table

from api.evaluation.dataset import read_rows
from api.reading.problems import problem_of_row
from prover.check import Z3Session, check_proof
from prover.errors import InputError
from prover.logic.syntax import FALSE, Formula
from prover.logic.tptp import read_tptp, tptp_problem
from prover.logic.walk import complement
from prover.problem import Problem
from prover.verdict import Verdict
from search.decide import decide
from tests.prover.check.mutations import Kind, Proved, judged, mutations
from tests.soundness.kinds import KINDS

__all__ = ["Figures", "examine", "proofs"]

SHARED = Path(__file__).parents[4] / "shared" / "data"
_SECONDS = 2.0


@dataclass(slots=True)
class Figures:
    """What is counted; ``wrong`` must stay empty."""

    proofs: int = 0
    steps: int = 0
    changes: dict[str, Counter[str]] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    @property
    def semantic(self) -> int:
        """Changes that make a proof wrong."""
        return sum(counts[Kind.SEMANTIC] for counts in self.changes.values())


def examine(proved: Proved, random: Random, most: int, figures: Figures) -> None:
    """Check a proof and at most so many changed ones, and count."""
    session = Z3Session()
    figures.proofs += 1
    figures.steps += len(proved.proof.steps)
    original = check_proof(_given(proved), proved.claim, proved.proof, session)
    if not original.accepted:
        figures.wrong.append(f"original refused: {dict(original.rejections)}")
        return
    found = list(mutations(proved, random))
    for mutation in random.sample(found, min(most, len(found))):
        certificate = check_proof(_given(proved), mutation.claim, mutation.proof, session)
        kind = judged(mutation)
        counts = figures.changes.setdefault(mutation.what, Counter())
        counts[kind] += 1
        counts[f"{kind} accepted"] += certificate.accepted
        if kind is Kind.SEMANTIC and certificate.accepted:
            figures.wrong.append(f"accepted: {mutation.what} in {mutation.proof}")


def _given(proved: Proved) -> dict[str, Formula]:
    return dict(proved.premises)


def proofs(seed: int = 0) -> Iterator[Proved]:
    """Proofs of our engine: of generated problems, and of the data sets that are here, in turn."""
    sources = [_generated(Random(seed)), _of_rows("proofwriter/dev.jsonl", "english")]
    sources += [_of_rows("folio/dev_half1.jsonl", "fol"), _of_tptp()]
    for several in zip_longest(*sources):
        yield from (proved for proved in several if proved is not None)


def _proved(premises: dict[str, Formula], goal: Formula) -> Proved | None:
    decision = decide(premises, goal, _SECONDS)
    if decision.proof is None:
        return None
    claims = {Verdict.PROVED: goal, Verdict.REFUTED: complement(goal)}
    return Proved(premises, claims.get(decision.verdict, FALSE), decision.proof)


def _generated(random: Random) -> Iterator[Proved]:
    while True:
        made = KINDS[random.choice(list(KINDS))](random)
        found = _proved({f"p{n}": f for n, f in enumerate(made.premises)}, made.goal)
        if found is not None:
            yield found


def _of_rows(name: str, language: str) -> Iterator[Proved]:
    path = SHARED / name
    if path.exists():
        for row in read_rows(path, language)[::2]:
            yield from _of_problem(problem_of_row(row, language).problem)


def _of_tptp() -> Iterator[Proved]:
    for path in sorted((SHARED / "tptp" / "dev").glob("*.p")):
        try:
            problem = tptp_problem(read_tptp(path))
        except InputError:
            continue
        yield from _of_problem(problem)


def _of_problem(problem: Problem) -> Iterator[Proved]:
    if problem.goal is not None and not problem.untranslated:
        premises = {premise.name: premise.formula for premise in problem.premises}
        found = _proved(premises, problem.goal.formula)
        if found is not None:
            yield found


def main() -> int:
    """Examine; exit code 1 if the checker was wrong."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.prover.check.campaign", description=__doc__
    )
    parser.add_argument("--proofs", type=int, default=600)
    parser.add_argument("--changes", type=int, default=10, help="of each proof")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    figures, random = Figures(), Random(options.seed)
    chosen = islice(proofs(options.seed), options.proofs)
    with suppress(KeyboardInterrupt):  # what has been examined until then is shown
        for proved in track(chosen, "checking", options.proofs, console=Console(stderr=True)):
            examine(proved, random, options.changes, figures)
    shown = Table("change", *(f"{kind}{how}" for kind in Kind for how in ("", ", accepted")))
    for what, counts in sorted(figures.changes.items()):
        cells = [counts[key] for kind in Kind for key in (kind.value, f"{kind} accepted")]
        shown.add_row(what, *map(str, cells))
    console = Console(width=120)
    console.print(shown)
    console.print(
        f"{figures.proofs} proofs of {figures.steps} steps, {figures.semantic} semantic changes, "
        f"{len(figures.wrong)} judged wrongly"
    )
    for line in figures.wrong:
        console.print(line, highlight=False)
    return 1 if figures.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
