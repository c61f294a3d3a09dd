"""What a name means while a problem is read, and how sorts are written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from translators.tip.sexpr import Atom, Sexpr, Tree, error_at
from translators.tip.syntax import BOOL, INT, Arrow, Data, Datatype, Sort, SortVariable

__all__ = ["Signature", "Symbol", "atoms", "name_of", "read_sort", "trees"]


_FOREIGN = frozenset({"Real", "String", "Array", "BitVec", "Float"})
"""Sorts of SMT-LIB that have no counterpart here."""


@dataclass(frozen=True, slots=True)
class Symbol:
    """A declared symbol: polymorphic in ``parameters``, from ``domain`` to ``result``."""

    name: str
    parameters: tuple[str, ...]
    domain: tuple[Sort, ...]
    result: Sort


@dataclass(slots=True)
class Signature:
    """All that has been declared so far."""

    arities: dict[str, int] = field(default_factory=lambda: {"Bool": 0, "Int": 0})
    symbols: dict[str, Symbol] = field(default_factory=dict)
    datatypes: dict[str, Datatype] = field(default_factory=dict)
    constructors: dict[str, Datatype] = field(default_factory=dict)

    def declare_sort(self, name: Atom, arity: int) -> None:
        """Take note of a sort; a name can be given once only."""
        if name.text in self.arities:
            raise error_at(name, f"the sort {name.text} is declared twice", "rename one of them")
        self.arities[name.text] = arity

    def declare(self, symbol: Symbol, place: Sexpr) -> None:
        """Take note of a function, constructor or selector."""
        if symbol.name in self.symbols:
            raise error_at(place, f"{symbol.name} is declared twice", "rename one of them")
        self.symbols[symbol.name] = symbol

    def add_datatype(self, datatype: Datatype, place: Sexpr) -> None:
        """Take note of a datatype whose sort is declared: its constructors and selectors."""
        self.datatypes[datatype.name] = datatype
        parameters = datatype.parameters
        whole = Data(datatype.name, tuple(SortVariable(name) for name in parameters))
        for constructor in datatype.constructors:
            domain = tuple(binder.sort for binder in constructor.fields)
            self.declare(Symbol(constructor.name, parameters, domain, whole), place)
            self.constructors[constructor.name] = datatype
            for binder in constructor.fields:
                self.declare(Symbol(binder.name, parameters, (whole,), binder.sort), place)


def name_of(node: Sexpr, what: str = "a name") -> Atom:
    """``node``, which has to be a symbol."""
    if isinstance(node, Tree):
        raise error_at(node, f"expected {what}, found a list")
    return node


def trees(node: Sexpr, what: str) -> Iterator[Tree]:
    """The parts of ``node``, which have to be lists."""
    if isinstance(node, Atom):
        raise error_at(node, f"expected a list of {what}, found {node.text!r}")
    for item in node.items:
        if isinstance(item, Atom):
            raise error_at(item, f"expected {what} in parentheses, found {item.text!r}")
        yield item


def atoms(node: Sexpr, what: str) -> tuple[Atom, ...]:
    """The parts of ``node``, which have to be symbols."""
    if isinstance(node, Atom):
        raise error_at(node, f"expected a list of {what}, found {node.text!r}")
    return tuple(name_of(item, what) for item in node.items)


def read_sort(node: Sexpr, arities: Mapping[str, int], variables: frozenset[str]) -> Sort:
    """The sort that ``node`` writes.

    Raises:
        TipSyntaxError: it is not a sort, or uses one that was not declared.
    """
    items = node.items if isinstance(node, Tree) else (node,)
    if not items:
        raise error_at(node, "expected a sort, found ()")
    head = name_of(items[0], "the name of a sort")
    arguments = tuple(read_sort(item, arities, variables) for item in items[1:])
    if head.text == "=>" and len(arguments) >= 2:
        result = arguments[-1]
        for domain in reversed(arguments[:-1]):
            result = Arrow(domain, result)
        return result
    if head.text in variables and not arguments:
        return SortVariable(head.text)
    if head.text not in arities and head.text in _FOREIGN:
        hint = "use Int, or a datatype"
        raise error_at(head, f"the sort {head.text} is not part of what is read", hint)
    if head.text not in arities:
        hint = "declare it before it is used, with declare-datatype or declare-sort"
        raise error_at(head, f"the sort {head.text} is not declared", hint)
    if len(arguments) != arities[head.text]:
        message = f"the sort {head.text} takes {arities[head.text]} sorts, not {len(arguments)}"
        raise error_at(node, message)
    return {"Bool": BOOL, "Int": INT}.get(head.text) or Data(head.text, arguments)
