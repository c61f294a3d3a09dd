"""Which theorem of a Lean file is to be proved, and what it needs of what stands before it."""

from __future__ import annotations

import pytest

from api.searching.lean_file import read_lean_goal
from prover.errors import InputError


def test_the_last_theorem_of_a_file_is_the_goal() -> None:
    goal = read_lean_goal("def f (n : Nat) : Nat := n\n\nlemma a : f 1 = 1 := by\n  sorry\n")
    assert goal.statement == "theorem a : f 1 = 1"
    assert goal.preamble == "def f (n : Nat) : Nat := n"
    assert goal.definitions == ("f",)


def test_an_example_is_a_theorem_without_a_name() -> None:
    goal = read_lean_goal("example (p q : Prop) (h : p ∧ q) : q := by sorry")
    assert goal.statement == "theorem goal (p q : Prop) (h : p ∧ q) : q"


def test_default_values_are_no_proof() -> None:
    goal = read_lean_goal("theorem t (n : Nat := 3) : n = n := by sorry")
    assert goal.statement == "theorem t (n : Nat := 3) : n = n"
    with pytest.raises(InputError, match="proof already"):
        read_lean_goal("theorem t : 1 = 1 := rfl")


@pytest.mark.parametrize(
    ("before", "binders"),
    [
        ("variable (p q : Prop) (hp : p)", "(p q : Prop)"),
        ("variable (p q r : Prop)", "(p q : Prop)"),
        ("variable {p : Prop}\nvariable (q : Prop)", "{p : Prop} (q : Prop)"),
        ("section\nvariable (r : Nat)\nend\nvariable (p q : Prop)", "(p q : Prop)"),
        ("variable (p q : Prop) -- (p : Nat)\n/- variable (q : Nat) -/", "(p q : Prop)"),
        ("variable (α : Type) [Nonempty α] (p : Nonempty α → Prop) (q : Prop)\n"
         "variable {β : Type} [Inhabited β]",
         "(α : Type) [Nonempty α] (p : Nonempty α → Prop) (q : Prop)"),
    ],
)  # fmt: skip
def test_variables_that_a_theorem_speaks_of_are_its_first_binders(
    before: str, binders: str
) -> None:
    goal = read_lean_goal(f"{before}\ntheorem t (h : p ∧ q) : q ∧ p := by sorry")
    assert goal.statement == f"theorem t {binders} (h : p ∧ q) : q ∧ p"


def test_what_is_closed_after_the_theorem_is_no_part_of_it() -> None:
    goal = read_lean_goal("namespace A\ndef one := 1\nlemma l : one = 1 := by\n  sorry\nend A\n")
    assert goal.statement == "theorem l : one = 1"
    assert goal.preamble == "namespace A\ndef one := 1"
