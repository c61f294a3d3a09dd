"""Conjectures by shape: commutativity, associativity, distributivity, homomorphisms, orders.

Laws that functions often obey are tried for all symbols at hand before terms are enumerated
(compare the scheme-based synthesis of Montano-Rivas et al., "Scheme-based theorem discovery and
concept invention", 2012).  What is false is refuted at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import product

from prover.logic.syntax import (
    Application,
    Atom,
    Equality,
    Formula,
    FunctionSymbol,
    Iff,
    Implies,
    PredicateSymbol,
    Sort,
    Term,
    Variable,
)
from prover.logic.walk import universal_closure

__all__ = ["laws", "laws_of_order"]


def laws(functions: Iterable[FunctionSymbol]) -> Iterator[Formula]:
    """The laws that ``functions`` may obey, alone or together; not all of them are true."""
    listed = list(functions)
    binary = [f for f in listed if f.arity == 2]
    unary = [f for f in listed if f.arity == 1]
    for f in binary:
        yield from _of_one(f)
    for f, g in product(binary, repeat=2):
        if f is not g:
            yield from _distributive(f, g)
    for h, f, g in product(unary, binary, binary):
        yield from _homomorphic(h, f, g)
    for h, g in product(unary, repeat=2):
        yield from _unary(h, g)


def laws_of_order(
    predicates: Iterable[PredicateSymbol], functions: Iterable[FunctionSymbol]
) -> Iterator[Formula]:
    """Reflexivity, and how functions of two arguments keep relations and equality."""
    listed = list(functions)
    for p in predicates:
        if p.arity == 2 and p.argument_sorts[0] is p.argument_sorts[1]:
            (x,) = _variables(p.argument_sorts[0], 1)
            yield universal_closure(Atom(p, (x, x)))
            for f in listed:
                yield from _kept(f, partial(_related, p), p.argument_sorts[0])
    for f in listed:
        yield from _kept(f, Equality, f.sort)


def _kept(
    f: FunctionSymbol, relation: Callable[[Term, Term], Formula], sort: Sort
) -> Iterator[Formula]:
    """``f(x, y) ≤ f(x, z) ↔ y ≤ z``, and one direction of it; the same for ``x`` on the right."""
    if f.arity != 2 or f.sort is not sort:
        return
    for place in range(2):
        if f.argument_sorts[1 - place] is not sort:
            continue
        (x,) = _variables(f.argument_sorts[place], 1)
        y, z = _variables(sort, 2, "y")
        sides = [_made(f, *((x, each) if place == 0 else (each, x))) for each in (y, z)]
        inner, outer = relation(y, z), relation(sides[0], sides[1])
        yield universal_closure(Iff(outer, inner))
        if not isinstance(inner, Equality):
            yield universal_closure(Implies(inner, outer))


def _related(predicate: PredicateSymbol, left: Term, right: Term) -> Formula:
    return Atom(predicate, (left, right))


def _of_one(f: FunctionSymbol) -> Iterator[Formula]:
    left, right = f.argument_sorts
    if left is right:
        x, y = _variables(left, 2)
        yield _law(_made(f, x, y), _made(f, y, x))
    if f.sort is left is right:
        x, y, z = _variables(left, 3)
        yield _law(_made(f, _made(f, x, y), z), _made(f, x, _made(f, y, z)))
    if f.sort is right:
        x, y = _variables(left, 2)
        (z,) = _variables(right, 1, "z")
        yield _law(_made(f, x, _made(f, y, z)), _made(f, y, _made(f, x, z)))


def _distributive(f: FunctionSymbol, g: FunctionSymbol) -> Iterator[Formula]:
    """``f(x, g(y, z)) = g(f(x, y), f(x, z))`` and its mirror image; also ``f`` passing ``g``."""
    left, right = f.argument_sorts
    inner = g.argument_sorts
    if g.sort is right and set(inner) == {right} and f.sort is right:
        (x,) = _variables(left, 1)
        y, z = _variables(right, 2, "y")
        yield _law(_made(f, x, _made(g, y, z)), _made(g, _made(f, x, y), _made(f, x, z)))
    if g.sort is left and set(inner) == {left} and f.sort is left:
        (x,) = _variables(right, 1)
        y, z = _variables(left, 2, "y")
        yield _law(_made(f, _made(g, y, z), x), _made(g, _made(f, y, x), _made(f, z, x)))


def _homomorphic(h: FunctionSymbol, f: FunctionSymbol, g: FunctionSymbol) -> Iterator[Formula]:
    """``h(f(x, y)) = g(h(x), h(y))``, or with the arguments exchanged."""
    (argument,) = h.argument_sorts
    if f.sort is not argument or set(f.argument_sorts) != {argument}:
        return
    if set(g.argument_sorts) == {h.sort} and g.sort is h.sort:
        x, y = _variables(argument, 2)
        yield _law(_made(h, _made(f, x, y)), _made(g, _made(h, x), _made(h, y)))
        yield _law(_made(h, _made(f, x, y)), _made(g, _made(h, y), _made(h, x)))


def _unary(h: FunctionSymbol, g: FunctionSymbol) -> Iterator[Formula]:
    """``h(g(x))`` is ``x``, ``g(x)``, ``h(x)`` or ``g(h(x))``."""
    (argument,) = g.argument_sorts
    if h.argument_sorts[0] is not g.sort:
        return
    (x,) = _variables(argument, 1)
    made = _made(h, _made(g, x))
    results: list[Term] = [x, _made(g, x)]
    if h.argument_sorts[0] is argument:
        results.append(_made(h, x))
        if g.argument_sorts[0] is h.sort:
            results.append(_made(g, _made(h, x)))
    for result in results:
        if result.sort is made.sort and result is not made:
            yield _law(made, result)


def _variables(sort: Sort, number: int, start: str = "x") -> list[Term]:
    letters = "xyz" if start == "x" else "yzw" if start == "y" else "zuv"
    return [Variable(letter, sort) for letter in letters[:number]]


def _made(function: FunctionSymbol, *arguments: Term) -> Term:
    return Application(function, arguments)


def _law(left: Term, right: Term) -> Formula:
    return universal_closure(Equality(left, right))
