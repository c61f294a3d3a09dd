"""Proof search in Lean: how much is proved, at what cost, beside single tactics.

``make bench-search`` prints one table for each set; every proof counted was judged by the
kernel afresh, as a file of its own.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from api.lean.kernel import lean_options
from api.settings import load_settings
from prover.lean.toolchain import Toolchain
from prover.lean.verify import LeanKernel
from search.strategy import Budget, make_strategy
from search.tactics.learned import Experience, Learned
from search.tactics.policy import HandWritten
from search.tactics.prove import LeanGoal, ProofFound, prove
from tests.bench.lean_tables import Named, searched, single_calls
from tests.bench.own_goals import COMPETITION, FUNCTIONS
from translators.tip import read_tip, to_lean

pytestmark = pytest.mark.bench_search

SHARED = Path(__file__).parents[3] / "shared" / "data"
STRATEGIES = ("best-first", "mcts")


def tip() -> list[Named]:
    folder = SHARED / "tip" / "isaplanner"
    if not folder.is_dir():
        pytest.skip(f"{folder} is not here")
    found = []
    for path in sorted(folder.glob("*.smt2")):
        goal = to_lean(read_tip(path.read_text("utf-8")))
        found.append(Named(path.stem, LeanGoal(goal.statement, goal.preamble, goal.functions)))
    return found


def minif2f() -> list[Named]:
    path = SHARED / "minif2f_core" / "valid.jsonl"
    if not path.exists():
        pytest.skip(f"{path} is not here")
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return [Named(row["name"], LeanGoal(row["statement"])) for row in rows]


def both(title: str, problems: Sequence[Named], lean: LeanKernel, calls: int) -> int:
    """A row for each strategy, and what it left; the most that one of them proved."""
    most = 0
    for strategy in STRATEGIES:
        results = searched(strategy, problems, lean, calls, strategy)
        missed = [name for name, result in results.items() if not result.proved]
        print(f"    {title} left: {', '.join(missed)}")
        most = max(most, len(results) - len(missed))
    return most


def test_tip_isaplanner(lean: LeanKernel) -> None:
    problems = tip()
    print("\nTIP, IsaPlanner")
    single_calls(
        problems,
        lean,
        [
            "intros; simp_all @",
            "intros; grind @",
            "intros; induction #1 <;> simp_all @",
            "intros; induction #2 <;> simp_all @",
            "intros; induction #1 <;> grind @",
            "intros; induction #2 <;> grind @",
        ],
    )
    assert both("TIP", problems, lean, 256) >= 60


def test_minif2f(lean: LeanKernel) -> None:
    problems = minif2f()
    print("\nminiF2F, the part that Lean's core library can state")
    single_calls(problems, lean, ["grind", "intros; omega", "simp_all", "decide"])
    assert both("miniF2F", problems, lean, 128) >= 34


def test_goals_of_our_own(lean: LeanKernel) -> None:
    """Beside the public sets, so that a gain there that is no gain in general shows."""
    print("\nGoals of our own: numbers, functions")
    assert both("numbers", COMPETITION, lean, 64) >= 18
    assert both("functions", FUNCTIONS, lean, 128) > 0  # not yet measured


def test_a_learned_policy_helps_at_equal_budget(lean: LeanKernel) -> None:
    """One pass over every second problem, then the others with a tenth of the budget."""
    problems = tip()
    training, held_out = problems[::2], problems[1::2]
    experience = Experience()

    def proved(problem: Named, learned: bool, calls: int) -> bool:
        base = HandWritten(problem.goal.definitions)
        policy = Learned(base, experience) if learned else base
        result = prove(problem.goal, lean, policy, make_strategy("best-first"), Budget(calls=calls))
        if calls > 100:
            experience.learn(result.tree)
        return result.proved

    trained = sum(proved(problem, False, 256) for problem in training)
    without = sum(proved(problem, False, 24) for problem in held_out)
    with_it = sum(proved(problem, True, 24) for problem in held_out)
    print(
        f"\nLearned policy: one pass over {len(training)} ({trained} proved), then {len(held_out)}"
        f" others within 24 calls: {without} without it, {with_it} with it"
    )
    assert with_it >= without + 0.05 * len(held_out)


HARD = (78, 54, 65, 85, 72, 73, 74, 77, 84, 47)
"""Problems of TIP on which a search spends its whole budget."""


def test_two_workers_are_faster_than_one(embedded_toolchain: Toolchain) -> None:
    """Equal calls, so problems that are proved sooner are left out."""
    names = {f"prop_{number}" for number in HARD}
    problems = [problem for problem in tip() if problem.name in names]
    options = replace(lean_options(load_settings()), servers=2)
    with LeanKernel(embedded_toolchain, options) as lean:

        def run(problem: Named, workers: int, calls: int = 30) -> ProofFound:
            policy = HandWritten(problem.goal.definitions)
            budget, strategy = Budget(calls=calls), make_strategy("mcts")
            return prove(problem.goal, lean, policy, strategy, budget, workers=workers)

        run(problems[0], 2, 6)  # starts both servers
        pairs = [(run(problem, 1), run(problem, 2)) for problem in problems]
    equal = [(one.seconds, two.seconds) for one, two in pairs if one.calls == two.calls]
    alone, together = (sum(column) for column in zip(*equal, strict=True))
    print(
        f"\n{len(equal)} problems, 30 calls each: {alone:.1f} s with one Lean server,"
        f" {together:.1f} s with two: {alone / together:.2f} times as fast"
    )
    # How much faster depends on the cores that are free; slower is a fault of ours anywhere.
    assert alone / together >= 0.9
