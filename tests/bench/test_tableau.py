"""Which strategy proves most with the same number of inferences, on problems of the TPTP.

All strategies walk the same space of connection tableaux with the same priors and values, so
the table compares nothing but the order in which they try.  Every proof is checked.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from api.reading.problems import read_problem
from prover.check import Z3Session
from prover.check.proof import check_proof
from prover.errors import ProverError
from prover.logic.syntax import Formula
from search.strategy import Budget, make_strategy
from search.tableau import prove

pytestmark = pytest.mark.bench

SHARED = Path(__file__).parents[3] / "shared" / "data" / "tptp"
COMPARED = ("depth-first", "best-first", "astar", "mcts")
INFERENCES = 2_000
SECONDS = 2.0
EVERY = 4
MOST_FORMULAS = 60
MOST_BYTES = 20_000


@dataclass(frozen=True, slots=True)
class Task:
    name: str
    premises: dict[str, Formula]
    goal: Formula


def tasks() -> list[Task]:
    """Every fourth theorem of moderate size; the weights of the policy were not set on these."""
    index = SHARED / "index.jsonl"
    if not index.exists():
        pytest.skip(f"{index} is not here")
    rows = [json.loads(line) for line in index.read_text().splitlines()]
    chosen = [
        row["file"]
        for row in rows
        if row["status"] in ("Theorem", "Unsatisfiable")
        and row["formulas"] <= MOST_FORMULAS
        and row["bytes"] <= MOST_BYTES
    ]
    return [task(SHARED / name) for name in chosen[::EVERY]]


def task(path: Path) -> Task:
    problem = read_problem(path.read_text(), suffix=path.suffix, path=path).problem
    assert problem.goal is not None
    return Task(path.name, {p.name: p.formula for p in problem.premises}, problem.goal.formula)


def inferences_to_proof(task: Task, strategy: str) -> tuple[bool, int]:
    """Whether a proof was found, and how many inferences were made."""
    budget = Budget(calls=INFERENCES, seconds=SECONDS)
    try:
        result = prove(task.premises, task.goal, make_strategy(strategy), budget)
    except ProverError:
        return False, 0
    if result.proof is None:
        return False, result.inferences
    session = Z3Session(20_000_000)
    certificate = check_proof(task.premises, result.proof.claim, result.proof, session)
    assert certificate.accepted, (task.name, strategy, certificate.rejections)
    return True, result.inferences


def test_looking_ahead_proves_more_than_depth_first() -> None:
    sample = tasks()
    assert len(sample) >= 40
    found = {name: [inferences_to_proof(t, name) for t in sample] for name in COMPARED}
    solved = {name: sum(is_proved for is_proved, _ in runs) for name, runs in found.items()}
    print(f"\n{len(sample)} problems, {INFERENCES} inferences or {SECONDS:.0f} s for each")
    print(f"{'strategy':<12} {'solved':>6} {'inferences':>10} {'where solved':>12}")
    for name, runs in found.items():
        total = sum(count for _, count in runs)
        useful = sum(count for is_proved, count in runs if is_proved)
        print(f"{name:<12} {solved[name]:>6} {total:>10} {useful:>12}")
    assert solved["mcts"] > solved["depth-first"]
    assert solved["best-first"] > solved["depth-first"]
