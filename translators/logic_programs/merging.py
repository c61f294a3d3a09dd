"""Symbols of one theory that are spelled in two ways become one: ``Ted`` and ``ted``.

Only symbols of one kind and arity are merged, and only where :class:`Names` takes the
spellings for one name; the first spelling stays.
"""

from __future__ import annotations

from collections.abc import Sequence

from prover.logic.syntax import (
    Formula,
    FunctionSymbol,
    PredicateSymbol,
    Symbol,
)
from prover.logic.walk import renamed, symbols
from translators.logic_programs.names import Names

__all__ = ["merged"]


def merged(formulas: Sequence[Formula]) -> tuple[tuple[Formula, ...], tuple[str, ...]]:
    """``formulas`` with each symbol spelled in one way, and a note for every merge."""
    names: dict[tuple[type[Symbol], int], Names] = {}
    renaming: dict[Symbol, Symbol] = {}
    for symbol in dict.fromkeys(s for formula in formulas for s in symbols(formula)):
        kind = "predicate" if isinstance(symbol, PredicateSymbol) else "name"
        known = names.setdefault((type(symbol), symbol.arity), Names(kind))
        spelled = known.spelled(symbol.name)
        if spelled != symbol.name:
            renaming[symbol] = _renamed(symbol, spelled)
    if not renaming:
        return tuple(formulas), ()
    notes = tuple(note for known in names.values() for note in known.notes)
    return tuple(renamed(formula, renaming) for formula in formulas), notes


def _renamed(symbol: Symbol, name: str) -> Symbol:
    if isinstance(symbol, PredicateSymbol):
        return PredicateSymbol(name, symbol.argument_sorts)
    return FunctionSymbol(name, symbol.argument_sorts, symbol.sort)
