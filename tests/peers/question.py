"""Formulas that may contradict each other, in the languages that peers read."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from prover.logic.printers import to_smtlib, to_tptp
from prover.logic.syntax import (
    INDIVIDUAL,
    Application,
    Atom,
    Equality,
    Exists,
    ForAll,
    Formula,
    FunctionSymbol,
    PredicateSymbol,
    Sort,
    Symbol,
    Term,
    Variable,
)
from prover.logic.walk import nodes, rebuild, symbols

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
        whether one name may have two arities.  Several sorts make it TFF."""
        found = list(dict.fromkeys(s for formula in self.formulas for s in symbols(formula)))
        sorts = dict.fromkeys(s for formula in self.formulas for s in _sorts_of(formula))
        if not set(sorts) - {INDIVIDUAL}:
            lines = [f"fof(a{n}, axiom, {self._text(f, found)})." for n, f in self._numbered]
            return "\n".join(lines) + "\n"
        lines = [f"tff(t{n}, type, t{n}: $tType)." for n, _ in enumerate(sorts)]
        lines += [f"tff(d{n}, type, {self._type(s, n, list(sorts))})." for n, s in enumerate(found)]
        lines += [
            f"tff(a{n}, axiom, {self._text(f, found, list(sorts))})." for n, f in self._numbered
        ]
        return "\n".join(lines) + "\n"

    @property
    def _numbered(self) -> Iterable[tuple[int, Formula]]:
        return enumerate(self.formulas)

    @staticmethod
    def _text(formula: Formula, found: list[Symbol], sorts: list[Sort] | None = None) -> str:
        def sort(old: Sort) -> Sort:
            return old if sorts is None else Sort(f"t{sorts.index(old)}")

        return f"( {to_tptp(with_symbols(formula, lambda s: _plain(s, found, sort), sort))} )"

    @staticmethod
    def _type(symbol: Symbol, number: int, sorts: list[Sort]) -> str:
        arguments = [f"t{sorts.index(sort)}" for sort in symbol.argument_sorts]
        is_predicate = isinstance(symbol, PredicateSymbol)
        result = "$o" if is_predicate else f"t{sorts.index(symbol.sort)}"  # type: ignore[union-attr]
        joined = " * ".join(arguments)
        left = f"({joined}) > " if len(arguments) > 1 else f"{joined} > " if arguments else ""
        return f"s{number}: {left}{result}"


Peer = Callable[[Question, float], Said]
"""Answers a question within about so many seconds."""


def _plain(symbol: Symbol, found: list[Symbol], sort: Callable[[Sort], Sort]) -> Symbol:
    name, arguments = f"s{found.index(symbol)}", tuple(map(sort, symbol.argument_sorts))
    if isinstance(symbol, PredicateSymbol):
        return PredicateSymbol(name, arguments)
    return FunctionSymbol(name, arguments, sort(symbol.sort))


def _sorts_of(formula: Formula) -> Iterable[Sort]:
    for node in nodes(formula):
        if isinstance(node, Variable | Application):
            yield node.sort
        elif isinstance(node, ForAll | Exists):
            yield node.variable.sort  # which need not occur in the body


def with_symbols(
    formula: Formula,
    symbol: Callable[[Symbol], Symbol],
    sort: Callable[[Sort], Sort] = lambda sort: sort,
) -> Formula:
    """``formula`` with other symbols, and with other sorts of its variables."""

    def term(old: Term) -> Term:
        if isinstance(old, Variable):
            return Variable(old.name, sort(old.sort))
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
            case ForAll(variable=variable, body=body) | Exists(variable=variable, body=body):
                return type(old)(Variable(variable.name, sort(variable.sort)), walk(body))
            case _:
                return rebuild(old, walk)

    return walk(formula)
