"""Lemmas with conditions, applied to what a goal assumes."""

from __future__ import annotations

from prover.logic.syntax import And, Formula, Implies
from prover.logic.walk import strip_universals
from search.induction.clauses import clauses_of, resolved
from search.induction.deduction import fact
from search.induction.sequents import Reduction, Sequent
from tests.search.induction.theories import PEANO, theory

TRANSITIVE = "x ≤ y ∧ y ≤ z → x ≤ z"
ANTISYMMETRIC = "x ≤ y ∧ y ≤ x → x = y"
TOTAL = "x ≤ y ∨ y ≤ x"
FURTHER = "x ≤ y → x ≤ S(y)"


def by(lemma: str, sequent: str) -> Reduction | None:
    """What becomes of a sequent, written as an implication, by one lemma."""
    stated, goal = (each.formula for each in theory(PEANO, lemma, sequent).goals)
    clauses = tuple(clauses_of(fact("lemma", stated)))
    return resolved(_sequent(goal), clauses)


def _sequent(statement: Formula) -> Sequent:
    _, body = strip_universals(statement)
    assert isinstance(body, Implies)
    assumed = body.left.parts if isinstance(body.left, And) else (body.left,)
    return Sequent(body.right, hypotheses=assumed)


def is_proved(reduction: Reduction | None) -> bool:
    return reduction is not None and not reduction.goals


def test_chains_conditions_that_have_variables_of_their_own() -> None:
    assert is_proved(by(TRANSITIVE, "a ≤ b + a ∧ b + a ≤ c → a ≤ c"))


def test_finds_hypotheses_that_contradict_each_other() -> None:
    assert is_proved(by(TRANSITIVE, "a ≤ b ∧ b ≤ c ∧ ¬ a ≤ c → a = 0"))


def test_uses_equations_in_both_directions() -> None:
    assert is_proved(by(ANTISYMMETRIC, "a ≤ b ∧ b ≤ a → b = a"))


def test_adds_what_is_left_of_a_clause() -> None:
    reduction = by(TOTAL, "¬ a ≤ b → a = b + a")
    assert reduction is not None
    (goal,) = reduction.goals
    assert len(goal.hypotheses) == 2


def test_makes_no_new_terms() -> None:
    assert by(FURTHER, "a ≤ b → a = b") is None


def test_a_single_literal_is_no_clause() -> None:
    (goal,) = theory(PEANO, "x ≤ x").goals
    assert not list(clauses_of(fact("lemma", goal.formula)))
