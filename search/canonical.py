"""One form for closed statements that say the same, in a narrow and in a wide sense."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from itertools import permutations, product

from prover.clausify import Clausifier
from prover.logic.canonical import canonical
from prover.logic.clause import Clause, Literal
from prover.logic.syntax import Equality, Exists, ForAll, Formula, Term, Variable
from prover.logic.walk import nodes, strip_universals, universal_closure

__all__ = ["up_to_names", "up_to_order"]

_MOST_LITERALS = 4
"""Longer clauses are taken in the order in which they are written."""


def up_to_names(statement: Formula) -> Formula:
    """What is equal for statements that differ in names of variables and order of quantifiers."""
    _, body = strip_universals(statement)
    return canonical(universal_closure(body))


def up_to_order(statement: Formula) -> Hashable:
    """What is equal also for those that turn equations, or say their clauses in another order."""
    _, body = strip_universals(statement)
    if any(isinstance(node, Exists | ForAll) for node in nodes(body)):
        return up_to_names(statement)
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
        for turns in product(*(_turns(literal) for literal in order))
        for names in [dict[Variable, str]()]
    )


def _turns(literal: Literal) -> tuple[bool, ...]:
    return (False, True) if isinstance(literal.atom, Equality) else (False,)


def _literal(literal: Literal, turn: bool, names: dict[Variable, str]) -> str:
    sign = "+" if literal.positive else "-"
    atom = literal.atom
    if isinstance(atom, Equality):
        sides = (atom.right, atom.left) if turn else (atom.left, atom.right)
        return f"{sign}= {_written(sides[0], names)} {_written(sides[1], names)}"
    parts = " ".join(_written(argument, names) for argument in atom.arguments)
    return f"{sign}{atom.predicate.name}/{len(atom.arguments)} {parts}"


def _written(term: Term, names: dict[Variable, str]) -> str:
    """The term in Polish notation, its variables numbered as they occur."""
    if isinstance(term, Variable):
        return names.setdefault(term, f"{term.sort.name}#{len(names)}")
    head = f"{term.function.name}/{len(term.arguments)}"
    return " ".join((head, *(_written(part, names) for part in term.arguments)))
