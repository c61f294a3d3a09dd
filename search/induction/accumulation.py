"""Accumulators: a constant where recursion gathers its result is made a variable.

``qrev(xs, nil) = rev(xs)`` has no induction, for its hypothesis speaks of ``nil`` and the call
that recurs does not.  ``qrev(xs, ys) = rev(xs) ++ ys`` has one.  The other side becomes what some
operation makes of it and of the variable ("sinks": Ireland and Bundy, "Productive use of failure
in inductive proof", 1996); which operation, data tell.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from prover.logic.syntax import (
    Application,
    Equality,
    Formula,
    FunctionSymbol,
    Term,
    Variable,
)
from prover.logic.walk import fresh_variable, nodes, strip_universals, universal_closure
from search.induction.fertilisation import replaced
from search.induction.recursion import RecursionTable
from search.induction.rewriting import with_children

__all__ = ["accumulated"]


def accumulated(
    statement: Formula, recursion: RecursionTable, functions: Sequence[FunctionSymbol]
) -> Iterator[Formula]:
    """Equations that say more than ``statement``, about any start of an accumulator.

    Args:
        statement: closed.
        recursion: which places are accumulators.
        functions: that may join the old side and the start.
    """
    _, body = strip_universals(statement)
    if not isinstance(body, Equality):
        return
    for side, other in ((body.left, body.right), (body.right, body.left)):
        for call, place in _accumulators(side, recursion):
            start = fresh_variable(_like(call.arguments[place]), body.free)
            arguments = [*call.arguments[:place], start, *call.arguments[place + 1 :]]
            general = with_children(call, arguments)
            new = _term(replaced(side, call, general))
            for rest in _rests(side, call, start):
                for joined in _joined(other, rest, functions):
                    yield universal_closure(Equality(new, joined))


def _rests(side: Term, call: Application, start: Variable) -> Iterator[Term]:
    """The start, and what ``side`` makes of it where nothing is gathered."""
    yield start
    if start.sort is call.sort and side is not call:
        yield _term(replaced(side, call, start))


def _accumulators(side: Term, recursion: RecursionTable) -> Iterator[tuple[Application, int]]:
    """Calls with a constant where recursion changes an argument that it does not look into."""
    for node in nodes(side):
        known = recursion.get(node.function) if isinstance(node, Application) else None
        if isinstance(node, Application) and known:
            for place in sorted(known.changed):
                if not node.arguments[place].free:
                    yield node, place


def _joined(other: Term, rest: Term, functions: Sequence[FunctionSymbol]) -> Iterator[Term]:
    for function in functions:
        if function.sort is other.sort:
            for pair in ((other, rest), (rest, other)):
                if function.argument_sorts == tuple(each.sort for each in pair):
                    yield Application(function, pair)


def _like(term: Term) -> Variable:
    letter = term.sort.name[:1].lower()
    return Variable(letter if letter.isalpha() else "x", term.sort)


def _term(node: object) -> Term:
    assert isinstance(node, Variable | Application)
    return node
