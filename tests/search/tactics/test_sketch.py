"""Whole proofs with gaps: what works is kept, what fails becomes goals for the search."""

from __future__ import annotations

import pytest

from prover.lean.verify import LeanKernel
from search.strategy import Budget, make_strategy
from search.tactics.language_model import LanguageModel
from search.tactics.ledger import Ledger
from search.tactics.policy import HandWritten
from search.tactics.prove import LeanGoal, prove
from search.tactics.sketch import Sketches, longest_working, steps_of
from search.tactics.space import TacticSpace
from search.tactics.value import goal_value
from tests.search.tactics.scripted import always

NUMBERS = """namespace T
inductive N where
  | z
  | s (n : N)
def add : N → N → N
  | .z, m => m
  | .s n, m => .s (add n m)
end T
"""
COMMUTES = LeanGoal("theorem t (a b : T.N) : T.add a b = T.add b a", NUMBERS, ("T.add",))
SKETCH = """have zero : ∀ n, T.add n T.N.z = n := by
  sorry
have succ : ∀ n m, T.add n (T.N.s m) = T.N.s (T.add n m) := by
  intro n m
  omega
induction a with
| z => simp_all [T.add]
| s n ih =>
  simp_all [T.add]"""


def test_steps_keep_their_lines() -> None:
    script = "intro h\nhave x : p := by\n  simp\n\n  rfl\ninduction n with\n| z => rfl\n| s => simp"
    assert steps_of(script) == [
        "intro h",
        "have x : p := by\n  simp\n  rfl",
        "induction n with\n| z => rfl\n| s => simp",
    ]
    assert steps_of("  constructor\n  · rfl\n  <;> simp") == ["constructor", "· rfl\n<;> simp"]


def works(goal: LeanGoal, script: str, lean: LeanKernel, calls: int = 40) -> tuple[list[str], int]:
    space = TacticSpace(lean, HandWritten(), goal_value)
    try:
        root = space.start(goal.statement, goal.preamble)
        done, goals, spent = longest_working(root, script, space.apply, calls)
        assert spent <= calls
        if done:
            again = space.apply(root, "\n".join(done)).states
            assert again is not None, "what works tactic by tactic works as one action"
            assert (len(again[0].goals) if again else 0) == goals
        return list(done), goals
    finally:
        space.close()


AND = LeanGoal("theorem t (n : Nat) : n + 0 = n ∧ 0 + n = n")


@pytest.mark.parametrize(
    ("script", "kept", "goals"),
    [
        ("constructor\n· rfl\n· omega", ["constructor", "· rfl", "· omega"], 0),
        ("constructor\n· sorry\n· omega", ["constructor", "rotate_left 1", "· omega"], 1),
        ("constructor\n· intro\n· foo\n", ["constructor", "rotate_left 1", "rotate_left 1"], 2),
        ("nonsense", [], 1),
        ("sorry", [], 1),
        (
            "have h : n + 0 = n := by\n  sorry\nexact ⟨h, by omega⟩",
            ["have h : n + 0 = n := ?_\nrotate_left", "rotate_right", "exact ⟨h, by omega⟩"],
            1,
        ),
        (
            "obtain ⟨m, hm⟩ : ∃ m, m = n := sorry\nomega",
            [
                "have this : ∃ m, m = n := ?_\nobtain ⟨m, hm⟩ := this\nrotate_left",
                "rotate_right",
                "omega",
            ],
            1,
        ),
        (
            "induction n with\n| zero => simp\n| succ m ih =>\n  constructor\n  · sorry\n  · omega",
            [
                "induction n with\n| zero => ?_\n| succ m ih => ?_",
                "simp",
                "constructor",
                "rotate_left 1",
                "· omega",
            ],
            1,
        ),
    ],
)
def test_what_works_is_kept(script: str, kept: list[str], goals: int, lean: LeanKernel) -> None:
    assert works(AND, script, lean) == (kept, goals)


def test_calls_are_bounded(lean: LeanKernel) -> None:
    done, _ = works(AND, "\n".join(["have := Nat.le_refl n"] * 30), lean, calls=5)
    assert len(done) == 5


@pytest.mark.slow
def test_the_search_closes_what_a_sketch_leaves(lean: LeanKernel) -> None:
    """Commutativity needs two lemmas: the model states them, the search proves them."""
    ledger = Ledger()
    hand = HandWritten(COMMUTES.definitions)
    opening = Sketches(always(f"```lean\n{SKETCH}\n```"), "{{statement}}", samples=1, calls=30)
    found = prove(
        COMMUTES, lean, hand, make_strategy("best-first"), Budget(calls=130),
        opening=opening, ledger=ledger,
    )  # fmt: skip
    assert found.proved, found.reason
    assert found.calls <= 130
    assert "?_" in found.script[0]


def test_a_sketch_of_gaps_only_proves_nothing(lean: LeanKernel) -> None:
    opening = Sketches(always("sorry", "have h : False := by sorry\nexact h.elim"), "{{state}}")
    found = prove(
        LeanGoal("theorem t (n : Nat) : n = n + 1"), lean, LanguageModel(always("sorry")),
        make_strategy("best-first"), Budget(calls=30), opening=opening,
    )  # fmt: skip
    assert not found.proved
    assert found.judged is None
