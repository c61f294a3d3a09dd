"""The given-clause prover refutes what is unsatisfiable and saturates what is not."""

from __future__ import annotations

import math
from time import monotonic

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prover.check import Z3Session
from prover.check.smt import Answer, Entailment
from prover.clausify import Clausifier, InputClause
from prover.logic.reader import parse_formulas
from prover.logic.syntax import FALSE, Formula
from prover.logic.walk import symbols
from search.saturation import Instantiation, Outcome, Saturation, Slice, refute
from tests.prover.logic.small import small_formulas

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
def test_agrees_with_z3(formulas: list[Formula]) -> None:
    saturation = Saturation(deadline=monotonic() + 2)
    outcome, _ = saturation.refute(clauses(*formulas))
    [answer] = SESSION.decide([Entailment(tuple(formulas), FALSE)])
    if outcome is Outcome.REFUTED:
        assert answer is Answer.ENTAILED
    elif outcome is Outcome.SATURATED:
        assert answer is not Answer.ENTAILED


ENDLESS = (
    "∀x ∀y P(i(x, i(y, x)))",
    "∀x ∀y ∀z P(i(i(x, i(y, z)), i(i(x, y), i(x, z))))",
    "∀x ∀y (P(x) ∧ P(i(x, y)) → P(y))",
    "¬P(a)",
)
"""Implicational logic proves infinitely much, but not everything."""


@pytest.mark.timed
@pytest.mark.parametrize("seconds", [0.1, 0.5])
def test_the_deadline_is_kept(seconds: float) -> None:
    start = monotonic()
    outcome, found = refute(clauses(*parse_formulas(ENDLESS).formulas), deadline=start + seconds)
    assert (outcome, found) == (Outcome.RESOURCE_OUT, None)
    assert monotonic() - start < seconds + 0.3


def test_a_clock_may_say_that_all_time_is_over() -> None:
    looks = iter(range(10))
    outcome, found = refute(
        clauses(*parse_formulas(ENDLESS).formulas),
        deadline=1000.0,
        clock=lambda: next(looks, math.inf),
    )
    assert (outcome, found) == (Outcome.RESOURCE_OUT, None)


def test_too_many_clauses_are_told_from_too_much_time() -> None:
    outcome, found = refute(clauses(*parse_formulas(ENDLESS).formulas), max_clauses=200)
    assert (outcome, found) == (Outcome.MEMORY_OUT, None)


def test_instances_alone_never_show_that_there_is_a_model() -> None:
    entries = clauses(*parse_formulas(["P(a)", "∀x (P(x) → Q(x))"]).formulas)
    assert refute(entries, schedule=(Slice(Instantiation(), 1.0),))[0] is Outcome.RESOURCE_OUT


def test_the_empty_set_is_saturated_and_the_empty_clause_refuted() -> None:
    assert refute([])[0] is Outcome.SATURATED
    assert refute(clauses(FALSE))[0] is Outcome.REFUTED
