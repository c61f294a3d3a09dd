"""From the symbol and node tables of an untrusted document back to formulas.

Every row is checked for its shape, its arities and its sorts, and refers to earlier rows
only; the reader therefore needs no recursion and always ends.  Because the language is
hash-consed, what comes out *is* what was written, not merely equal to it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from prover.export.places import MAX_ITEMS, Place
from prover.logic.syntax import (
    FALSE,
    TRUE,
    And,
    Application,
    Atom,
    Equality,
    Exists,
    ForAll,
    Formula,
    FormulaTooDeep,
    FunctionSymbol,
    Iff,
    Implies,
    Node,
    Not,
    Or,
    PredicateSymbol,
    Sort,
    Symbol,
    Term,
    Variable,
    Xor,
)

__all__ = ["NodeReader"]

_MAX_WORK = 5_000_000
"""Bound on the whole document: formulas in full, and free variables at every node.

A table can describe in a hundred rows a formula that is larger than the world when written
out, and whoever prints or checks it would do just that.
"""

_BINARY: dict[str, type[Implies] | type[Iff] | type[Xor]] = {
    "implies": Implies,
    "iff": Iff,
    "xor": Xor,
}
_CHAINS: dict[str, type[And] | type[Or]] = {"and": And, "or": Or}
_QUANTIFIERS: dict[str, type[ForAll] | type[Exists]] = {"forall": ForAll, "exists": Exists}
_SIZES = {"variable": 3, "true": 1, "false": 1, "equal": 3, "not": 2} | dict.fromkeys(
    (*_BINARY, *_QUANTIFIERS), 3
)


@dataclass(slots=True)
class NodeReader:
    """The tables of one document, read.

    Args:
        document: the whole document; its ``symbols`` and ``nodes`` are read at once.

    Raises:
        DocumentError: a row is not what it should be.
    """

    document: Place
    symbols: list[Symbol] = field(default_factory=list)
    nodes: list[Formula | Term] = field(default_factory=list)
    _sizes: dict[Node, int] = field(default_factory=dict)
    _work: int = 0

    def __post_init__(self) -> None:
        for place in self.document.field("symbols").items():
            self.symbols.append(_symbol(place))
        for place in self.document.field("nodes").items():
            node = self._node(place)
            self.nodes.append(node)
            self._sizes[node] = 1 + sum(self._sizes[child] for child in node.children)

    def symbol(self, place: Place) -> Symbol:
        """The symbol that ``place`` refers to."""
        return self.symbols[place.index(len(self.symbols), "symbols")]

    def node(self, place: Place) -> Formula | Term:
        """The node that ``place`` refers to."""
        return self.nodes[place.index(len(self.nodes), "nodes")]

    def formula(self, place: Place) -> Formula:
        """The formula that ``place`` refers to; its full size counts against the limit."""
        formula = self._formula(place)
        self._spend(place, self._sizes[formula])
        return formula

    def _formula(self, place: Place) -> Formula:
        node = self.node(place)
        if isinstance(node, Variable | Application):
            place.fail("refers to a term where a formula is needed")
        return node

    def term(self, place: Place) -> Term:
        """The term that ``place`` refers to; its full size counts against the limit."""
        term = self._term(place)
        self._spend(place, self._sizes[term])
        return term

    def _term(self, place: Place) -> Term:
        node = self.node(place)
        if not isinstance(node, Variable | Application):
            place.fail("refers to a formula where a term is needed")
        return node

    def variable(self, place: Place) -> Variable:
        """The variable that ``place`` refers to."""
        node = self.node(place)
        if not isinstance(node, Variable):
            place.fail("should refer to a variable")
        return node

    def _node(self, place: Place) -> Formula | Term:
        items = place.items()
        if not items:
            place.fail("is empty")
        kind = items[0].text()
        if len(items) != _SIZES.get(kind, len(items)):
            place.fail(f"a row {kind!r} has {_SIZES[kind]} entries, not {len(items)}")
        self._spend(place, len(items) + sum(len(node.free) for node in self._mentioned(items)))
        try:
            return self._made(place, kind, items[1:])
        except FormulaTooDeep as error:
            place.fail(error.message)

    def _mentioned(self, items: tuple[Place, ...]) -> Iterator[Node]:
        """The earlier nodes that a row may refer to, before it is known to be well formed."""
        for item in items[1:]:
            if isinstance(item.value, int) and 0 <= item.value < len(self.nodes):
                yield self.nodes[item.value]

    def _spend(self, place: Place, work: int) -> None:
        self._work += work
        if self._work > _MAX_WORK:
            place.fail("the formulas of the document are too large together")

    def _made(self, place: Place, kind: str, items: tuple[Place, ...]) -> Formula | Term:
        if kind == "variable":
            return Variable(items[0].text(), Sort(items[1].text()))
        if kind in ("true", "false"):
            return TRUE if kind == "true" else FALSE
        if kind in ("apply", "atom"):
            return self._applied(place, kind, items)
        if kind == "equal":
            left, right = self._term(items[0]), self._term(items[1])
            if left.sort is not right.sort:
                place.fail("equates terms of different sorts")
            return Equality(left, right)
        if kind in _QUANTIFIERS:
            return _QUANTIFIERS[kind](self.variable(items[0]), self._formula(items[1]))
        parts = tuple(self._formula(item) for item in items)
        if kind == "not":
            return Not(parts[0])
        if kind in _CHAINS:
            return _CHAINS[kind](parts)
        if kind in _BINARY:
            return _BINARY[kind](*parts)
        return place.fail(f"{kind[:40]!r} is no kind of node")

    def _applied(self, place: Place, kind: str, items: tuple[Place, ...]) -> Formula | Term:
        if not items:
            place.fail("names no symbol")
        symbol = self.symbol(items[0])
        arguments = tuple(self._term(item) for item in items[1:])
        if tuple(argument.sort for argument in arguments) != symbol.argument_sorts:
            place.fail(f"the arguments of {symbol.name!r} have the wrong number or sorts")
        if isinstance(symbol, FunctionSymbol) and kind == "apply":
            return Application(symbol, arguments)
        if isinstance(symbol, PredicateSymbol) and kind == "atom":
            return Atom(symbol, arguments)
        return place.fail(f"{symbol.name!r} is the wrong kind of symbol for {kind!r}")


def _symbol(place: Place) -> Symbol:
    items = place.items(4)
    sizes = {"predicate": 3, "function": 4}
    kind = items[0].text() if items else ""
    if sizes.get(kind) != len(items):
        place.fail('should be ["predicate", name, sorts] or ["function", name, sorts, sort]')
    sorts = tuple(Sort(item.text()) for item in items[2].items(MAX_ITEMS))
    if kind == "predicate":
        return PredicateSymbol(items[1].text(), sorts)
    return FunctionSymbol(items[1].text(), sorts, Sort(items[3].text()))
