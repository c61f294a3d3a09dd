"""Lean statements: what they say as first-order problems, and what is wrong with them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prover.logic.lean import LeanStatementError, parse_lean
from prover.logic.printers import LeanTheory, to_unicode
from prover.logic.syntax import Formula, FormulaTooDeep
from prover.problem import Problem
from tests.prover.logic.strategies import closed_formulas, sorted_formulas

SYLLOGISM = """\
import Mathlib  /- nothing of it is used /- nor read -/ -/
open Classical

/-- Socrates again. -/
@[simp] theorem socrates_is_mortal (Person : Type) (Man Mortal : Person → Prop) (socrates : Person)
    (all : ∀ x, Man x → Mortal x) (this_one : Man socrates) : Mortal socrates := by
  exact all _ this_one
"""
BINDERS = (
    "{α : Type} [Nonempty α] (p q : α → Prop) (r : α → α → Prop) (f : α → α) (a b : α) (s t : Prop)"
)


def goal(problem: Problem) -> str:
    assert problem.goal is not None
    return to_unicode(problem.goal.formula).replace(":α", "")


def said(formula: str) -> str:
    return goal(parse_lean(f"example {BINDERS} : {formula}"))


class TestProblems:
    def test_hypotheses_are_premises_and_know_their_text(self) -> None:
        problem = parse_lean(SYLLOGISM)
        assert [premise.name for premise in problem.premises] == ["all", "this_one"]
        assert to_unicode(problem.premises[0].formula) == "∀x:Person (Man(x) → Mortal(x))"
        span = problem.premises[0].sentence.span
        assert SYLLOGISM[span.start : span.end] == "∀ x, Man x → Mortal x"
        assert goal(problem) == "Mortal(socrates)"
        assert not problem.warnings

    def test_axioms_and_variables_serve_as_well(self) -> None:
        problem = parse_lean(
            "axiom Person : Type\naxiom Man : Person → Prop\nvariable (ann : Person)\n"
            "axiom all (x : Person) : Man x → x = ann\nlemma l (h : Man ann) : ∃ x, Man x"
        )
        read = {p.name: to_unicode(p.formula) for p in problem.premises}
        assert read == {"all": "∀x:Person (Man(x) → x = ann)", "h": "Man(ann)"}
        assert goal(problem) == "∃x:Person Man(x)"

    def test_what_the_goal_says_of_every_type_and_predicate_is_declared(self) -> None:
        problem = parse_lean(
            "example : ∀ (α : Type*) (p : α → Prop) (h : ∃ x, p x) (x : α), p x → ∃ y, p y := sorry"
        )
        assert goal(problem) == "∃x p(x) → ∀x (p(x) → ∃y p(y))"

    def test_the_last_theorem_is_asked_about_and_others_are_not_read(self) -> None:
        problem = parse_lean(
            "theorem a (n : Nat) : n = n := rfl\ntheorem b (p : Prop) (h : p) : p := h"
        )
        assert (goal(problem), len(problem.premises)) == ("p", 1)
        assert problem.warnings == ("only the last theorem is asked about",)

    def test_a_hypothesis_without_a_free_name_gets_a_number(self) -> None:
        problem = parse_lean("example (p q : Prop) (_ : p) (goal : q) (h2 : p ∧ q) : q")
        assert len({premise.name for premise in problem.premises} | {"goal"}) == 4

    @pytest.mark.parametrize(
        ("binders", "warned"),
        [("", True), ("[Nonempty α]", False), ("[Inhabited α]", False), ("(a : α)", False)],
    )
    def test_types_are_taken_to_have_elements_and_it_is_said(
        self, binders: str, warned: bool
    ) -> None:
        problem = parse_lean(f"example (α : Type) {binders} (p : α → Prop) : ∃ x, p x → p x")
        assert bool(problem.warnings) is warned


class TestFormulas:
    @pytest.mark.parametrize(
        ("written", "meaning"),
        [
            ("s → t → s", "s → (t → s)"),
            ("s ∧ t ∨ ¬ s ∧ t", "(s ∧ t) ∨ (¬s ∧ t)"),
            ("s ∨ t → s ↔ t", "(s ∨ t → s) ↔ t"),
            ("¬ a = b ∧ a ≠ f b", "a ≠ b ∧ a ≠ f(b)"),
            ("s /\\ t -> ¬¬s \\/ (t <-> True)", "s ∧ t → ¬¬s ∨ (t ↔ ⊤)"),
            ("∀ x, p x → q x", "∀x (p(x) → q(x))"),
            ("s ∧ ∀ x y : α, r x y → s", "s ∧ ∀x ∀y (r(x, y) → s)"),
            ("∃ (x : α) (y : α), r (f x) (f (f y))", "∃x ∃y r(f(x), f(f(y)))"),
            ("∀ x, x = a → ∃ x, p x", "∀x (x = a → ∃x p(x))"),
            ("forall x, exists y, (r x) y", "∀x ∃y r(x, y)"),
            ("∃! x, p x", "∃x' ∀x (p(x) ↔ x = x')"),
            ("∀ x (_ : p x), q x", "∀x (p(x) → q(x))"),
            ("∃ x, ∃ _ : p x, q x", "∃x (p(x) ∧ q(x))"),
            ("s = t", "s ↔ t"),
            ("(s ∧ t) ∧ s", "(s ∧ t) ∧ s"),
        ],
    )
    def test_precedence_and_binding_are_lean_s(self, written: str, meaning: str) -> None:
        assert said(written) == meaning

    def test_sorts_are_inferred_from_use(self) -> None:
        problem = parse_lean(
            "example (α β : Type) (a : α) (b : β) (r : α → β → Prop) :"
            " ∃ x, ∀ y z, r x y ∧ z = x → y = b"
        )
        assert goal(problem) == "∃x ∀y:β ∀z (r(x, y) ∧ z = x → y = b)"

    @given(closed_formulas())
    def test_what_is_printed_is_read_as_it_was(self, formula: Formula) -> None:
        self.check(formula)

    @given(sorted_formulas())
    def test_sorts_are_read_as_they_were(self, formula: Formula) -> None:
        self.check(formula)

    def check(self, formula: Formula) -> None:
        printed = LeanTheory([formula]).theorem("goal", [], formula)
        problem = parse_lean(printed)
        assert problem.goal is not None
        again = problem.goal.formula
        assert LeanTheory([again]).theorem("goal", [], again) == printed
        assert not again.free


class TestErrors:
    @pytest.mark.parametrize(
        ("text", "line", "column", "message"),
        [
            ("def x := 3\ntheorem t : x = 3", 1, 1, "'def' is not read here"),
            ("All men are mortal.", 1, 1, "there is no theorem"),
            ("theorem", 1, 8, "a name is expected"),
            ("theorem t (p : Prop : p", 1, 21, "')' is expected, not ':'"),
            ("theorem t (p : Prop) : (p", 1, 26, "')' is expected, not the end"),
            ("theorem t (p : Prop) : p p", 1, 24, "takes 0 arguments, not 1"),
            ("theorem t (p : Prop) :\n  p ∧ q", 2, 7, "'q' is not declared"),
            ("theorem t (p q : Prop) : p ↔ q ↔ p", 1, 32, "'↔' is not expected"),
            ("theorem t (n : Nat) : n = n", 1, 16, "the type Nat is not read"),
            ("theorem t (p : Prop → Prop) : True", 1, 16, "no type of individuals"),
            ("theorem t (α : Type) (f : (α → α) → α) : True", 1, 28, "no type of individuals"),
            ("theorem t (α β : Type) (a : α) (b : β) : a = b", 1, 46, "β, and α is expected"),
            ("theorem t (α β : Type) : ∀ x, x = x", 1, 28, "the type of x is not clear"),
            ("theorem t (α : Type) (a : α) : a", 1, 32, "is an individual"),
            ("theorem t (α : Type) (p : α → Prop) : p p", 1, 41, "is a predicate"),
            ("theorem t (α : Type) : (∀ p : α → Prop, True) ∧ True", 1, 27, "predicates"),
            ("theorem t (α : Type) (p : α → Prop) : p (fun x => x)", 1, 42, "'fun' is not read"),
            ("theorem t (p) : p", 1, 12, "the type of p is missing"),
            ("/- theorem t : True", 1, 1, "the comment is not closed"),
            ("theorem t : 1 < 2", 1, 13, "'1' is not read"),
            ("theorem t (s : Set Nat) : True", 1, 16, "'Set' is not declared"),
        ],
    )
    def test_an_error_says_where_and_what(
        self, text: str, line: int, column: int, message: str
    ) -> None:
        with pytest.raises(LeanStatementError) as wrong:
            parse_lean(text)
        assert message in wrong.value.message
        assert wrong.value.position is not None
        assert (wrong.value.position.line, wrong.value.position.column) == (line, column)

    @given(st.data())
    def test_a_broken_text_is_an_error_with_a_place_or_another_statement(
        self, data: st.DataObject
    ) -> None:
        words = re.findall(r"\s+|\w+|.", SYLLOGISM + f"example {BINDERS} : ∃! y, r a y", re.DOTALL)
        at = data.draw(st.integers(0, len(words) - 1))
        words[at : at + 1] = data.draw(st.lists(st.sampled_from(words), max_size=2))
        found: Problem | LeanStatementError
        try:
            found = parse_lean("".join(words))
        except LeanStatementError as error:
            found = error
        if isinstance(found, LeanStatementError):
            assert found.position is not None
        else:
            assert found.goal is not None
            assert not found.goal.formula.free

    @pytest.mark.parametrize("deep", ["(" * 5000, "¬" * 5000, "∀ x, " * 5000, "p → " * 5000])
    def test_deep_nesting_is_refused(self, deep: str) -> None:
        with pytest.raises(FormulaTooDeep):
            parse_lean(f"theorem t (p : Prop) : {deep} p")
