"""From finished searches a value learns which states could be proved."""

from __future__ import annotations

from pathlib import Path

import pytest

from prover.errors import InputError
from prover.lean.goals import read_goal
from prover.lean.session import TacticState
from prover.lean.verify import LeanKernel
from search.strategy import Budget, SearchTree, Status, make_strategy
from search.tactics.learned_value import LearnedValue, StateModel, features
from search.tactics.policy import HandWritten
from search.tactics.prove import LeanGoal, prove
from search.tactics.value import goal_value

NUMBERS = """namespace T
inductive N where
  | z
  | s (n : N)
def add : N → N → N
  | .z, m => m
  | .s n, m => .s (add n m)
def dbl : N → N
  | .z => .z
  | .s n => .s (.s (dbl n))
end T
"""
NAMES = ("T.add", "T.dbl")
TRAINING = (
    "theorem t (a b c : T.N) : T.add (T.add a b) c = T.add a (T.add b c)",
    "theorem t (a b : T.N) : T.add a (T.N.s b) = T.N.s (T.add a b)",
    "theorem t (p q r : Prop) (h : p ∨ q ∨ r) : r ∨ q ∨ p",
    "theorem t (p q r : Prop) (h : p ∧ q ∧ r) : (r ∧ q) ∧ p",
    "theorem t (xs ys : List Nat) : (xs ++ ys).length = ys.length + xs.length",
    "theorem t (a : Nat) : a ^ 2 % 4 = 0 ∨ a ^ 2 % 4 = 1",
)
HELD_OUT = (
    "theorem t (a : T.N) : T.add a T.N.z = a",
    "theorem t (a : T.N) : T.add (T.N.s a) a = T.N.s (T.add a a)",
    "theorem t (p q : Prop) (h : p ∧ q) : q ∧ p ∧ q",
    "theorem t (p q r : Prop) (h : (p ∧ q) ∨ r) : (p ∨ r) ∧ (q ∨ r)",
    "theorem t (xs : List Nat) : (xs ++ xs).length = 2 * xs.length",
)


def searched(statement: str, lean: LeanKernel) -> SearchTree[TacticState, str]:
    """A search by a policy without closers that do everything, so that trees have depth."""
    goal = LeanGoal(statement, NUMBERS, NAMES)
    policy = HandWritten(NAMES)
    return prove(goal, lean, policy, make_strategy("mcts"), Budget(calls=100)).tree


def test_states_on_proofs_score_higher_in_searches_not_seen(lean: LeanKernel) -> None:
    model = StateModel()
    for statement in TRAINING:
        model.learn(searched(statement, lean))
    good, bad = [], []
    for statement in HELD_OUT:
        for node in searched(statement, lean).nodes:
            (good if node.status is Status.PROVED else bad).append(model.probability(node.state))
    assert good
    assert bad
    wins = sum((g > b) + 0.5 * (g == b) for g in good for b in bad) / (len(good) * len(bad))
    assert wins > 0.6, f"{wins:.2f} of the pairs are in the right order"


def state(text: str, *tactics: str) -> TacticState:
    return TacticState("theorem t (n : Nat) : n = n", tactics, (read_goal(text),))


def test_features_tell_what_a_state_looks_like() -> None:
    found = features(state("n m : Nat\nh : n = m\n⊢ n + foo m = m", "simp"))
    assert found["head ="] == 1
    assert found["goals"] == 0.25
    assert found["novelty"] == pytest.approx(2 / 3)
    assert all(0 <= value <= 2 for value in found.values())


def test_without_experience_the_value_is_its_base() -> None:
    known = state("⊢ True")
    assert LearnedValue(StateModel())(known) == goal_value(known)
    assert LearnedValue(StateModel({"bias": 30.0}, {}, 10**6))(known) == pytest.approx(1, abs=1e-3)


def test_the_model_is_kept(tmp_path: Path) -> None:
    model = StateModel({"bias": 0.5}, {"bias": 2.0}, 7)
    model.save(tmp_path / "value.json")
    assert StateModel.load(tmp_path / "value.json") == model
    (tmp_path / "value.json").write_text("{}")
    with pytest.raises(InputError):
        StateModel.load(tmp_path / "value.json")
