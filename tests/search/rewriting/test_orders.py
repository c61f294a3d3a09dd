"""Two orders on terms: one that keeps them small, one that unfolds definitions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prover.logic.syntax import Application, FunctionSymbol, Sort, Term, Variable
from prover.logic.walk import substitute_term
from search.rewriting.knuth_bendix import KnuthBendixOrder
from search.rewriting.orders import TermOrder
from search.rewriting.path_order import LexicographicPathOrder

NAT = Sort("Nat")
ZERO = FunctionSymbol("0", (), NAT)
SUCCESSOR = FunctionSymbol("S", (NAT,), NAT)
PLUS = FunctionSymbol("+", (NAT, NAT), NAT)
TIMES = FunctionSymbol("·", (NAT, NAT), NAT)
SYMBOLS = (ZERO, SUCCESSOR, PLUS, TIMES)
X, Y, Z = (Variable(name, NAT) for name in "xyz")


def plus(left: Term, right: Term) -> Application:
    return Application(PLUS, (left, right))


def times(left: Term, right: Term) -> Application:
    return Application(TIMES, (left, right))


def successor(term: Term) -> Application:
    return Application(SUCCESSOR, (term,))


terms = st.recursive(
    st.sampled_from([X, Y, Z, Application(ZERO, ())]),
    lambda inner: st.one_of(
        inner.map(successor), st.builds(plus, inner, inner), st.builds(times, inner, inner)
    ),
    max_leaves=6,
)


def orders() -> list[TermOrder]:
    return [KnuthBendixOrder(SYMBOLS), LexicographicPathOrder(SYMBOLS)]


@pytest.mark.parametrize("order", orders(), ids=["by size", "by symbols"])
@given(left=terms, right=terms)
def test_of_two_terms_exactly_one_is_smaller(order: TermOrder, left: Term, right: Term) -> None:
    smaller = [order.is_smaller(left, right), order.is_smaller(right, left)]
    assert smaller.count(True) == (left is not right)


@pytest.mark.parametrize("order", orders(), ids=["by size", "by symbols"])
@given(left=terms, right=terms, inside=terms)
def test_what_is_always_smaller_stays_so_in_instances(
    order: TermOrder, left: Term, right: Term, inside: Term
) -> None:
    if order.always_smaller(left, right):
        instance = {X: inside}
        one, other = substitute_term(left, instance), substitute_term(right, instance)
        assert order.is_smaller(one, other)


@pytest.mark.parametrize("order", orders(), ids=["by size", "by symbols"])
@given(left=terms, right=terms)
def test_terms_with_smaller_parts_are_smaller(order: TermOrder, left: Term, right: Term) -> None:
    if order.is_smaller(left, right):
        assert order.is_smaller(plus(left, Y), plus(right, Y))


def test_one_order_keeps_terms_small_and_the_other_expands_products() -> None:
    small, expanded = times(X, plus(Y, Z)), plus(times(X, Y), times(X, Z))
    assert KnuthBendixOrder(SYMBOLS).is_smaller(small, expanded)
    assert LexicographicPathOrder(SYMBOLS).is_smaller(expanded, small)


def test_nothing_is_always_smaller_by_commutativity() -> None:
    for order in orders():
        assert not order.always_smaller(plus(X, Y), plus(Y, X))
        assert not order.always_smaller(plus(Y, X), plus(X, Y))
