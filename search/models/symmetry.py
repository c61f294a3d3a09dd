"""Breaking symmetry: values are given out in order, none before the one below it.

The elements of a sort can be renamed, so every model has n! twins.  Go through the constants,
then through the values of functions for the first elements: a value that is new can be called
the first that has no use yet (the least number heuristic of FALCON and SEM, Zhang and Zhang
1995, as clauses in Paradox).  So the n-th of these terms needs only n values, and has value d
only if a term before it has value d - 1.

What names an element is its first use, as a value or as an argument; sorts count separately.
All of this is also true for the first elements of a larger structure, so it stays as domains
grow.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from prover.logic.syntax import FunctionSymbol, Sort

__all__ = ["Cell", "cells"]

_TERMS_A_SORT = 2
"""Times the number of elements: so many terms of each sort are put in order."""


@dataclass(frozen=True, slots=True)
class Cell:
    """The value of a function for some arguments.

    Attributes:
        most: the value is among so many first elements.
        used: so many first elements are arguments of it or of terms before it; a value from
            there on needs the value below it in one of the terms before.
    """

    function: FunctionSymbol
    arguments: tuple[int, ...]
    sort: Sort
    most: int
    used: int


def cells(
    profiles: Mapping[FunctionSymbol, Sequence[Sort]], sizes: Mapping[Sort, int]
) -> Iterator[Cell]:
    """Terms whose values come in order.

    Args:
        profiles: the sorts of each function's arguments and, last, of its value.
        sizes: the number of elements of each sort.
    """
    named = dict.fromkeys(sizes, 0)
    used = dict.fromkeys(sizes, 0)
    count = dict.fromkeys(sizes, 0)
    for function, arguments in _terms(profiles, sizes):
        *argument_sorts, sort = profiles[function]
        enough = named[sort] >= sizes[sort] and bool(arguments)
        if enough or count[sort] >= _TERMS_A_SORT * sizes[sort]:
            continue
        for argument, argument_sort in zip(arguments, argument_sorts, strict=True):
            used[argument_sort] = max(used[argument_sort], argument + 1)
            named[argument_sort] = max(named[argument_sort], argument + 1)
        count[sort] += 1
        named[sort] = min(named[sort] + 1, sizes[sort])
        yield Cell(function, arguments, sort, named[sort], used[sort])


def _terms(
    profiles: Mapping[FunctionSymbol, Sequence[Sort]], sizes: Mapping[Sort, int]
) -> Iterable[tuple[FunctionSymbol, tuple[int, ...]]]:
    """Constants, then functions of the first element, of the first two, and so on."""
    ordered = sorted(profiles, key=lambda function: function.arity)
    yield from ((function, ()) for function in ordered if not function.arity)
    for last in range(max(sizes.values(), default=0)):
        for function in ordered:
            ranges = [range(min(sizes[sort], last + 1)) for sort in profiles[function][:-1]]
            for arguments in product(*ranges) if function.arity <= 2 else ():
                if arguments and max(arguments) == last:
                    yield function, arguments
