"""What is tried, by the shape of a goal."""

from __future__ import annotations

import pytest

from prover.lean.goals import read_goal
from prover.lean.session import TacticState
from search.tactics.context import Context, assumptions, variables
from search.tactics.policy import HandWritten
from search.tactics.value import goal_value


def state(*goals: str, tactics: tuple[str, ...] = ()) -> TacticState:
    return TacticState("True", tactics, tuple(read_goal(goal) for goal in goals))


def proposed(text: str, **known: tuple[str, ...]) -> list[str]:
    policy = HandWritten(definitions=known.get("definitions", ()))
    return [proposal.action for proposal in policy.propose(state(text), 0)]


def test_data_and_assumptions_are_told_apart() -> None:
    goal = read_goal("n m : Nat\nxs : List Nat\np : Prop\nh : n = m\nf : Nat → Nat\nx✝ : Nat\n⊢ p")
    assert [name for name, _ in variables(goal)] == ["n", "m", "xs", "f"]
    assert assumptions(goal) == (("h", "n = m"),)


@pytest.mark.parametrize(
    ("goal", "move"),
    [
        ("⊢ ∀ n : Nat, n = n", "intros"),
        ("p q : Prop\n⊢ p → q", "intros"),
        ("p : Prop\n⊢ ¬p", "intro h"),
        ("p q : Prop\n⊢ ¬(p ∨ q)", "intro h"),
    ],
)
def test_safe_moves_do_not_branch(goal: str, move: str) -> None:
    assert proposed(goal) == [move]


@pytest.mark.parametrize(
    ("goal", "tactic"),
    [
        ("n m : Nat\n⊢ n + m = m + n", "omega"),
        ("n m : Nat\n⊢ n + m = m + n", "induction n generalizing m <;> try simp_all"),
        ("p q : Prop\n⊢ p ∧ q", "constructor"),
        ("p q : Prop\n⊢ p ∨ q", "left"),
        ("n : Nat\n⊢ ∃ m, m = n", "exists n"),
        ("p q : Prop\nh : p ∧ q\n⊢ q", "obtain ⟨_, _⟩ := h"),
        ("a b : Nat\nh : a = b\n⊢ b = a", "rw [h]"),
        ("f : Nat → Bool\nn : Nat\n⊢ (if f n then 1 else 2) = 3", "split"),
        (
            "a : Nat\n⊢ a ^ 2 % 2 = 0 ∨ a ^ 2 % 2 = 1",
            "have hr : a % 2 = 0 ∨ a % 2 = 1 := by omega\nrcases hr with hr | hr"
            " <;> simp [Nat.pow_succ, Nat.mul_mod, Nat.add_mod, hr]",
        ),
        (
            "a : Int\nh : 2 ≤ a ∧ a < 4\n⊢ a * a ≤ 9",
            "have hi : a = 2 ∨ a = 3 := by omega\nrcases hi with rfl | rfl <;> omega",
        ),
    ],
)
def test_the_shape_of_the_goal_suggests(goal: str, tactic: str) -> None:
    assert tactic in proposed(goal)


def test_definitions_are_unfolded() -> None:
    found = proposed("n : T.N\n⊢ T.add n n = n", definitions=("T.add",))
    assert "simp_all [T.add]" in found
    assert "induction n <;> try simp_all [T.add]" in found


def test_retrieved_premises_are_used_in_every_way() -> None:
    policy = HandWritten(retrieve=lambda goal: ["List.map_map"], most=200)
    found = [p.action for p in policy.propose(state("xs : List Nat\n⊢ xs = xs"), 0)]
    assert {"apply List.map_map", "rw [List.map_map]", "simp [List.map_map]"} <= set(found)


def test_proposals_are_probabilities() -> None:
    proposals = HandWritten().propose(state("n m : Nat\n⊢ n + m = m + n"), 0)
    assert sum(proposal.prior for proposal in proposals) == pytest.approx(1)
    assert all(proposal.source for proposal in proposals)


def test_nothing_is_proposed_twice() -> None:
    assert HandWritten().propose(state("⊢ True"), 1) == ()


def test_fewer_and_smaller_goals_are_worth_more() -> None:
    small, large = "⊢ True", "n : Nat\n⊢ n + n + n + n = n * 4 + 0 * n"
    assert goal_value(state(small)) > goal_value(state(large)) > goal_value(state(large, large))
    assert goal_value(state(small)) > goal_value(state(small, tactics=("simp",)))
    assert Context().definitions == ()


def test_a_negated_side_is_no_negated_goal() -> None:
    """``¬p ↔ q`` is an equivalence: introducing ``p`` fails, and nothing else was tried."""
    assert "intro h" not in proposed("p q : Prop\n⊢ ¬(p ∨ q) ↔ ¬p ∧ ¬q")
    assert "grind" in proposed("p q : Prop\n⊢ ¬(p ∨ q) ↔ ¬p ∧ ¬q")


def test_library_functions_of_the_target_are_unfolded() -> None:
    goal = read_goal("o : Option Nat\n⊢ o.isSome = !o.isNone")
    there = TacticState("True", (), (goal,), definitions=("Option.isSome", "Option.isNone"))
    tactics = [p.action for p in HandWritten().propose(there, 0)]
    assert "simp [Option.isSome, Option.isNone]" in tactics
    assert "cases o <;> simp_all [Option.isSome, Option.isNone]" in tactics
    assert "unfold Option.isNone" in tactics


def test_retrieved_theorems_are_used_together_and_one_by_one() -> None:
    goal = read_goal("n m : Nat\n⊢ n + m = m + n")
    policy = HandWritten(retrieve=lambda _: ["Nat.add_comm", "Nat.add_assoc"])
    tactics = [p.action for p in policy.propose(TacticState("True", (), (goal,)), 0)]
    assert "first | exact Nat.add_comm .. | exact Nat.add_assoc .." in tactics
    assert "grind [Nat.add_comm, Nat.add_assoc]" in tactics
    assert "rw [← Nat.add_assoc]" in tactics
