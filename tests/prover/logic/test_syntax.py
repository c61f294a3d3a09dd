"""Formulas are immutable, unique, bounded in depth, and forgotten when unused."""

from __future__ import annotations

import gc
import pickle
from collections.abc import Callable
from dataclasses import FrozenInstanceError

import pytest
from hypothesis import given

from prover.logic.syntax import (
    INDIVIDUAL,
    MAX_DEPTH,
    And,
    Atom,
    Exists,
    ForAll,
    Formula,
    FormulaTooDeep,
    Not,
    PredicateSymbol,
    Sort,
    Variable,
    constant,
    predicate,
)
from prover.logic.walk import complement, substitute, symbols, universal_closure
from tests.prover.logic.small import P, R, X, Y
from tests.prover.logic.strategies import closed_formulas


def test_equal_formulas_are_one_object() -> None:
    assert ForAll(X, predicate("P", X)) is ForAll(X, predicate("P", X))
    assert predicate("P", constant("a")) is not predicate("P", constant("b"))


def test_the_same_name_at_two_arities_is_two_symbols() -> None:
    assert predicate("P", X).predicate is not predicate("P", X, Y).predicate


def test_variables_of_two_sorts_are_two_variables() -> None:
    assert Variable("x", INDIVIDUAL) is not Variable("x", Sort("nat"))


def test_formulas_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        predicate("P", X).predicate = P  # type: ignore[misc]


def test_unused_formulas_are_forgotten() -> None:
    table = type(Not)._table
    before = len(table)
    kept = [constant(f"only here {n}") for n in range(100)]
    assert len(table) >= before + 100
    del kept
    gc.collect()
    assert len(table) < before + 100


def nested(depth: int, wrap: Callable[[Formula], Formula]) -> Formula:
    formula: Formula = predicate("P", X)
    for _ in range(depth):
        formula = wrap(formula)
    return formula


@pytest.mark.parametrize("wrap", [Not, lambda body: ForAll(X, body)], ids=["not", "for all"])
def test_a_formula_nested_too_deep_is_a_clean_error(wrap: Callable[[Formula], Formula]) -> None:
    assert nested(MAX_DEPTH - 2, wrap).depth == MAX_DEPTH
    with pytest.raises(FormulaTooDeep, match=str(MAX_DEPTH)):
        nested(20_000, wrap)


@given(closed_formulas())
def test_formulas_survive_pickling_as_the_same_object(formula: Atom) -> None:
    assert pickle.loads(pickle.dumps(formula)) is formula


def test_substitution_renames_bound_variables_instead_of_capturing() -> None:
    formula = Exists(Y, Atom(R, (X, Y)))
    result = substitute(formula, {X: Y})
    assert isinstance(result, Exists)
    assert result.free == {Y}
    assert result.variable is not Y


def test_substitution_replaces_all_at_once() -> None:
    assert substitute(Atom(R, (X, Y)), {X: Y, Y: X}) is Atom(R, (Y, X))


def test_the_closure_binds_variables_in_order_of_occurrence() -> None:
    assert universal_closure(Atom(R, (Y, X))) is ForAll(Y, ForAll(X, Atom(R, (Y, X))))


def test_the_complement_has_no_double_negation() -> None:
    atom = predicate("P", constant("a"))
    assert complement(complement(atom)) is atom


def test_symbols_come_once_and_in_order() -> None:
    atom = predicate("P", constant("a"))
    found = list(symbols(And((atom, Not(atom), predicate("Q", constant("b"))))))
    assert [symbol.name for symbol in found] == ["P", "a", "Q", "b"]
    assert isinstance(found[0], PredicateSymbol)
