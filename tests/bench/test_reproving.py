"""Library theorems proved again, and what retrieved premises gain.

The rule of what may be used is that of ``lean/TacticServer/Reprove.lean``: it is checked on
every finished proof term, for single tactics and searches alike.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import pytest
from rich.console import Console

from api.lean.premises import Library, library_index, retriever
from api.settings import load_settings
from prover.lean.verify import LeanKernel
from search.premises import (
    Fusion,
    PremiseIndex,
    Retriever,
    accessible_for,
    mean_reciprocal_rank,
    recall_at,
)
from search.tactics.policy import HandWritten
from search.tactics.prove import LeanGoal, ProofFound
from search.tactics.space import Policy, TacticSpace
from search.tactics.value import goal_value
from tests.bench.lean_tables import Named, by_hand, searched, single_calls
from tests.bench.library_sample import sampled

pytestmark = pytest.mark.bench_search

SEED, SIZE, CALLS, PREMISES = 2026, 300, 64, 16
CLOSERS = ("simp", "simp_all", "grind", "omega", "rfl", "decide")
COMBINED = (
    "simp_all <;> grind",
    "cases #1 <;> simp_all",
    "cases #1 <;> grind",
    "induction #1 <;> simp_all",
    "induction #1 <;> grind",
)
# What every proof term is glued with says nothing about the goal.
GLUE = ("Init.Core", "Init.Prelude", "Init.SimpLemmas", "Init.PropLemmas", "Init.Classical")
GLUE_BELOW = ("Init.Grind", "Init.Omega", "Init.ByCases", "Init.SizeOf", "Init.Data.Int.Linear")


@pytest.fixture(scope="module")
def index(lean: LeanKernel) -> PremiseIndex:
    return library_index(load_settings(), lean, Console(stderr=True))


def with_premises(index: PremiseIndex) -> Callable[[Named], Policy]:
    library = Library(index.premises, Fusion([index.bm25(), index.overlap()]))

    def policy(problem: Named) -> Policy:
        accessible = accessible_for(index.premises, problem.name)
        return replace(HandWritten(), retrieve=retriever(library, PREMISES, accessible))

    return policy


def test_library_theorems_are_proved_again(lean: LeanKernel, index: PremiseIndex) -> None:
    sample = sampled(index.premises, SIZE, SEED)
    problems = [Named(p.name, LeanGoal(p.name, is_library=True)) for p in sample]
    print(f"\n{len(problems)} theorems of the library, seed {SEED}")
    single = single_calls(problems, lean, (*CLOSERS, *COMBINED))
    alone = searched("best-first", problems, lean, CALLS, "best-first", by_hand)
    helped = searched(
        "best-first, premises", problems, lean, CALLS, "best-first", with_premises(index)
    )
    walked = searched("mcts, premises", problems, lean, CALLS, "mcts", with_premises(index))
    best_single = max(len(names) for names in single.values())
    best = max(len(proved(found)) for found in (helped, walked))
    print(f"  the best search proves {best / best_single:.2f} times what the best call does")

    easy = set().union(*(single[tactic] for tactic in CLOSERS))
    hard = {problem.name for problem in problems} - easy
    without, with_ = len(proved(alone) & hard), len(proved(helped) & hard)
    gain = 100 * (with_ - without) / len(hard)
    print(
        f"  {len(hard)} theorems that none of {', '.join(CLOSERS)} proves alone: {without} without"
        f" premises, {with_} with {PREMISES} ({gain:+.1f} points)"
    )
    print_retrieval(lean, index, (*alone.items(), *helped.items()))
    assert best >= 2 * best_single
    assert gain >= 10


def proved(results: Mapping[str, ProofFound]) -> set[str]:
    return {name for name, found in results.items() if found.proved}


def print_retrieval(
    lean: LeanKernel, index: PremiseIndex, found: Sequence[tuple[str, ProofFound]]
) -> None:
    """Recall and MRR on the library theorems that the proofs found rest on."""
    number = {premise.name: place for place, premise in enumerate(index.premises)}
    wanted: dict[str, set[int]] = {}
    for name, result in found:
        if result.judged is not None and result.proved:
            used = {number[n] for n in result.judged.used if n in number and says(index, number[n])}
            wanted.setdefault(name, set()).update(used)
    questions = {name: premises for name, premises in wanted.items() if premises}
    space = TacticSpace(lean, HandWritten(), goal_value)
    goals = {name: space.start(name, is_library=True).goals[0].text for name in questions}
    space.close()
    retrievers: dict[str, Retriever] = {
        "BM25": index.bm25(),
        "symbols": index.overlap(),
        "fused": Fusion([index.bm25(), index.overlap()]),
    }
    for title, one in retrievers.items():
        pairs = [
            ([r.index for r in one.retrieve(goals[n], 100, accessible_for(index.premises, n))], w)
            for n, w in questions.items()
        ]
        at = {k: sum(recall_at(k, *pair) for pair in pairs) / len(pairs) for k in (1, 10, 32)}
        print(
            f"  premises of {len(pairs)} proofs, {title:8} recall@1 {at[1]:.2f}, @10 {at[10]:.2f},"
            f" @32 {at[32]:.2f}, MRR {mean_reciprocal_rank(pairs):.2f}"
        )


def says(index: PremiseIndex, place: int) -> bool:
    """Whether a premise is about the goal rather than about how tactics work."""
    premise = index.premises[place]
    below = any(f"{premise.module}.".startswith(f"{module}") for module in GLUE_BELOW)
    generated = "._" in premise.name or ".inst" in f".{premise.name}"
    return premise.module not in GLUE and not below and not generated
