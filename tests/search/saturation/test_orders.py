"""Both orders are simplification orders: what keeps rewriting finite and superposition complete."""

from __future__ import annotations

import pytest
from hypothesis import given

from prover.logic import syntax
from prover.logic.syntax import Application, Variable
from prover.logic.walk import substitute_term
from search.saturation.orders import Order
from tests.search.saturation.small import ORDERS, SIGNATURE, VARIABLES, Small, small_terms


@pytest.mark.parametrize("order", ORDERS)
@given(one=small_terms(ground=True), other=small_terms(ground=True))
def test_total_on_ground_terms(order: type[Order], one: syntax.Term, other: syntax.Term) -> None:
    small = Small(order)
    left, right = small.term(one), small.term(other)
    greater, less = small.order.greater(left, right), small.order.greater(right, left)
    assert greater + less == (left is not right)


@pytest.mark.parametrize("order", ORDERS)
@given(one=small_terms(), other=small_terms(), inner=small_terms())
def test_stable_under_substitution(
    order: type[Order], one: syntax.Term, other: syntax.Term, inner: syntax.Term
) -> None:
    small = Small(order)
    if small.order.greater(small.term(one), small.term(other)):
        for variable in VARIABLES:
            big, less = (substitute_term(t, {variable: inner}) for t in (one, other))
            assert small.order.greater(small.term(big), small.term(less))


@pytest.mark.parametrize("order", ORDERS)
@given(term=small_terms())
def test_a_term_is_greater_than_its_parts(order: type[Order], term: syntax.Term) -> None:
    small = Small(order)
    if not isinstance(term, Variable):
        for argument in term.arguments:
            assert small.order.greater(small.term(term), small.term(argument))
            assert not small.order.greater(small.term(argument), small.term(term))


@pytest.mark.parametrize("order", ORDERS)
@given(one=small_terms(), two=small_terms(), three=small_terms())
def test_transitive(
    order: type[Order], one: syntax.Term, two: syntax.Term, three: syntax.Term
) -> None:
    small = Small(order)
    a, b, c = (small.term(term) for term in (one, two, three))
    if small.order.greater(a, b) and small.order.greater(b, c):
        assert small.order.greater(a, c)


def test_the_path_order_orients_what_grows_and_the_weights_do_not() -> None:
    _, _, g, f, _ = SIGNATURE  # in this order of precedence
    x, y, _ = VARIABLES
    left: syntax.Term = Application(f, (x, Application(g, (y,))))
    right: syntax.Term = Application(f, (x, y))
    for _ in range(3):
        right = Application(g, (right,))
    for order, orients in zip(ORDERS, (False, True), strict=True):
        small = Small(order)
        assert small.order.greater(small.term(left), small.term(right)) is orients
        assert not small.order.greater(small.term(right), small.term(left)) or not orients
