"""Goals proved before are proved at once; a wrong memory costs a call."""

from __future__ import annotations

from pathlib import Path

import pytest

from prover.errors import InputError
from prover.lean.goals import read_goal
from prover.lean.session import TacticState
from prover.lean.verify import LeanKernel
from search.strategy import Budget, Proposal, make_strategy
from search.tactics.policy import HandWritten
from search.tactics.prove import LeanGoal, ProofFound, prove
from search.tactics.remembered import Memory, Remembered, goals_key

SWAP = LeanGoal("theorem t (p q r : Prop) (h : p ∧ q ∧ r) : r ∧ q ∧ p")


class Steps:
    """One tactic for each state, by the number of tactics so far."""

    def __init__(self, *tactics: str) -> None:
        self.tactics = tactics

    def propose(self, state: TacticState, attempt: int) -> tuple[Proposal[str], ...]:
        if attempt or len(state.tactics) >= len(self.tactics):
            return ()
        return (Proposal(self.tactics[len(state.tactics)], 1.0, "steps"),)


def run(goal: LeanGoal, policy: object, lean: LeanKernel) -> ProofFound:
    return prove(goal, lean, policy, make_strategy("best-first"), Budget(calls=40))  # type: ignore[arg-type]


def test_a_goal_is_proved_at_once_the_second_time(lean: LeanKernel, tmp_path: Path) -> None:
    memory = Memory()
    first = run(
        SWAP, Steps("constructor", "exact h.2.2", "constructor", "all_goals simp [h]"), lean
    )
    assert first.proved, first.reason
    memory.learn(first.tree)
    memory.save(tmp_path / "memory.json")
    again = run(SWAP, Remembered(Steps(), Memory.load(tmp_path / "memory.json")), lean)
    assert again.proved
    assert again.calls == 1


def test_a_first_goal_is_remembered_on_its_own(lean: LeanKernel) -> None:
    """After ``constructor``, the goal r was closed by ``exact``: another theorem needs that."""
    memory = Memory()
    memory.learn(
        run(
            SWAP, Steps("constructor", "exact h.2.2", "constructor", "all_goals simp [h]"), lean
        ).tree
    )
    other = LeanGoal("theorem u (p q r : Prop) (h : p ∧ q ∧ r) : r")
    found = run(other, Remembered(Steps(), memory), lean)
    assert found.proved
    assert found.script == ("exact h.2.2",)


def test_a_wrong_memory_costs_one_call(lean: LeanKernel) -> None:
    state = TacticState(SWAP.statement, (), (read_goal("p : Prop\nh : p\n⊢ p"),))
    goal = LeanGoal("theorem t (p : Prop) (h : p) : p")
    memory = Memory({goals_key("", state.goals): "sorry"})
    found = run(goal, Remembered(Steps("exact h"), memory), lean)
    assert found.proved
    assert found.script == ("exact h",)
    assert found.calls == 2


def test_a_false_goal_stays_unproved_whatever_is_remembered(lean: LeanKernel) -> None:
    goal = LeanGoal("theorem t : 1 = 2")
    root = read_goal("⊢ 1 = 2")
    memory = Memory({goals_key("", [root]): "exact sorryAx _"})
    assert not run(goal, Remembered(HandWritten(), memory), lean).proved


def test_the_key_is_the_goal_not_its_case() -> None:
    one, two = read_goal("case a\nn : Nat\n⊢ n = n"), read_goal("case b\nn : Nat\n⊢ n = n")
    assert goals_key("", [one]) == goals_key("", [two])
    assert goals_key("", [one]) != goals_key("def x := 1", [one])
    assert goals_key("", [one]) != goals_key("", [one, two])


def test_the_shortest_script_is_kept_and_the_oldest_forgotten() -> None:
    memory = Memory(most=2)
    for key, script in (("a", "long one"), ("b", "x"), ("a", "short"), ("c", "y")):
        memory._keep(key, script)
    assert memory.scripts == {"a": "short", "c": "y"}


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    (tmp_path / "bad.json").write_text("[1]")
    with pytest.raises(InputError):
        Memory.load(tmp_path / "bad.json")
