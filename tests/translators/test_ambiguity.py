"""Sentences that mean several things give several readings, the documented one first."""

from __future__ import annotations

import pytest

from prover.logic.reader import parse_formula

READINGS = {
    "Tom saw a man with a telescope.": [
        "∃x ∃y (man(x) ∧ telescope(y) ∧ see_with(tom, x, y))",
        "∃x ∃y (man(x) ∧ telescope(y) ∧ have(x, y) ∧ see(tom, x))",
    ],
    "Bob is red and blue or green.": [
        "(red(bob) ∧ blue(bob)) ∨ green(bob)",
        "red(bob) ∧ (blue(bob) ∨ green(bob))",
    ],
    "Bob is not big and kind.": ["¬(big(bob) ∧ kind(bob))", "¬big(bob) ∧ kind(bob)"],
}


@pytest.mark.parametrize(("sentence", "expected"), READINGS.items(), ids=list(READINGS))
def test_readings_in_order_of_preference(translate, sentence, expected):
    readings = translate(sentence).premises[0].readings

    assert [r.formula for r in readings] == [parse_formula(e) for e in expected]
