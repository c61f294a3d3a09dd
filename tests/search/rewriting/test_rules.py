"""Equations as rules, and what follows where two rules overlap."""

from __future__ import annotations

from prover.logic.syntax import Application
from search.rewriting.overlaps import critical_pairs
from search.rewriting.path_order import LexicographicPathOrder
from search.rewriting.rules import RuleSet, TermRule, match_redex, orientations
from tests.search.rewriting.test_orders import SYMBOLS, ZERO, X, Y, Z, plus, successor, times

ORDER = LexicographicPathOrder(SYMBOLS)
NOUGHT = Application(ZERO, ())


def test_what_always_decreases_is_a_rule_in_that_direction() -> None:
    one, other = times(X, plus(Y, Z)), plus(times(X, Y), times(X, Z))
    for sides in ((one, other), (other, one)):
        (rule,) = orientations(*sides, ORDER.always_smaller)
        assert (rule.left, rule.right, rule.is_oriented) == (one, other, True)


def test_what_no_order_orients_is_a_rule_in_both_directions() -> None:
    one, other = plus(X, Y), plus(Y, X)
    rules = list(orientations(one, other, ORDER.always_smaller))
    assert [(rule.left, rule.is_oriented) for rule in rules] == [(one, False), (other, False)]


def test_a_direction_that_makes_variables_up_is_no_rule() -> None:
    one, other = times(X, NOUGHT), times(Y, NOUGHT)
    assert not list(orientations(one, other, ORDER.always_smaller))


def test_with_variables_as_constants_every_equation_is_oriented() -> None:
    (rule,) = orientations(plus(X, Y), plus(Y, X), ORDER.is_smaller)
    assert rule.left is plus(Y, X)


def test_rules_are_found_by_their_top_in_the_order_in_which_they_came() -> None:
    first = TermRule(plus(X, NOUGHT), X, is_oriented=True)
    second = TermRule(plus(X, successor(Y)), successor(plus(X, Y)), is_oriented=True)
    rules = RuleSet([first, TermRule(times(X, NOUGHT), NOUGHT, is_oriented=True), second])
    assert list(rules.about(plus(Z, Z))) == [first, second]
    assert match_redex(first.left, plus(Z, NOUGHT)) == {X: Z}
    assert match_redex(first.left, plus(Z, Z)) is None


def test_overlapping_rules_say_what_two_ways_of_rewriting_lead_to() -> None:
    unit = TermRule(plus(X, NOUGHT), X, is_oriented=True)
    step = TermRule(times(X, plus(Y, Z)), plus(times(X, Y), times(X, Z)), is_oriented=True)
    ((one, other),) = critical_pairs(step, unit)
    assert isinstance(one, Application)
    assert match_redex(times(X, Y), one) is not None
    x, y = one.arguments
    assert other is plus(times(x, y), times(x, NOUGHT))
    assert not list(critical_pairs(unit, step))
