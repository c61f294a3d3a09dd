"""Algebras whose sizes are known: groups, quasigroups, lattices, structures of many sorts."""

from __future__ import annotations

from math import inf
from time import monotonic

import pytest

from prover.logic.syntax import (
    Application,
    Equality,
    Exists,
    ForAll,
    Formula,
    FunctionSymbol,
    Not,
    Sort,
    Term,
    Variable,
    constant,
)
from prover.logic.walk import conjunction, disjunction
from prover.model import FiniteModel
from search.models import Core
from search.models.ground import Unsatisfiable
from search.models.problem import numbered_problem
from search.models.sizes import Growth
from tests.search.models.problems import (
    GROUP,
    clauses_of,
    finder_of,
    formulas_of,
    has_model,
    is_model,
    vocabulary_of,
)

QUASIGROUP = """
∀x ∀y ∀z (mult(x, y) = mult(x, z) → y = z)
∀x ∀y ∀z (mult(y, x) = mult(z, x) → y = z)
"""

QG5 = """
∀x mult(x, x) = x
∀x ∀y mult(mult(mult(y, x), y), y) = x
"""
"""Fujita, Slaney and Bennett (1993): models of 5, 7, 8 and 11 elements, none of 6, 9 and 10."""


def smallest(text: str, most: int) -> int:
    """The smallest size of a model in which all sorts are equally large; 0 for none."""
    formulas = formulas_of(text)
    problem = numbered_problem(clauses_of(formulas), vocabulary_of(formulas))
    sizes = range(1, most + 1)
    return next((n for n in sizes if has_model(problem, [*formulas], n)), 0)


@pytest.mark.parametrize(
    ("text", "size"),
    [
        (GROUP + "¬mult(a, b) = mult(b, a)", 6),
        (GROUP + "¬mult(a, a) = e \n ¬mult(a, mult(a, a)) = e", 4),
        (QUASIGROUP + "∀x mult(x, x) = x \n ¬a = b", 3),
        (QUASIGROUP + "∀x ∀y mult(mult(x, y), y) = mult(y, x) \n ¬a = b", 4),
        (QUASIGROUP + QG5 + "¬a = b", 5),
        ("∀x ¬f(x) = x \n ∀x ¬f(f(x)) = x \n ∀x f(f(f(f(x)))) = x", 4),
        ("∀x ¬R(x, x) \n ∀x ∃y R(x, y) \n ∀x ∀y (R(x, y) → ¬R(y, x))", 3),
        ("∀x ∀y ∀z (x = y ∨ y = z ∨ x = z) \n P(a) \n ¬P(b)", 2),
    ],
)
def test_the_smallest_model_is_as_large_as_is_known(text: str, size: int) -> None:
    assert smallest(text, size) == size


def test_a_size_without_model_is_passed_over() -> None:
    formulas = formulas_of(QUASIGROUP + QG5)
    problem = numbered_problem(clauses_of(formulas), vocabulary_of(formulas))
    assert [n for n in range(1, 9) if has_model(problem, [*formulas], n)] == [1, 5, 7, 8]


def test_a_group_that_does_not_commute_is_found_and_is_one() -> None:
    formulas = formulas_of(GROUP + "¬mult(a, b) = mult(b, a)")
    finder = finder_of(formulas)
    found = finder.find(deadline=monotonic() + 60)
    finder.close()
    assert is_model(found, formulas)
    assert isinstance(found, FiniteModel)
    assert found.size == 6


def test_an_order_without_end_has_no_finite_model() -> None:
    """Only infinite models: every size is refuted, none of them for good."""
    formulas = formulas_of("∀x ∀y ∀z (R(x, y) ∧ R(y, z) → R(x, z)) \n ∀x ¬R(x, x) \n ∀x R(x, s(x))")
    finder = finder_of(formulas)
    assert finder.find(deadline=monotonic() + 0.3) is None
    finder.close()


def test_sorts_have_sizes_of_their_own() -> None:
    """Two colours and no more; a child's colour differs from its parent's and grandparent's."""
    colour, place = Sort("colour"), Sort("place")
    x, y = Variable("x", place), Variable("c", colour)
    red, blue, green = (constant(name, colour) for name in ("red", "blue", "green"))
    of = FunctionSymbol("of", (place,), colour)
    after = FunctionSymbol("after", (place,), place)

    def seen(term: Term) -> Term:
        return Application(of, (term,))

    then = Application(after, (x,))
    formulas: dict[str, Formula] = {
        "different": conjunction(
            Not(Equality(one, other)) for one, other in ((red, blue), (blue, green), (red, green))
        ),
        "only": ForAll(y, disjunction(Equality(y, c) for c in (red, blue, green))),
        "all": ForAll(y, Exists(x, Equality(seen(x), y))),
        "other": ForAll(x, Not(Equality(seen(then), seen(x)))),
        "back": ForAll(x, Equality(Application(after, (then,)), x)),
    }
    finder = finder_of(formulas)
    found = finder.find(deadline=monotonic() + 60)
    finder.close()
    assert is_model(found, formulas)
    assert isinstance(found, FiniteModel)
    assert len(found.domains[colour]) == 3
    assert len(found.domains[place]) == 4


def test_a_sort_that_is_exactly_as_large_as_needed_waits_for_another() -> None:
    """The first sort has one element, the second has three: neither grows with the other."""
    one, many = Sort("one"), Sort("many")
    x, y, z = Variable("x", one), Variable("y", one), Variable("z", many)
    a, b, c = (constant(name, many) for name in "abc")
    different = [(a, b), (b, c), (a, c)]
    formulas: dict[str, Formula] = {
        "one": ForAll(x, ForAll(y, Equality(x, y))),
        "three": conjunction(Not(Equality(s, t)) for s, t in different),
        "only": ForAll(z, disjunction(Equality(z, t) for t in (a, b, c))),
    }
    growing = numbered_problem(clauses_of(formulas), vocabulary_of(formulas))
    growth = Growth(growing.sorting, growing.cost)
    while growth.cheapest is not None:
        theory = growing.theory(growth.cheapest[1])
        found = theory.solve([*formulas], inf, 10**6)
        theory.close()
        if isinstance(found, frozenset):
            break
        assert isinstance(found, Unsatisfiable)
        growth.grow(found.sorts)
    assert growth.cheapest is not None
    whole = {growing.sorting.declared[sort]: n for sort, n in growth.cheapest[1].items()}
    assert whole == {one: 1, many: 3}


def test_a_finite_universe_that_contradicts_itself_is_decided() -> None:
    formulas = formulas_of("∀x (x = a ∨ x = b ∨ x = c) \n ¬d = a \n ¬d = b \n ¬d = c")
    finder = finder_of(formulas)
    assert finder.find() == Core(("p0", "p1", "p2", "p3"))
    finder.close()
