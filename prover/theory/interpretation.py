"""What open functions and predicates are taken to mean while a theory is tried out: tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice, product
from random import Random

from prover.logic.syntax import FunctionSymbol, Sort, Symbol
from prover.theory.theory import Theory
from prover.theory.values import Universe, Value

__all__ = ["Interpretation", "Table", "random_interpretation"]

_MOST_ENTRIES = 500


@dataclass(frozen=True, slots=True)
class Table:
    """A function or a relation: finitely many entries, and one result for all other arguments."""

    default: Value | bool
    entries: Mapping[tuple[Value, ...], Value | bool] = field(default_factory=dict)

    def __call__(self, arguments: tuple[Value, ...]) -> Value | bool:
        """The result for ``arguments``."""
        return self.entries.get(arguments, self.default)


Interpretation = Mapping[Symbol, Table]
"""A table for each open symbol."""


def random_interpretation(
    theory: Theory, universe: Universe, seed: int, *, size: int = 4
) -> Interpretation:
    """Tables for the open symbols of ``theory``; the same seed gives the same tables.

    Args:
        theory: what has the open symbols; its axioms are not heeded.
        universe: where values come from.
        seed: of the random numbers.
        size: entries are made for arguments of at most so many constructors each.
    """
    random = Random(seed)
    return {symbol: _table(symbol, universe, random, size) for symbol in theory.open_symbols}


def _table(symbol: Symbol, universe: Universe, random: Random, size: int) -> Table:
    draw = _drawing(symbol, universe, random, size)
    entries = {arguments: draw() for arguments in _arguments(symbol.argument_sorts, universe, size)}
    return Table(draw(), entries)


def _drawing(
    symbol: Symbol, universe: Universe, random: Random, size: int
) -> Callable[[], Value | bool]:
    if isinstance(symbol, FunctionSymbol):
        sort = symbol.sort
        return lambda: universe.sample(sort, size, random)
    return lambda: random.random() < 0.5


def _arguments(
    sorts: tuple[Sort, ...], universe: Universe, size: int
) -> Iterator[tuple[Value, ...]]:
    """Tuples of small values, not too many."""
    most = int(_MOST_ENTRIES ** (1 / max(1, len(sorts))))
    small = [tuple(islice(universe.values(sort, size), most)) for sort in sorts]
    return product(*small)
