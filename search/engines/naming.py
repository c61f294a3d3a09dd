"""Plain names for other provers, and the way back.

Every prover has its own idea of a name: E takes one name at two arities for an error, SMT-LIB
reserves words, few take anything but ASCII.  So symbols, sorts and variables get names of a
letter and a number, and what a prover answers is read back by the same table.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from prover.clausify import InputClause
from prover.logic.syntax import (
    Application,
    Atom,
    FunctionSymbol,
    PredicateSymbol,
    Sort,
    Symbol,
    Variable,
)
from prover.logic.walk import nodes

__all__ = ["Naming"]


@dataclass(slots=True)
class Naming:
    """The names of one problem's symbols: ``f1``, ``p1``, and ``s1`` for sorts.

    Attributes:
        functions: function symbols by the names they were given.
        predicates: predicate symbols by the names they were given.
        sorts: sorts by the names they were given.
    """

    functions: dict[str, FunctionSymbol] = field(default_factory=dict)
    predicates: dict[str, PredicateSymbol] = field(default_factory=dict)
    sorts: dict[str, Sort] = field(default_factory=dict)
    _names: dict[Symbol | Sort, str] = field(default_factory=dict)

    @staticmethod
    def of(entries: Iterable[InputClause]) -> Naming:
        """Names for everything that the clauses speak of, in order of first occurrence."""
        naming = Naming()
        for entry in entries:
            for literal in entry.clause.literals:
                for node in nodes(literal.atom):
                    match node:
                        case Atom(predicate=predicate):
                            naming.add_symbol(predicate)
                        case Application(function=function):
                            naming.add_symbol(function)
                        case Variable(sort=sort):
                            naming.add_sort(sort)
                        case _:
                            pass
        return naming

    def name(self, thing: Symbol | Sort) -> str:
        """The name that a symbol or sort was given."""
        return self._names[thing]

    def add_symbol(self, symbol: Symbol) -> None:
        """Name a symbol and the sorts that it speaks of."""
        if symbol in self._names:
            return
        for sort in symbol.argument_sorts:
            self.add_sort(sort)
        if isinstance(symbol, FunctionSymbol):
            self.add_sort(symbol.sort)
            name = f"f{len(self.functions) + 1}"
            self.functions[name] = symbol
        else:
            name = f"p{len(self.predicates) + 1}"
            self.predicates[name] = symbol
        self._names[symbol] = name

    def add_sort(self, sort: Sort) -> None:
        """Name a sort."""
        if sort not in self._names:
            name = f"s{len(self.sorts) + 1}"
            self.sorts[name] = sort
            self._names[sort] = name
