"""Formulas as they are set: signs between their arguments, brackets where they are needed."""

from __future__ import annotations

import pytest

from api.book.chains import changed
from api.book.mathematics import Typesetter
from prover.logic.syntax import (
    And,
    Application,
    Atom,
    Equality,
    Exists,
    ForAll,
    Formula,
    FunctionSymbol,
    Iff,
    Implies,
    Not,
    Or,
    PredicateSymbol,
    Variable,
)
from prover.theory.counting import counting
from tests.api.book.books import HOSTILE, x, y, z
from tests.prover.theory.peano_by_hand import NAT, NATURALS, ZERO, plus, successor

TIMES = FunctionSymbol("·", (NAT, NAT), NAT)
MINUS = FunctionSymbol("-", (NAT,), NAT)
LENGTH = FunctionSymbol("len", (NAT,), NAT)
AT_MOST = PredicateSymbol("≤", (NAT, NAT))
SET = Typesetter(counting(NATURALS.datatypes))


def times(left: Application | Variable, right: Application | Variable) -> Application:
    return Application(TIMES, (left, right))


def at_most(left: Application | Variable, right: Application | Variable) -> Atom:
    return Atom(AT_MOST, (left, right))


@pytest.mark.parametrize(
    ("formula", "text"),
    [
        (ForAll(x, ForAll(y, Equality(plus(x, y), plus(y, x)))), "x + y = y + x"),
        (Equality(plus(times(x, y), x), times(x, plus(y, z))), "x · y + x = x · (y + z)"),
        (Equality(plus(plus(x, y), z), plus(x, plus(y, z))), "(x + y) + z = x + (y + z)"),
        (Not(Equality(ZERO, successor(x))), "0 ≠ S(x)"),
        (Equality(times(successor(ZERO), x), x), "1 · x = x"),
        (Equality(successor(successor(x)), x), "S(S(x)) = x"),
        (Not(at_most(x, y)), "¬(x ≤ y)"),
        (Implies(And((at_most(x, y), at_most(y, x))), Equality(x, y)), "x ≤ y ∧ y ≤ x → x = y"),
        (And((Or((at_most(x, y), at_most(y, x))), at_most(x, x))), "(x ≤ y ∨ y ≤ x) ∧ x ≤ x"),
        (Implies(Implies(at_most(x, y), at_most(y, x)), at_most(x, x)),
         "(x ≤ y → y ≤ x) → x ≤ x"),
        (Iff(at_most(x, y), Exists(z, Equality(plus(x, z), y))), "x ≤ y ↔ ∃z (x + z = y)"),
        (Equality(Application(MINUS, (plus(x, y),)), Application(LENGTH, (x,))),
         "-(x + y) = len(x)"),
    ],
)  # fmt: skip
def test_text(formula: Formula, text: str) -> None:
    assert SET.text(formula) == text


def test_without_counting_numerals_are_terms() -> None:
    assert Typesetter().text(Equality(successor(ZERO), x)) == "S(0) = x"


def test_variables_are_italic_and_numbered_below() -> None:
    html = SET.html(Equality(Variable("x12", NAT), x))
    assert "<var>x<sub>12</sub></var>" in html


def test_hostile_names_are_escaped() -> None:
    name = FunctionSymbol(HOSTILE, (), NAT)
    html = SET.html(Equality(Application(name, ()), Variable(HOSTILE, NAT)), {(): f'"{HOSTILE}'})
    assert "<img" not in html
    assert html.count("&lt;/script&gt;") >= 2


def test_a_changed_part_is_marked() -> None:
    before, after = plus(x, successor(plus(x, y))), plus(x, successor(plus(y, x)))
    path = changed(before, after)
    assert path == (1, 0)
    html = SET.html(after, {path: "now"})
    assert '<mark class="now"><var>y</var> + <var>x</var></mark>' in html


def test_a_change_inside_a_numeral_marks_the_numeral() -> None:
    html = SET.html(successor(successor(ZERO)), {(0, 0): "now"})
    assert '<mark class="now"><span class="fn">2</span></mark>' in html


def test_where_several_parts_change_the_whole_is_marked() -> None:
    assert changed(plus(x, y), plus(y, x)) == ()
    assert changed(plus(x, y), times(x, y)) == ()
