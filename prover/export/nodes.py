"""Formulas as rows of a table: the lossless form inside a JSON document.

A formula is written as a reference into two tables of the document.

``symbols``: ``["predicate", name, [argument sorts]]`` or
``["function", name, [argument sorts], result sort]``; a constant has no argument sorts.

``nodes``: every distinct sub-node once, children before parents, so that a row refers to
earlier rows only::

    ["variable", "x", "$i"]          ["true"]  ["false"]
    ["apply", SYMBOL, NODE...]       ["and", NODE...]  ["or", NODE...]
    ["atom", SYMBOL, NODE...]        ["implies", NODE, NODE]  ["iff", ..]  ["xor", ..]
    ["equal", NODE, NODE]            ["forall", VARIABLE, NODE]  ["exists", ..]
    ["not", NODE]

Names and sorts stand as they are, so nothing depends on how a syntax quotes them.  The
table is flat and as large as the formulas' *distinct* parts: no nesting for a JSON parser
to stumble over, and no blow-up where formulas share parts.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import assert_never

from prover.logic.syntax import (
    And,
    Application,
    Atom,
    Equality,
    Exists,
    ForAll,
    Formula,
    FunctionSymbol,
    Iff,
    Implies,
    Node,
    Not,
    Or,
    Symbol,
    Term,
    TruthValue,
    Variable,
    Xor,
)

__all__ = ["NodeTable", "Row"]

Row = list[object]
"""One line of either table, made of strings, numbers and lists of strings."""


@dataclass(slots=True)
class NodeTable:
    """Collects the symbols and nodes of one document.

    Attributes:
        symbols: the rows of the symbol table, in order of first use.
        nodes: the rows of the node table, children first.
    """

    symbols: list[Row] = field(default_factory=list)
    nodes: list[Row] = field(default_factory=list)
    _symbols: dict[Symbol, int] = field(default_factory=dict)
    _nodes: dict[Node, int] = field(default_factory=dict)

    def symbol(self, symbol: Symbol) -> int:
        """The row of ``symbol``, added when it is new."""
        if symbol not in self._symbols:
            sorts = [sort.name for sort in symbol.argument_sorts]
            row: Row = ["predicate", symbol.name, sorts]
            if isinstance(symbol, FunctionSymbol):
                row = ["function", symbol.name, sorts, symbol.sort.name]
            self._symbols[symbol] = len(self.symbols)
            self.symbols.append(row)
        return self._symbols[symbol]

    def node(self, root: Formula | Term) -> int:
        """The row of ``root``, added with everything below it when it is new."""
        stack: list[tuple[Node, bool]] = [(root, False)]
        while stack:
            node, expanded = stack.pop()
            if node in self._nodes:
                continue
            if expanded:
                row = self._row(node)  # type: ignore[arg-type]
                self._nodes[node] = len(self.nodes)
                self.nodes.append(row)
            else:
                stack.append((node, True))
                stack.extend((child, False) for child in reversed(_parts(node)))
        return self._nodes[root]

    def _row(self, node: Formula | Term) -> Row:
        below = [self._nodes[part] for part in _parts(node)]
        match node:
            case Variable(name=name, sort=sort):
                return ["variable", name, sort.name]
            case Application(function=function):
                return ["apply", self.symbol(function), *below]
            case Atom(predicate=predicate):
                return ["atom", self.symbol(predicate), *below]
            case TruthValue(value=value):
                return ["true" if value else "false"]
            case Equality():
                return ["equal", *below]
            case Not() | And() | Or() | Implies() | Iff() | Xor() | ForAll() | Exists():
                return [type(node).__name__.lower(), *below]
            case _:
                assert_never(node)


def _parts(node: Node) -> tuple[Node, ...]:
    """What a row refers to: the children, and the variable of a quantifier."""
    if isinstance(node, ForAll | Exists):
        return (node.variable, node.body)
    return node.children
