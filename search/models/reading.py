"""From the true atoms of a ground theory to a structure over the declared sorts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
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
        rows = list(_rows(symbol, theory, true, domains))
        if isinstance(symbol, PredicateSymbol):
            predicates[symbol] = frozenset(rows)
        else:
            functions[symbol] = _total(symbol, rows, domains)
    return FiniteModel(domains, functions, predicates)


def _rows(
    symbol: Symbol,
    theory: GroundTheory,
    true: frozenset[int],
    domains: Mapping[Sort, tuple[str, ...]],
) -> Iterator[tuple[str, ...]]:
    """What a symbol is true of, copies of elements too."""
    declared = declared_profile(symbol)
    sizes = [theory.sizes[sort] for sort in theory.profiles.get(symbol, declared)]
    names = [domains[sort] for sort in declared]
    if all(size == len(found) for size, found in zip(sizes, names, strict=True)):
        return theory.rows(symbol, true, names)
    choices: list[list[tuple[str, ...]]] = [
        [(name,) for name in found[:size]] for size, found in zip(sizes, names, strict=True)
    ]
    arguments = len(symbol.argument_sorts)
    for elements, size, found in zip(choices[:arguments], sizes, names, strict=False):
        elements[0] += found[size:]
    return (row for short in theory.rows(symbol, true, choices) for row in product(*short))


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
