"""Statements in words, laws by name, files by safe names."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.book.laws import law
from api.book.naming import file_names, slug
from api.book.words import Speaker
from prover.logic.syntax import (
    And,
    Application,
    Atom,
    Equality,
    Exists,
    Formula,
    FunctionSymbol,
    Implies,
    Or,
    PredicateSymbol,
    Sort,
    Variable,
)
from prover.theory.counting import counting
from tests.api.book.books import closed, x, y, z
from tests.prover.theory.peano_by_hand import NAT, NATURALS, ZERO, plus, successor

LIST = Sort("List")
REVERSE = FunctionSymbol("rev", (LIST,), LIST)
AT_MOST = PredicateSymbol("≤", (NAT, NAT))
xs = Variable("xs", LIST)
GROUP = Sort("G")
INVERSE = FunctionSymbol("⁻¹", (GROUP,), GROUP)
a = Variable("a", GROUP)


def at_most(left: Variable, right: Variable) -> Atom:
    return Atom(AT_MOST, (left, right))


@pytest.mark.parametrize(
    ("formula", "words"),
    [
        (Equality(plus(x, y), plus(y, x)),
         "For all natural numbers x and y, x plus y equals y plus x."),
        (Equality(plus(ZERO, x), x), "For every natural number x, 0 plus x equals x."),
        (Equality(plus(successor(x), y), successor(plus(x, y))),
         "For all natural numbers x and y, (the successor of x) plus y equals the successor of "
         "(x plus y)."),
        (Equality(Application(REVERSE, (xs,)), xs), "For every list xs, rev of xs equals xs."),
        (Implies(at_most(x, y), Exists(z, Equality(plus(x, z), y))),
         "For all natural numbers x and y, if x is at most y, then there is a natural number z "
         "such that x plus z equals y."),
        (Equality(Application(INVERSE, (Application(INVERSE, (a,)),)), a),
         "For every element a of G, the inverse of the inverse of a equals a."),
        (Exists(a, Equality(a, a)), "There is an element a of G such that a equals a."),
    ],
)  # fmt: skip
def test_words(formula: Formula, words: str) -> None:
    assert Speaker.of(NATURALS).sentence(closed(formula)) == words


@pytest.mark.parametrize(
    ("formula", "name"),
    [
        (Equality(plus(x, y), plus(y, x)), "Commutativity of +"),
        (Equality(plus(z, plus(y, x)), plus(plus(z, y), x)), "Associativity of +"),
        (Equality(x, plus(ZERO, x)), "0 is a left identity of +"),
        (Equality(plus(x, successor(ZERO)), x), "1 is a right identity of +"),
        (Implies(Equality(plus(z, x), plus(z, y)), Equality(x, y)), "Left cancellation for +"),
        (Or((at_most(x, y), at_most(y, x))), "Totality of ≤"),
        (Implies(And((at_most(x, y), at_most(y, z))), at_most(x, z)), "Transitivity of ≤"),
        (Equality(Application(REVERSE, (Application(REVERSE, (xs,)),)), xs), "rev undoes itself"),
        (Equality(Application(INVERSE, (Application(INVERSE, (a,)),)), a), "Inverse undoes itself"),
        (Equality(plus(x, y), x), ""),
    ],
)
def test_laws_have_names(formula: Formula, name: str) -> None:
    assert law(closed(formula), counting(NATURALS.datatypes)) == name


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("+.comm", "plus-comm"),
        ("≤.left-bound", "le-left-bound"),
        ("-.involution", "minus-involution"),
        ("../../etc/passwd", "over-over-etc-over-passwd"),
        ("⁻¹.involutive", "inverse-involutive"),
        ("∀", "all"),
        ("日", "u65e5"),
        ("", "unnamed"),
    ],
)
def test_slugs(name: str, expected: str) -> None:
    assert slug(name) == expected


@given(st.lists(st.text(max_size=80), unique=True))
def test_file_names_are_safe_and_distinct_everywhere(names: list[str]) -> None:
    found = file_names(names)
    assert all(re.fullmatch(r"theorem-[a-z0-9-]+\.html", name) for name in found.values())
    assert len(set(found.values())) == len(names)
    assert all(len(name) < 100 for name in found.values())
    assert found == file_names(names)
