"""What follows in a few steps is recognised; what is false never is."""

from __future__ import annotations

import pytest

from search.exploration.consequences import Consequences
from search.exploration.known import KnownEquations
from search.rewriting.knuth_bendix import KnuthBendixOrder
from tests.search.exploration.theories import NATURALS, ORDER, statement, theory

KNOWN = (
    "x + y = y + x",
    "(x + y) + z = x + (y + z)",
    "z + x = z + y → x = y",
    "x ≤ x",
    "x ≤ y ∧ y ≤ z → x ≤ z",
    "x ≤ y ∨ y ≤ x",
    "x ≤ x + y",
)


def known() -> Consequences:
    found = theory(NATURALS, ORDER)
    equations = KnownEquations(found, KnuthBendixOrder(found.symbols))
    consequences = Consequences(equations)
    for formula in found.facts.values():
        consequences.learn(formula)
    for text in KNOWN:
        equations.learn(statement(text, NATURALS, ORDER))
        consequences.learn(statement(text, NATURALS, ORDER))
    return consequences


@pytest.mark.parametrize(
    "text",
    [
        "x + (y + z) = z + (y + x)",
        "x + z = y + z → x = y",
        "x ≤ y → x ≤ y + z",
        "¬ x ≤ y → y ≤ x",
        "S(x) ≤ S(y) → x ≤ y",
        "S(x) = S(y) → x = y",
    ],
)
def test_small_steps_are_seen(text: str) -> None:
    assert known().implies(statement(text, NATURALS, ORDER))


@pytest.mark.parametrize(
    "text",
    ["x + y = x", "x ≤ y → y ≤ x", "x ≤ y", "x + y = z + y", "x ≤ y + z → x ≤ y", "S(x) = x"],
)
def test_false_statements_do_not_follow(text: str) -> None:
    assert not known().implies(statement(text, NATURALS, ORDER))


def test_an_instance_is_told_from_a_consequence() -> None:
    consequences = known()
    assert consequences.is_instance(statement("S(x) + y = y + S(x)", NATURALS))
    assert consequences.is_instance(statement("S(x + y) = S(y + x)", NATURALS))
    assert not consequences.is_instance(statement("x + z = y + z → x = y", NATURALS))
