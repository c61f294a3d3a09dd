"""Goals as Lean prints them become hypotheses and a target."""

from __future__ import annotations

from prover.lean.goals import Hypothesis, read_goal


def test_hypotheses_target_and_case_are_told_apart() -> None:
    goal = read_goal("case succ\na b : Nat\nih : a + b = b + a\n⊢ a + 1 + b = b + (a + 1)")
    assert goal.case == "succ"
    assert goal.hypotheses == (
        Hypothesis(("a", "b"), "Nat"),
        Hypothesis(("ih",), "a + b = b + a"),
    )
    assert goal.target == "a + 1 + b = b + (a + 1)"


def test_a_defined_variable_keeps_its_value() -> None:
    goal = read_goal("x : Nat := 3\nf : (n : Nat := 2) → Nat := g\n⊢ x = 3")
    assert goal.hypotheses[0] == Hypothesis(("x",), "Nat", "3")
    assert goal.hypotheses[1] == Hypothesis(("f",), "(n : Nat := 2) → Nat", "g")


def test_long_types_continue_on_indented_lines() -> None:
    goal = read_goal("h : p ∧\n  q ∧\n    r\n⊢ q ∧\n  p")
    assert goal.hypotheses == (Hypothesis(("h",), "p ∧\n  q ∧\n    r"),)
    assert goal.target == "q ∧\n  p"


def test_instances_have_names_or_not() -> None:
    goal = read_goal("inst✝ : Nonempty α\n⊢ True")
    assert goal.hypotheses == (Hypothesis(("inst✝",), "Nonempty α"),)


def test_no_text_is_lost() -> None:
    text = "case a\np : Prop\n⊢ p → p"
    assert str(read_goal(text)) == text
