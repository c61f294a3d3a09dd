"""Theorems with something changed: a symbol swapped, a condition dropped, turned around, …."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random

from prover.logic.syntax import (
    And,
    Application,
    Atom,
    Equality,
    Formula,
    Implies,
    Not,
    Or,
    Symbol,
    Term,
    Variable,
)
from prover.logic.walk import (
    complement,
    nodes,
    rebuild,
    strip_universals,
    substitute,
    symbols,
    universal_closure,
)
from prover.theory import Theory

__all__ = ["mutants"]


def mutants(theory: Theory, theorems: Sequence[Formula], random: Random) -> Iterator[Formula]:
    """Statements of the theory that differ from one of ``theorems`` somewhere, without end."""
    changes = (_swap_symbol, _drop, _converse, _negate, _merge, _replace_term, _swap_connective)
    while True:
        _, body = strip_universals(random.choice(theorems))
        for _ in range(random.choice((1, 1, 2))):
            body = random.choice(changes)(body, theory, random)
        if body.free:
            yield universal_closure(body)


def _swap_symbol(body: Formula, theory: Theory, random: Random) -> Formula:
    """Another symbol of the same sorts."""
    old = random.choice(list(symbols(body)) or [theory.symbols[0]])
    likes = [
        s
        for s in theory.symbols
        if s is not old
        and type(s) is type(old)
        and s.argument_sorts == old.argument_sorts
        and getattr(s, "sort", None) is getattr(old, "sort", None)
    ]
    return _renamed(body, old, random.choice(likes)) if likes else body


def _renamed(node: Formula, old: Symbol, new: Symbol) -> Formula:
    def term(part: Term) -> Term:
        if isinstance(part, Variable):
            return part
        function = new if part.function is old else part.function
        return Application(function, tuple(term(a) for a in part.arguments))  # type: ignore[arg-type]

    match node:
        case Atom(predicate=predicate, arguments=arguments):
            chosen = new if predicate is old else predicate
            return Atom(chosen, tuple(term(a) for a in arguments))  # type: ignore[arg-type]
        case Equality(left=left, right=right):
            return Equality(term(left), term(right))
        case _:
            return rebuild(node, lambda part: _renamed(part, old, new))


def _drop(body: Formula, theory: Theory, random: Random) -> Formula:
    """Without a condition, or without one of two cases."""
    match body:
        case Implies(left=And(parts=parts), right=right) if len(parts) == 2:
            return Implies(random.choice(parts), right)
        case Implies(right=right):
            return right
        case Or(parts=parts):
            return random.choice(parts)
        case _:
            return body


def _converse(body: Formula, theory: Theory, random: Random) -> Formula:
    return Implies(body.right, body.left) if isinstance(body, Implies) else body


def _negate(body: Formula, theory: Theory, random: Random) -> Formula:
    """The opposite of an atom."""
    if isinstance(body, Atom | Equality):
        return Not(body)
    if isinstance(body, Implies):
        return Implies(body.left, complement(body.right))
    return body


def _merge(body: Formula, theory: Theory, random: Random) -> Formula:
    """One variable for another."""
    variables = sorted(body.free, key=lambda v: v.name)
    if not variables:
        return body
    old = random.choice(variables)
    likes = [v for v in variables if v is not old and v.sort is old.sort]
    return substitute(body, {old: random.choice(likes)}) if likes else body


def _replace_term(body: Formula, theory: Theory, random: Random) -> Formula:
    """Another term in one place."""
    terms = [n for n in nodes(body) if isinstance(n, Variable | Application)]
    if not terms:
        return body
    old = random.choice(terms)
    likes = [t for t in terms if t is not old and t.sort is old.sort]
    if not likes:
        return body
    return _at_one_place(body, old, random.choice(likes), [random.randrange(3)])


def _at_one_place(node: Formula, old: Term, new: Term, skip: list[int]) -> Formula:
    def term(part: Term) -> Term:
        if part is old:
            skip[0] -= 1
            return new if skip[0] == -1 else part
        if isinstance(part, Variable):
            return part
        return Application(part.function, tuple(term(a) for a in part.arguments))

    match node:
        case Atom(predicate=predicate, arguments=arguments):
            return Atom(predicate, tuple(term(a) for a in arguments))
        case Equality(left=left, right=right):
            return Equality(term(left), term(right))
        case _:
            return rebuild(node, lambda part: _at_one_place(part, old, new, skip))


def _swap_connective(body: Formula, theory: Theory, random: Random) -> Formula:
    match body:
        case Or(parts=parts):
            return And(parts)
        case Implies(left=And(parts=parts), right=right):
            return Implies(Or(parts), right)
        case _:
            return body
