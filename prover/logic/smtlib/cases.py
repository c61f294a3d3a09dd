"""Terms that depend on conditions, and what is said of them.

A term with ``ite`` in it is a list of cases: which term it is when.  An atom says of every case
that it holds under its condition.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product

from prover.logic.arithmetic import INTEGER, REAL, arithmetic_function, is_numeral, numeral
from prover.logic.smtlib.expressions import Expression, Wrong
from prover.logic.syntax import (
    Application,
    Equality,
    Formula,
    Iff,
    Implies,
    Sort,
    Term,
)
from prover.logic.walk import conjunction

__all__ = [
    "BOOLEAN",
    "MAX_CASES",
    "Cases",
    "Value",
    "alike",
    "as_cases",
    "as_formula",
    "as_real",
    "fitting",
    "limited",
    "mapped",
    "plain",
    "same",
    "stated",
]

BOOLEAN = Sort("Bool")
"""Stands for the sort of formulas while a script is read."""

MAX_CASES = 500


@dataclass(frozen=True, slots=True)
class Cases:
    """A term that depends on conditions: which term it is when."""

    cases: tuple[tuple[tuple[Formula, ...], Term], ...]

    @property
    def sort(self) -> Sort:
        """The sort of every case."""
        return self.cases[0][1].sort


Value = Formula | Cases


def plain(term: Term) -> Cases:
    """The term without conditions."""
    return Cases((((), term),))


def as_formula(at: Expression, value: Value) -> Formula:
    """The value, which has to be a formula."""
    if isinstance(value, Cases):
        raise Wrong(at, "a formula is expected here", f"this is of sort {value.sort.name}")
    return value


def as_cases(at: Expression, value: Value) -> Cases:
    """The value, which has to be a term."""
    if isinstance(value, Cases):
        return value
    raise Wrong(at, "a formula as an argument", "Bool is read where formulas stand only")


def limited(at: Expression, cases: Sequence[tuple[tuple[Formula, ...], Term]]) -> Cases:
    """A conditional term, unless it has too many cases."""
    if len(cases) > MAX_CASES:
        raise Wrong(at, "too many cases of ite", f"at most {MAX_CASES} are read in one term")
    return Cases(tuple(cases))


_Row = tuple[tuple[Formula, ...], tuple[Term, ...]]


def _rows(at: Expression, arguments: Sequence[Cases]) -> list[_Row]:
    """Every combination of the arguments' cases, with its conditions."""
    count = 1
    for argument in arguments:
        count *= len(argument.cases)
    if count > MAX_CASES:
        raise Wrong(at, "too many cases of ite", f"at most {MAX_CASES} are read in one term")
    rows = []
    for row in product(*(argument.cases for argument in arguments)):
        guards = tuple(dict.fromkeys(guard for guards, _ in row for guard in guards))
        rows.append((guards, tuple(term for _, term in row)))
    return rows


def mapped(
    at: Expression, arguments: Sequence[Cases], make: Callable[[tuple[Term, ...]], Term]
) -> Cases:
    """``make`` of the arguments, in every combination of their cases."""
    return Cases(tuple((guards, make(row)) for guards, row in _rows(at, arguments)))


def stated(
    at: Expression, arguments: Sequence[Cases], make: Callable[[tuple[Term, ...]], Formula]
) -> Formula:
    """What ``make`` says of the arguments, under the conditions of their cases."""
    return conjunction(
        Implies(conjunction(guards), make(row)) if guards else make(row)
        for guards, row in _rows(at, arguments)
    )


def same(at: Expression, left: Value, right: Value) -> Formula:
    """That two values are equal: terms, or formulas."""
    if isinstance(left, Cases) and isinstance(right, Cases):
        one, other = alike(at, [left, right])
        return stated(at, [one, other], lambda terms: Equality(terms[0], terms[1]))
    return Iff(as_formula(at, left), as_formula(at, right))


def alike(at: Expression, values: Sequence[Cases]) -> list[Cases]:
    """The values at one sort, integers as reals where they stand beside reals."""
    sorts = {value.sort for value in values}
    if sorts == {INTEGER, REAL}:
        return [as_real(value) for value in values]
    if len(sorts) > 1:
        names = " and ".join(sorted(sort.name for sort in sorts))
        raise Wrong(at, f"sorts {names} in one place", "both sides must have one sort")
    return list(values)


def as_real(value: Cases) -> Cases:
    """The value as a real."""
    if value.sort is REAL:
        return value
    return Cases(tuple((guards, _real(term)) for guards, term in value.cases))


def _real(term: Term) -> Term:
    if isinstance(term, Application) and is_numeral(term.function):
        return numeral(int(term.function.name), REAL)
    function = arithmetic_function("$to_real", (INTEGER,))
    assert function is not None
    return Application(function, (term,))


def fitting(at: Expression, value: Value, sort: Sort) -> Value:
    """The value at the sort that is asked for."""
    if sort is BOOLEAN:
        return as_formula(at, value)
    cases = as_cases(at, value)
    if sort is REAL and cases.sort is INTEGER:
        return as_real(cases)
    if cases.sort is not sort:
        raise Wrong(at, f"sort {cases.sort.name} where {sort.name} is expected")
    return cases
