"""Searches in Lean's tactic states end in scripts that the kernel accepts."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from api.lean.kernel import lean_options
from api.settings import load_settings
from prover.lean.errors import StatementRejected
from prover.lean.session import TacticState
from prover.lean.toolchain import Toolchain
from prover.lean.verify import LeanKernel
from search.strategy import STRATEGIES, Budget, Proposal, SearchTree, Status, make_strategy, search
from search.strategy.keeping import Checkpoint, Watch
from search.tactics.policy import HandWritten
from search.tactics.prove import LeanGoal, ProofFound, prove, source_of
from search.tactics.space import TacticSpace
from search.tactics.value import goal_value

NUMBERS = """namespace T
inductive N where
  | z
  | s (n : N)
def add : N → N → N
  | .z, m => m
  | .s n, m => .s (add n m)
end T
"""
ADD_ZERO = LeanGoal("theorem t (n : T.N) : T.add n T.N.z = n", NUMBERS, ("T.add",))
SWAP = LeanGoal("theorem t (p q r : Prop) (h : p ∧ q ∧ r) : r ∧ q ∧ p")


def run(
    goal: LeanGoal,
    lean: LeanKernel,
    strategy: str = "best-first",
    calls: int = 80,
    checkpoint: Checkpoint | None = None,
) -> ProofFound:
    policy = HandWritten(goal.definitions)
    watch = Watch(checkpoint)
    return prove(goal, lean, policy, make_strategy(strategy), Budget(calls=calls), watch=watch)


@pytest.mark.parametrize("strategy", STRATEGIES)
def test_every_strategy_proves(strategy: str, lean: LeanKernel) -> None:
    for goal in (SWAP, ADD_ZERO):
        found = run(goal, lean, strategy)
        assert found.proved, found.reason
        assert found.judged is not None
        assert found.judged.accepted
        assert lean.verify(
            source_of(goal, found.script), "t", goal.statement, goal.preamble
        ).accepted


def everything(found: ProofFound) -> list[object]:
    return [
        (n.state.goals, n.status, [(e.action, e.status, e.children) for e in n.edges])
        for n in found.tree.nodes
    ]


@pytest.mark.parametrize("strategy", ["best-first", "mcts"])
def test_a_search_that_was_stopped_ends_as_it_would_have(
    strategy: str, lean: LeanKernel, tmp_path: Path
) -> None:
    whole = run(ADD_ZERO, lean, strategy)
    assert whole.calls >= 2
    kept = Checkpoint(tmp_path / "search.json", {"strategy": strategy})
    half = run(ADD_ZERO, lean, strategy, whole.calls // 2, kept)
    assert not half.proved
    resumed = run(ADD_ZERO, lean, strategy, 80, kept)
    assert resumed.proved
    assert resumed.calls == whole.calls
    assert resumed.script == whole.script
    assert everything(resumed) == everything(whole)


@pytest.mark.slow
def test_a_search_goes_on_when_a_server_dies(lean: LeanKernel) -> None:
    """The tactic that killed the server has failed; the others are tried all the same."""
    runaway = "exact absurd (by decide +kernel : (List.range 100000000).length = 3) (by simp)"

    class Fatal:
        def propose(self, state: TacticState, attempt: int) -> tuple[Proposal[str], ...]:
            if state.tactics:
                return (Proposal(runaway, 0.9), Proposal("exact ⟨h.2, h.1⟩", 0.1))
            return (Proposal("have unused : 1 = 1 := rfl", 1.0),)

    goal = LeanGoal("theorem t (p q : Prop) (h : p ∧ q) : q ∧ p")
    space = TacticSpace(lean, Fatal(), goal_value, heartbeats=10**8, seconds=5.0)
    root = space.start(goal.statement)
    tree = SearchTree.rooted(root, space.key(root))
    search(space, tree, make_strategy("best-first"), Budget(calls=9))
    space.close()
    assert tree.root.status is Status.PROVED
    assert tree.cost.calls == 3
    lost = [e.reason for n in tree.nodes for e in n.edges if e.status is Status.FAILED]
    assert len(lost) == 1
    assert "lean-timeout" in lost[0]


@pytest.mark.slow
def test_two_workers_need_two_servers(embedded_toolchain: Toolchain) -> None:
    """The thread that began the search kept a server, and the workers waited for it for ever."""
    options = replace(lean_options(load_settings()), servers=2)
    with LeanKernel(embedded_toolchain, options) as two:
        policy, budget = HandWritten(ADD_ZERO.definitions), Budget(calls=80)
        found = prove(ADD_ZERO, two, policy, make_strategy("best-first"), budget, workers=2)
    assert found.proved


def test_a_falsehood_is_not_proved(lean: LeanKernel) -> None:
    found = run(LeanGoal("theorem t (n : Nat) : n = n + 1"), lean, calls=30)
    assert not found.proved
    assert found.reason
    assert found.calls <= 30


def test_the_budget_counts_tactics(lean: LeanKernel) -> None:
    hard = LeanGoal("theorem t (a b c n : Nat) (h : 2 < n) (p : 0 < a * b * c) : a^n + b^n ≠ c^n")
    found = run(hard, lean, calls=10)
    assert not found.proved
    assert found.calls == 10


def test_a_statement_that_makes_no_sense_is_an_error(lean: LeanKernel) -> None:
    with pytest.raises(StatementRejected):
        run(LeanGoal("theorem t : foo"), lean)


def test_scripts_are_shortened(lean: LeanKernel) -> None:
    class Roundabout:
        def propose(self, state: object, attempt: int) -> tuple[Proposal[str], ...]:
            depth = len(state.tactics)  # type: ignore[attr-defined]
            tactic = ("have h1 : 1 = 1 := rfl", "have h2 : 2 = 2 := rfl", "exact ⟨h.2, h.1⟩")[depth]
            return (Proposal(tactic, 1.0),)

    goal = LeanGoal("theorem t (p q : Prop) (h : p ∧ q) : q ∧ p")
    found = prove(goal, lean, Roundabout(), make_strategy("best-first"), Budget(calls=9))
    assert found.calls == 3
    assert found.script == ("exact ⟨h.2, h.1⟩",)


def test_equal_goals_are_one_state(lean: LeanKernel) -> None:
    space = TacticSpace(lean, HandWritten(), goal_value)
    root = space.start("theorem t (p q : Prop) (hp : p) (hq : q) : p ∧ q")
    one = space.apply(root, "constructor").states
    two = space.apply(root, "refine ⟨?_, ?_⟩").states
    space.close()
    assert one is not None
    assert two is not None
    assert space.key(one[0]) == space.key(two[0])


@pytest.mark.slow
def test_a_server_that_dies_costs_one_action(lean: LeanKernel) -> None:
    space = TacticSpace(lean, HandWritten(), goal_value, seconds=1.0, heartbeats=10**8)
    root = space.start("theorem t (n : Nat) : n = n")
    runaway = "exact absurd (by decide +kernel : (List.range 100000000).length = 3) (by simp)"
    lost = space.apply(root, runaway)
    assert lost.states is None
    assert "lean-timeout" in lost.reason
    assert space.apply(root, "rfl").states == ()
    space.close()
