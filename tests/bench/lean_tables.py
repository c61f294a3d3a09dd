"""Tables of proof search in Lean: single tactics, whole searches, what each proof costs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter

from prover.lean.errors import LeanError
from prover.lean.verify import LeanKernel
from search.strategy import Budget, make_strategy
from search.tactics.context import variables
from search.tactics.policy import HandWritten
from search.tactics.prove import LeanGoal, ProofFound, prove
from search.tactics.space import Policy, TacticSpace
from search.tactics.value import goal_value

__all__ = ["Named", "by_hand", "searched", "single_calls"]


@dataclass(frozen=True)
class Named:
    name: str
    goal: LeanGoal


def by_hand(problem: Named) -> Policy:
    """The hand-written policy, without premises."""
    return HandWritten(problem.goal.definitions)


def single_calls(
    problems: Sequence[Named], lean: LeanKernel, tactics: Iterable[str]
) -> dict[str, set[str]]:
    """What each tactic proves alone; ``@`` stands for the definitions, ``#n`` for the n-th
    variable."""
    proved: dict[str, set[str]] = {tactic: set() for tactic in tactics}
    space = TacticSpace(lean, HandWritten(), goal_value)
    for problem in problems:
        goal = problem.goal
        root = space.start(goal.statement, goal.preamble, is_library=goal.is_library)
        for tactic, names in proved.items():
            text = tactic.replace("@", f"[{', '.join(goal.definitions)}]")
            for number, (name, _) in enumerate(variables(root.goals[0]), start=1):
                text = text.replace(f"#{number}", name)
            if "#" not in text and space.apply(root, text).states == ():
                names.add(problem.name)
    space.close()
    for tactic, names in proved.items():
        print(f"  single call {tactic:48} {len(names):4} of {len(problems)}")
    return proved


def searched(
    title: str,
    problems: Sequence[Named],
    lean: LeanKernel,
    calls: int,
    strategy: str,
    policy: Callable[[Named], Policy] = by_hand,
) -> dict[str, ProofFound]:
    """One row: how much is proved, at what cost; every proof was judged afresh."""
    start = perf_counter()
    results: dict[str, ProofFound] = {}
    for problem in problems:
        try:
            budget = Budget(calls=calls, seconds=60)
            results[problem.name] = prove(
                problem.goal, lean, policy(problem), make_strategy(strategy), budget
            )
        except LeanError as error:
            print(f"    {problem.name} could not be tried: {error}")
    good = [result for result in results.values() if result.proved]
    spent = sum(result.calls for result in results.values())
    seconds = perf_counter() - start
    each = seconds / max(1, len(good))
    print(
        f"  {title:34} {len(good):4} of {len(problems)} within {calls} calls each;"
        f" calls a proof: median {median(r.calls for r in good) if good else 0:.0f},"
        f" in all {spent / max(1, len(good)):.0f}; seconds a proof {each:.1f},"
        f" a problem {seconds / len(problems):.1f}"
    )
    return results
