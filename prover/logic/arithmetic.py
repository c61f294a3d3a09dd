"""Numbers: sorts and symbols whose meaning is fixed, named as TPTP names them.

They are ordinary sorts and symbols of the language: what makes ``$sum`` an addition is its
name together with its sorts, and what makes ``5`` a number is that it is a constant of sort
``$int``.  Readers see to it that nothing else gets such a name.  Whoever knows no arithmetic may
treat them as any other symbols: a proof found that way holds for numbers, too.  A finite model
does not, as its domains are not the numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from fractions import Fraction

from prover.logic.signature import Signature
from prover.logic.syntax import (
    Application,
    Formula,
    FunctionSymbol,
    PredicateSymbol,
    Sort,
    Symbol,
    Term,
)

__all__ = [
    "INTEGER",
    "NUMBER_SORTS",
    "REAL",
    "arithmetic_function",
    "arithmetic_predicate",
    "is_interpreted",
    "is_numeral",
    "numeral",
    "uses_arithmetic",
]

INTEGER = Sort("$int")
REAL = Sort("$real")
NUMBER_SORTS = frozenset({INTEGER, REAL})

_II, _RR = (INTEGER, INTEGER), (REAL, REAL)
_FUNCTIONS = {
    (function.name, function.argument_sorts): function
    for function in (
        *(FunctionSymbol(name, (s, s), s)
          for name in ("$sum", "$difference", "$product") for s in (INTEGER, REAL)),
        *(FunctionSymbol("$uminus", (s,), s) for s in (INTEGER, REAL)),
        FunctionSymbol("$quotient", _RR, REAL),
        FunctionSymbol("$quotient_e", _II, INTEGER),
        FunctionSymbol("$remainder_e", _II, INTEGER),
        FunctionSymbol("$to_int", (REAL,), INTEGER),
        FunctionSymbol("$to_real", (INTEGER,), REAL),
    )
}  # fmt: skip
_PREDICATES = {
    (predicate.name, predicate.argument_sorts): predicate
    for predicate in (
        *(PredicateSymbol(name, (s, s))
          for name in ("$less", "$lesseq", "$greater", "$greatereq") for s in (INTEGER, REAL)),
        PredicateSymbol("$is_int", (REAL,)),
    )
}  # fmt: skip
_NUMERAL = {
    INTEGER: re.compile(r"0|-?[1-9][0-9]*"),
    REAL: re.compile(r"(?!-0\.0$)-?(?:0|[1-9][0-9]*)\.(?:0|[0-9]*[1-9])"),
}
"""One spelling for each number, so that different numerals are different numbers."""


def arithmetic_function(name: str, sorts: Sequence[Sort]) -> FunctionSymbol | None:
    """The interpreted function of this name on these sorts, if there is one."""
    return _FUNCTIONS.get((name, tuple(sorts)))


def arithmetic_predicate(name: str, sorts: Sequence[Sort]) -> PredicateSymbol | None:
    """The interpreted predicate of this name on these sorts, if there is one."""
    return _PREDICATES.get((name, tuple(sorts)))


def is_numeral(symbol: Symbol) -> bool:
    """Whether ``symbol`` is a number written out."""
    if not isinstance(symbol, FunctionSymbol) or symbol.argument_sorts:
        return False
    pattern = _NUMERAL.get(symbol.sort)
    return pattern is not None and pattern.fullmatch(symbol.name) is not None


def is_interpreted(symbol: Symbol) -> bool:
    """Whether the meaning of ``symbol`` is fixed: a numeral, an operation, a comparison."""
    key = symbol.name, symbol.argument_sorts
    if isinstance(symbol, PredicateSymbol):
        return key in _PREDICATES
    return _FUNCTIONS.get(key) is symbol or is_numeral(symbol)


def numeral(value: int | Fraction, sort: Sort) -> Term:
    """``value`` as a term of ``sort``; a real without finite decimals is a ``$quotient``.

    Raises:
        ValueError: a fraction is no integer.
    """
    value = Fraction(value)
    if sort is INTEGER:
        if value.denominator != 1:
            raise ValueError(f"{value} is no integer")
        return Application(FunctionSymbol(str(value), (), INTEGER), ())
    decimals = _decimals(value)
    if decimals is not None:
        return Application(FunctionSymbol(decimals, (), REAL), ())
    parts = (numeral(value.numerator, REAL), numeral(value.denominator, REAL))
    return Application(_FUNCTIONS["$quotient", _RR], parts)


def _decimals(value: Fraction) -> str | None:
    """The finite decimal fraction that ``value`` is, if it is one."""
    places, rest = 0, value.denominator
    for prime in (2, 5):
        count = 0
        while rest % prime == 0:
            rest //= prime
            count += 1
        places = max(places, count)
    if rest != 1:
        return None
    digits = str(abs(value.numerator) * 10**places // value.denominator).rjust(places + 1, "0")
    sign = "-" if value < 0 else ""
    split = len(digits) - places
    return f"{sign}{digits[:split]}.{digits[split:] or '0'}"


def uses_arithmetic(formulas: Iterable[Formula]) -> bool:
    """Whether ``formulas`` speak of numbers, so that no finite structure is a model of them."""
    return not NUMBER_SORTS.isdisjoint(Signature.of(formulas).sorts)
