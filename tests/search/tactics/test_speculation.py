"""Laws of a statement's functions: which are tried, and that those that hold are kept."""

from __future__ import annotations

import pytest

from prover.lean.goals import read_goal
from prover.lean.verify import LeanKernel
from search.tactics.context import Context
from search.tactics.policy import HandWritten
from search.tactics.signatures import read_declarations
from search.tactics.space import TacticSpace
from search.tactics.speculation import speculations
from search.tactics.value import goal_value

PREAMBLE = """\
namespace T
inductive N where
  | z
  | s (n : N)
inductive L (a : Type) where
  | nil
  | cons (head : a) (tail : T.L a)
def add : N → N → N
  | .z, m => m
  | .s n, m => .s (add n m)
def app {a : Type} (x : T.L a) (y : T.L a) : T.L a :=
  match x with
  | T.L.nil => y
  | T.L.cons h t => T.L.cons h (T.app t y)
def keep {a : Type} (p : a → Bool) (x : T.L a) : T.L a :=
  match x with
  | T.L.nil => T.L.nil
  | T.L.cons h t => if p h then T.L.cons h (T.keep p t) else T.keep p t
def len {a : Type} (x : T.L a) : T.N :=
  match x with
  | T.L.nil => T.N.z
  | T.L.cons _ t => T.N.s (T.len t)
def le (x : T.N) (y : T.N) : Bool :=
  match x with
  | T.N.z => true
  | T.N.s n => (match y with
    | T.N.z => false
    | T.N.s m => T.le n m)
end T
"""
FUNCTIONS = ("T.add", "T.app", "T.keep", "T.len", "T.le")
CONTEXT = Context(FUNCTIONS, declared=read_declarations(PREAMBLE))


def batches(goal: str = "n : T.N\n⊢ T.len T.L.nil = n") -> list[str]:
    found = sorted(speculations(read_goal(goal), CONTEXT), key=lambda each: -each[1])
    return [tactic for tactic, _ in found]


def all_batches() -> list[str]:
    marks, found = "", []
    while more := batches(f"n : T.N\n{marks}⊢ T.len T.L.nil = n"):
        found.append(more[0])
        marks += f"tried_{len(found) - 1} : True\n"
    return found


@pytest.mark.parametrize(
    "law",
    [
        "(T.add x T.N.z) = x",
        "(T.add x (T.N.s y)) = (T.N.s (T.add x y))",
        "(T.add x y) = (T.add y x)",
        "(T.app (T.app x y) z) = (T.app x (T.app y z))",
        "(T.keep e0 (T.app x y)) = (T.app (T.keep e0 x) (T.keep e0 y))",
        "(T.len (T.app x y)) = (T.add (T.len x) (T.len y))",
        "(T.le x y) = false → (T.le y x) = true",
        "(T.le x y) = true → (T.le y z) = true → (T.le x z) = true",
    ],
)
def test_laws_that_inductive_proofs_lack_are_tried(law: str) -> None:
    assert any(law in batch for batch in all_batches())


def test_laws_have_types() -> None:
    assert not any("(T.le x T.N.z) = T.N.z" in batch for batch in all_batches())


def test_a_batch_may_be_passed_over() -> None:
    first, second, *_ = all_batches()
    assert batches()[:2] == [first, second]


def test_small_values_come_before_a_proof() -> None:
    lines = batches()[0].splitlines()
    assert lines[0] == "try"
    assert "have : (T.add T.N.z T.N.z) = T.N.z := rfl" in "\n".join(lines).replace(
        "(T.N.z : T.N)", "T.N.z"
    )


def test_goals_without_the_functions_need_no_laws() -> None:
    assert batches("p : Prop\n⊢ p") == []
    assert list(speculations(read_goal("⊢ T.len T.L.nil = n"), Context())) == []


@pytest.mark.slow
def test_laws_that_hold_become_hypotheses_and_others_vanish(lean: LeanKernel) -> None:
    space = TacticSpace(lean, HandWritten(), goal_value)
    state = space.start("theorem t (n : T.N) : T.add n T.N.z = n", PREAMBLE)
    for batch in all_batches()[:2]:  # constructors, then rearrangements
        outcome = space.apply(state, batch)
        assert outcome.states, outcome.reason
        (state,) = outcome.states
    held = state.goals[0].text
    assert "T.add x y = T.add y x" in held
    assert "T.add x T.N.z = x" in held
    assert "T.app x T.L.nil = T.L.nil" not in held
    space.close()
