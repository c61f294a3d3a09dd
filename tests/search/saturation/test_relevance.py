"""Searching the relevant clauses only finds refutations, and never a model."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from time import monotonic

import pytest

from prover.clausify import Clausifier, InputClause
from prover.logic.reader import parse_formulas
from prover.logic.walk import symbols
from search.assembly import NEGATED_CLAIM
from search.saturation import SCHEDULE, Outcome, Slice, Strategy, refute
from search.saturation.relevance import Relevance
from search.saturation.strategies import Reach


def entries(*texts: str) -> list[InputClause]:
    """The clauses of premises p1, p2, … and, last, of the negated claim."""
    formulas = parse_formulas(texts).formulas
    clausifier = Clausifier(frozenset(s.name for formula in formulas for s in symbols(formula)))
    return [
        InputClause(entry.clause, NEGATED_CLAIM if formula is formulas[-1] else f"p{number}")
        for number, formula in enumerate(formulas, start=1)
        for entry in clausifier.clausify(formula, f"p{number}")
    ]


def selected(reach: Reach, *texts: str) -> set[str]:
    listed = entries(*texts)
    relevance = Relevance(listed, [entry.source == NEGATED_CLAIM for entry in listed])
    return {listed[index].source for index in relevance.selected(reach)}


def relevant(reach: Reach) -> tuple[Slice, ...]:
    [first, *_] = [each.strategy for each in SCHEDULE if isinstance(each.strategy, Strategy)]
    return (Slice(replace(first, reach=reach), 1.0),)


CHAIN = (
    "∀x (A(x) → B(x))",
    "∀x (B(x) → C(x))",
    "∀x (D(x) → E(x))",
    "¬(A(c) → C(c))",
)


def test_the_negated_claim_reaches_what_shares_a_rare_symbol_step_by_step() -> None:
    texts = ("P(a) ∨ Q(a)", "∀x (Q(x) → R(x))", "∀x (R(x) → S(x))", "S(d)", "¬P(a)")
    assert selected(Reach(1.0, 1), *texts) == {"p1", NEGATED_CLAIM}
    assert selected(Reach(1.0, 2), *texts) == {"p1", "p2", NEGATED_CLAIM}
    assert selected(Reach(1.0, 9), *texts) == {"p1", "p2", "p3", "p4", NEGATED_CLAIM}


def test_what_defines_another_symbol_is_not_reached_by_a_frequent_one() -> None:
    texts = (
        "∀x ∀y ∀z (M(z, cap(x, y)) ↔ M(z, x) ∧ M(z, y))",
        "∀x ∀y ∀z (M(z, cup(x, y)) ↔ M(z, x) ∨ M(z, y))",
        "¬(M(a, cap(b, c)) → M(a, b))",
    )
    assert selected(Reach(1.2, 5), *texts) == {"p1", NEGATED_CLAIM}


def test_a_witness_does_not_keep_its_formula_from_being_reached() -> None:
    texts = ("∀x ∃y Parent(x, y)", "∀x ∀y (Parent(x, y) → Old(y))", "¬∃x Old(x)")
    assert selected(Reach(1.2, 2), *texts) == {"p1", "p2", NEGATED_CLAIM}


def test_a_refutation_of_the_relevant_clauses_is_one_of_all() -> None:
    outcome, empty = refute(entries(*CHAIN), schedule=relevant(Reach(1.2, 3)))
    assert outcome is Outcome.REFUTED
    assert empty is not None


def test_relevant_clauses_without_a_refutation_say_nothing() -> None:
    outcome, _ = refute(entries(*CHAIN), schedule=relevant(Reach(1.2, 0)))
    assert outcome is Outcome.RESOURCE_OUT


def test_what_is_relevant_altogether_is_left_to_the_other_strategies() -> None:
    texts = ("A(c)", "∀x (A(x) → B(x))", "¬B(c)")
    assert refute(entries(*texts), schedule=relevant(Reach(9.0, 9)))[0] is Outcome.RESOURCE_OUT


def test_the_deadline_is_kept_while_clauses_are_read() -> None:
    many = entries(*(f"P{n}(a)" for n in range(500)))
    ticks = count()
    outcome, _ = refute(many, deadline=3, clock=lambda: float(next(ticks)))
    assert outcome is Outcome.RESOURCE_OUT
    assert next(ticks) < 40


@pytest.mark.timed
def test_the_deadline_is_kept_whatever_there_is_to_read() -> None:
    many = entries(*(f"∀x (P{n}(x, f{n}(x)) ∨ Q(x))" for n in range(1000)))
    start = monotonic()
    refute(many, deadline=start + 0.1)
    assert monotonic() - start < 0.5
