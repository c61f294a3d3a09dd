"""Numerals: in a theory that counts, ``2`` stands for the second successor of ``0``."""

from __future__ import annotations

from collections.abc import Iterable

from prover.logic.syntax import Application, FunctionSymbol, Term
from prover.theory.theory import Datatype

__all__ = ["Counting", "counting", "numeral"]

Counting = tuple[FunctionSymbol, FunctionSymbol]
"""Zero and successor."""


def counting(datatypes: Iterable[Datatype]) -> Counting | None:
    """Zero and successor, if a datatype has exactly ``0`` and one constructor on top of it."""
    for datatype in datatypes:
        for zero in datatype.constructors:
            others = [c for c in datatype.constructors if c is not zero]
            if zero.name != "0" or zero.arity or len(others) != 1:
                continue
            if others[0].argument_sorts == (datatype.sort,):
                return zero, others[0]
    return None


def numeral(term: Term, counting: Counting | None) -> int:
    """The number that ``term`` is a numeral of, 0 for zero itself and for whatever is none."""
    if counting is None:
        return 0
    zero, successor = counting
    number = 0
    while isinstance(term, Application) and term.function is successor:
        number, term = number + 1, term.arguments[0]
    return number if isinstance(term, Application) and term.function is zero else 0
