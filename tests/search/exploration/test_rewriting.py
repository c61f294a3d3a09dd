"""Known equations as a rewrite system that copes with commutativity."""

from __future__ import annotations

from itertools import permutations

from search.exploration.known import KnownEquations
from search.exploration.rewriting import Rewriting
from search.rewriting.knuth_bendix import KnuthBendixOrder
from tests.search.exploration.theories import NATURALS, theory
from tests.search.rewriting.test_orders import SYMBOLS, X, Y, Z, plus, successor, times


def commutative_and_associative() -> Rewriting:
    rewriting = Rewriting(KnuthBendixOrder(SYMBOLS))
    rewriting.add(plus(X, Y), plus(Y, X))
    rewriting.add(plus(plus(X, Y), Z), plus(X, plus(Y, Z)))
    return rewriting


def test_sums_in_any_order_have_one_normal_form() -> None:
    rewriting = commutative_and_associative()
    parts = (X, Y, successor(X), times(X, Y))
    sums = [plus(plus(a, b), plus(c, d)) for a, b, c, d in permutations(parts)]
    sums += [plus(a, plus(b, plus(c, d))) for a, b, c, d in permutations(parts)]
    assert len({rewriting.normal(term) for term in sums}) == 1


def test_different_sums_have_different_normal_forms() -> None:
    rewriting = commutative_and_associative()
    assert not rewriting.joins(plus(X, plus(X, Y)), plus(X, plus(Y, Y)))


def test_an_instance_is_told_from_what_takes_two_equations() -> None:
    rewriting = Rewriting(KnuthBendixOrder(SYMBOLS))
    rewriting.add(times(X, Y), times(Y, X))
    rewriting.add(times(X, successor(X)), X)
    assert rewriting.is_instance(times(plus(X, Y), Z), times(Z, plus(X, Y)))
    swapped = times(successor(plus(X, Y)), plus(Y, X))
    rewriting.add(plus(X, Y), plus(Y, X), overlap=False)
    assert rewriting.joins(swapped, plus(X, Y))
    assert not rewriting.is_instance(swapped, plus(X, Y))


def test_definitions_are_known_from_the_start() -> None:
    found = theory(NATURALS)
    known = KnownEquations(found, KnuthBendixOrder(found.symbols))
    cases = found.definitions[0].equations
    assert all(known.implies(case.left, case.right) for case in cases)  # type: ignore[arg-type]
