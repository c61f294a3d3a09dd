"""Statements that say the same have one form: up to names, or up to order as well."""

from __future__ import annotations

import pytest

from prover.logic.reader import parse_formula
from search.canonical import up_to_names, up_to_order

RENAMED = [
    ("∀x ∀y f(x, y) = x", "∀u ∀v f(v, u) = v"),
    ("∀x ∃z R(x, z)", "∀y ∃w R(y, w)"),
]
REORDERED = [
    ("∀x ∀y f(x, y) = x", "∀x ∀y x = f(x, y)"),
    ("∀x ∀y (R(x, y) ∨ x = y)", "∀x ∀y (y = x ∨ R(y, x))"),
    ("∀x ∀y (R(x, y) → R(y, x))", "∀x ∀y (¬R(y, x) ∨ R(x, y)) "),
]


@pytest.mark.parametrize(("one", "other"), RENAMED)
def test_names_and_the_order_of_quantifiers_make_no_difference(one: str, other: str) -> None:
    assert up_to_names(parse_formula(one)) is up_to_names(parse_formula(other))
    assert up_to_order(parse_formula(one)) == up_to_order(parse_formula(other))


@pytest.mark.parametrize(("one", "other"), REORDERED)
def test_turned_equations_and_reordered_clauses_are_one_up_to_order(one: str, other: str) -> None:
    assert up_to_names(parse_formula(one)) is not up_to_names(parse_formula(other))
    assert up_to_order(parse_formula(one)) == up_to_order(parse_formula(other))


def test_what_says_something_else_has_another_form() -> None:
    one, other = parse_formula("∀x ∀y f(x, y) = x"), parse_formula("∀x ∀y f(x, y) = y")
    assert up_to_order(one) != up_to_order(other)
    assert up_to_names(one) is not up_to_names(other)
