"""One form for statements that say the same by renaming, turning equations or reordering."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from itertools import permutations, product

from prover.clausify import Clausifier
from prover.logic.clause import Clause, Literal
from prover.logic.syntax import (
    Application,
    Atom,
    Equality,
    Exists,
    ForAll,
    Formula,
    Node,
    Variable,
)
from prover.logic.walk import nodes, strip_universals

__all__ = ["canonical"]

_MOST_LITERALS = 4
"""Longer clauses are taken in the order in which they are written."""


def canonical(statement: Formula) -> Hashable:
    """What is equal for two closed statements that differ in names and order only."""
    _, body = strip_universals(statement)
    if any(isinstance(node, Exists | ForAll) for node in nodes(body)):
        return _written(body, {})
    entries = Clausifier(frozenset()).clausify(statement, "")
    return frozenset(_least(entry.clause) for entry in entries)


def _least(clause: Clause) -> str:
    literals = clause.literals
    orders: Sequence[tuple[Literal, ...]] = [literals]
    if len(literals) <= _MOST_LITERALS:
        orders = list(permutations(literals))
    return min(
        " ".join(_literal(literal, turn, names) for literal, turn in zip(order, turns, strict=True))
        for order in orders
        for turns in product((False, True), repeat=len(order))
        for names in [dict[Variable, str]()]
    )


def _literal(literal: Literal, turn: bool, names: dict[Variable, str]) -> str:
    sign = "+" if literal.positive else "-"
    atom = literal.atom
    if isinstance(atom, Equality):
        sides = (atom.right, atom.left) if turn else (atom.left, atom.right)
        return f"{sign}= {_written(sides[0], names)} {_written(sides[1], names)}"
    parts = " ".join(_written(argument, names) for argument in atom.arguments)
    return f"{sign}{atom.predicate.name}/{len(atom.arguments)} {parts}"


def _written(node: Node, names: dict[Variable, str]) -> str:
    """The node in Polish notation, its variables numbered as they occur."""
    if isinstance(node, Variable):
        return names.setdefault(node, f"{node.sort.name}#{len(names)}")
    if isinstance(node, Atom):
        head = node.predicate.name
    else:
        head = node.function.name if isinstance(node, Application) else type(node).__name__
    return " ".join((f"{head}/{len(node.children)}", *(_written(c, names) for c in node.children)))
