"""The given-clause prover refutes what is unsatisfiable and saturates what is not."""

from __future__ import annotations

from time import monotonic

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prover.check import Z3Session
from prover.check.smt import Answer, Entailment
from prover.clausify import Clausifier, InputClause
from prover.logic.reader import parse_formulas
from prover.logic.syntax import FALSE, Formula
from prover.logic.walk import symbols
from search.saturation import Outcome, Saturation
from tests.logic.small import small_formulas

SESSION = Z3Session()


def clauses(*formulas: Formula) -> list[InputClause]:
    names = frozenset(symbol.name for formula in formulas for symbol in symbols(formula))
    clausifier = Clausifier(names)
    return [
        entry
        for n, formula in enumerate(formulas, start=1)
        for entry in clausifier.clausify(formula, f"p{n}")
    ]


def run(*texts: str, seconds: float = 10) -> Outcome:
    saturation = Saturation(deadline=monotonic() + seconds)
    return saturation.refute(clauses(*parse_formulas(texts).formulas))[0]


REFUTABLE = {
    "a group of exponent two is commutative": (
        "∀x (m(e, x) = x)",
        "∀x (m(x, e) = x)",
        "∀x ∀y ∀z (m(m(x, y), z) = m(x, m(y, z)))",
        "∀x (m(x, x) = e)",
        "m(a, b) ≠ m(b, a)",
    ),
    "Russell's barber": ("∀x (S(b, x) ↔ ¬S(x, x))",),
    "the drinker": ("¬∃x (D(x) → ∀y D(y))",),
    "Pelletier 39": ("∃x ∀y (F(y, x) ↔ ¬F(y, y))",),
    "equality is symmetric": ("a = b", "b ≠ a"),
    "congruence": ("a = b", "P(f(a))", "¬P(f(b))"),
    "a cycle of equations": ("f(a) = b", "f(b) = a", "f(f(a)) ≠ a"),
    "there is only one thing": ("∀x (x = a)", "Q(b)", "¬Q(a) ∨ ¬Q(b)"),
    "factoring is needed": ("∀x ∀y (P(x) ∨ P(y))", "∀x ∀y (¬P(x) ∨ ¬P(y))"),
}


@pytest.mark.parametrize("name", REFUTABLE)
def test_refutes(name: str) -> None:
    assert run(*REFUTABLE[name]) is Outcome.REFUTED


@pytest.mark.parametrize(
    "texts",
    [
        ("P(a)", "∀x (P(x) → Q(x))"),
        ("P(a) ∨ Q(a)", "¬P(a)"),
        ("a = b", "P(a)"),
        ("∀x (f(f(x)) = x)", "f(a) ≠ a"),
    ],
)
def test_saturates_what_has_a_model(texts: tuple[str, ...]) -> None:
    assert run(*texts, seconds=2) is not Outcome.REFUTED


@given(st.lists(small_formulas(binary=True, depth=2), min_size=2, max_size=5))
@settings(max_examples=100, deadline=None)
def test_agrees_with_z3(formulas: list[Formula]) -> None:
    saturation = Saturation(deadline=monotonic() + 2)
    outcome, _ = saturation.refute(clauses(*formulas))
    [answer] = SESSION.decide([Entailment(tuple(formulas), FALSE)])
    if outcome is Outcome.REFUTED:
        assert answer is Answer.ENTAILED
    elif outcome is Outcome.SATURATED:
        assert answer is not Answer.ENTAILED
