"""Formulas that may contradict each other, in the languages that peers read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from prover.logic.arithmetic import is_interpreted
from prover.logic.printers import to_smtlib
from prover.logic.printers.tptp import TptpTheory
from prover.logic.syntax import (
    Application,
    Atom,
    Equality,
    Formula,
    FunctionSymbol,
    PredicateSymbol,
    Symbol,
    Term,
    Variable,
)
from prover.logic.walk import rebuild, symbols

__all__ = ["Peer", "Question", "Said", "with_symbols"]


class Said(StrEnum):
    """What somebody says of a set of formulas."""

    UNSAT = "unsat"
    SAT = "sat"
    UNKNOWN = "unknown"

    def contradicts(self, other: Said) -> bool:
        """Whether one of the two must be wrong."""
        return {self, other} == {Said.SAT, Said.UNSAT}


@dataclass(frozen=True)
class Question:
    """Do these closed formulas contradict each other?"""

    formulas: tuple[Formula, ...]

    @cached_property
    def smtlib(self) -> str:
        """An SMT-LIB script that asks it."""
        return to_smtlib(self.formulas)

    @cached_property
    def tptp(self) -> str:
        """A TPTP file that asks it, every symbol under a name of its own: provers differ in
        whether one name may have two arities."""
        found = list(dict.fromkeys(s for formula in self.formulas for s in symbols(formula)))
        plain = {symbol: _plain(symbol, f"s{number}") for number, symbol in enumerate(found)}
        formulas = [with_symbols(formula, plain.__getitem__) for formula in self.formulas]
        written = TptpTheory.of(formulas)
        lines = [written.statement(f"a{n}", "axiom", f) for n, f in enumerate(formulas)]
        return "\n".join([*written.declarations(), *lines]) + "\n"


Peer = Callable[[Question, float], Said]
"""Answers a question within about so many seconds."""


def _plain(symbol: Symbol, name: str) -> Symbol:
    if is_interpreted(symbol):
        return symbol
    if isinstance(symbol, PredicateSymbol):
        return PredicateSymbol(name, symbol.argument_sorts)
    return FunctionSymbol(name, symbol.argument_sorts, symbol.sort)


def with_symbols(formula: Formula, symbol: Callable[[Symbol], Symbol]) -> Formula:
    """``formula`` with other symbols of the same types."""

    def term(old: Term) -> Term:
        if isinstance(old, Variable):
            return old
        new = symbol(old.function)
        assert isinstance(new, FunctionSymbol)
        return Application(new, tuple(map(term, old.arguments)))

    def walk(old: Formula) -> Formula:
        match old:
            case Atom(predicate=predicate, arguments=arguments):
                new = symbol(predicate)
                assert isinstance(new, PredicateSymbol)
                return Atom(new, tuple(map(term, arguments)))
            case Equality(left=left, right=right):
                return Equality(term(left), term(right))
            case _:
                return rebuild(old, walk)

    return walk(formula)
