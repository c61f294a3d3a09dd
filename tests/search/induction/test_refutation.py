"""Counterexamples on small data."""

from __future__ import annotations

import pytest

from prover.logic.syntax import Application
from search.induction import Refuter, refute
from tests.search.induction.theories import GROUPS, LISTS, PEANO, theory


def test_shows_the_smallest_values() -> None:
    given = theory(PEANO, "x + y = x")
    found = refute(given, given.goals[0].formula)
    assert found is not None
    (x, zero), (y, one) = found.assignment
    assert isinstance(zero, Application)
    assert isinstance(one, Application)
    assert (x.name, zero.function.name, zero.arguments) == ("x", "0", ())
    assert (y.name, one.function.name, one.arguments) == ("y", "S", (zero,))


@pytest.mark.parametrize(
    "statement", ["length(filter(xs)) = length(xs)", "filter(xs) = nil", "rev(xs) = xs"]
)
def test_open_symbols_may_mean_anything(statement: str) -> None:
    given = theory(LISTS, statement)
    assert refute(given, given.goals[0].formula) is not None


def test_says_nothing_where_axioms_would_have_to_hold() -> None:
    given = theory(GROUPS, "x · y = y · x")
    assert Refuter(given).counterexample(given.goals[0].formula) is None
