"""From the true atoms of a ground theory to a structure over the declared sorts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import product

from prover.logic.syntax import FunctionSymbol, PredicateSymbol, Sort, Symbol
from prover.model import FiniteModel
from search.models.ground import GroundTheory
from search.models.sorts import declared_profile

__all__ = ["read_model"]


def read_model(
    theory: GroundTheory,
    true: frozenset[int],
    domains: Mapping[Sort, tuple[str, ...]],
    vocabulary: Iterable[Symbol],
    elements: Mapping[FunctionSymbol, int],
) -> FiniteModel:
    """The structure with a value for every symbol of the vocabulary.

    Elements beyond those that an inferred sort has are copies of its first one.

    Args:
        theory: that has been solved.
        true: its true atoms.
        domains: names for the elements of every declared sort.
        vocabulary: the symbols to interpret.
        elements: constants that denote a fixed element.
    """
    functions: dict[FunctionSymbol, Mapping[tuple[str, ...], str]] = {}
    predicates: dict[PredicateSymbol, frozenset[tuple[str, ...]]] = {}
    for symbol in vocabulary:
        if isinstance(symbol, FunctionSymbol) and symbol in elements:
            functions[symbol] = {(): domains[symbol.sort][elements[symbol]]}
            continue
        names = _names(symbol, theory, domains)
        found = theory.rows(symbol, true)
        rows = [row for short in found for row in product(*_choices(names, short))]
        if isinstance(symbol, PredicateSymbol):
            predicates[symbol] = frozenset(rows)
        else:
            functions[symbol] = _total(symbol, rows, domains)
    return FiniteModel(domains, functions, predicates)


def _names(
    symbol: Symbol, theory: GroundTheory, domains: Mapping[Sort, tuple[str, ...]]
) -> list[list[tuple[str, ...]]]:
    """For every place and every element of its inferred sort: what it is called, copies too."""
    declared = declared_profile(symbol)
    sorts = theory.profiles.get(symbol, declared)
    places = []
    for number, (sort, whole) in enumerate(zip(sorts, declared, strict=True)):
        size, names = theory.sizes[sort], domains[whole]
        elements = [(name,) for name in names[:size]]
        if isinstance(symbol, PredicateSymbol) or number < symbol.arity:
            elements[0] += names[size:]
        places.append(elements)
    return places


def _choices(
    names: Sequence[Sequence[tuple[str, ...]]], row: Sequence[int]
) -> list[tuple[str, ...]]:
    return [elements[place] for elements, place in zip(names, row, strict=True)]


def _total(
    function: FunctionSymbol,
    rows: Iterable[tuple[str, ...]],
    domains: Mapping[Sort, tuple[str, ...]],
) -> Mapping[tuple[str, ...], str]:
    """The function's table, filled up with the first element of its sort.

    Of several values, any will do: the clauses hold whichever is meant.
    """
    table = {row[:-1]: row[-1] for row in rows}
    for arguments in product(*(domains[sort] for sort in function.argument_sorts)):
        table.setdefault(arguments, domains[function.sort][0])
    return table
