"""Terms are only ever found for what follows, and are found for what follows in few steps."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prover.check import Z3Session
from prover.check.smt import Answer
from prover.check.smt import Entailment as Question
from prover.export.lean.entailment import Eigenvariables, Entailment
from prover.export.lean.terms import Name, ProofTerm
from prover.logic.reader import parse_formulas
from prover.logic.syntax import Formula
from tests.prover.logic.small import small_formulas

SESSION = Z3Session()
PREMISES = st.lists(small_formulas(binary=True, equality=True, depth=2), max_size=3)


def found(premises: list[Formula], goal: Formula) -> ProofTerm | None:
    facts = [(formula, Name(f"p{n}")) for n, formula in enumerate(premises)]
    return Entailment(facts, Eigenvariables()).proof(goal)


@given(PREMISES, small_formulas(binary=True, equality=True, depth=2))
def test_what_has_a_term_follows(premises: list[Formula], goal: Formula) -> None:
    if found(premises, goal) is not None:
        [answer] = SESSION.decide([Question(tuple(premises), goal)])
        assert answer is not Answer.NOT_ENTAILED


@given(PREMISES, small_formulas(binary=True, depth=1))
def test_what_follows_from_small_formulas_has_a_term(
    premises: list[Formula], goal: Formula
) -> None:
    [answer] = SESSION.decide([Question(tuple(premises), goal)])
    if answer is Answer.ENTAILED:
        assert found(premises, goal) is not None


@pytest.mark.parametrize(
    "texts",
    [
        ["P(a)", "P(a) → Q(a)", "Q(a)"],
        ["A ∨ B", "A → C", "B → C", "C"],
        ["A ↔ B", "¬B", "¬A"],
        ["A ⊕ B", "A", "¬B"],
        ["¬(A → B)", "A ∧ ¬B"],
        ["((A → B) → A) → A"],
        ["∃x (P(x) ∧ Q(x))", "∃x P(x)"],
        ["∃x ∀y (F(y) → F(x))"],
        ["∀x ∃y R(x, y)", "∀x ∀y (R(x, y) → Q(y))", "∃y Q(y)"],
        ["¬∀x P(x)", "∃x ¬P(x)"],
        ["a = b", "b = c", "f(f(a)) = f(f(c))"],
        ["f(a) = a", "P(f(f(f(a))))", "P(a)"],
        ["a ≠ b ∨ P(a)", "P(b) → P(a)", "a = b", "P(a)"],
        ["∀x (P(x) ∨ Q(x))", "∃x ¬P(x)", "∃x Q(x)"],
        ["∀x ∀y ∀z f(x, f(y, z)) = f(f(x, y), z)", "f(a, f(b, f(c, d))) = f(f(f(a, b), c), d)"],
        ["⊥", "A"],
        ["∀x A", "A"],
    ],
)
def test_textbook_consequences_have_terms(texts: list[str]) -> None:
    *premises, goal = parse_formulas(texts).formulas
    assert found(premises, goal) is not None


@pytest.mark.parametrize(
    "texts",
    [
        ["A ∨ B", "A"],
        ["∃x P(x)", "∀x P(x)"],
        ["∀x ∃y R(x, y)", "∃y ∀x R(x, y)"],
        ["a = b", "a = c"],
    ],
)
def test_fallacies_have_none(texts: list[str]) -> None:
    *premises, goal = parse_formulas(texts).formulas
    assert found(premises, goal) is None
