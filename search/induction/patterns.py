"""Lemmas by shape: commutativity, associativity, distributivity, homomorphisms, orders.

Laws that functions often obey are tried for all symbols at hand before terms are enumerated
(see :mod:`search.laws`).  What is false is refuted at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain, permutations, product

from prover.logic.syntax import Equality, Formula, FunctionSymbol, Iff, PredicateSymbol, Symbol
from prover.logic.walk import universal_closure
from search.laws import Law, stated
from search.laws import laws as all_laws

__all__ = ["laws", "laws_of_order"]


def laws(functions: Iterable[FunctionSymbol]) -> Iterator[Formula]:
    """The equations that ``functions`` may obey, alone or together; not all of them are true."""
    listed = list(functions)
    binary = [f for f in listed if f.arity == 2]
    unary = [f for f in listed if f.arity == 1]
    alone = ((f,) for f in binary)
    maps = product(unary, binary, binary)
    for chosen in chain(alone, permutations(binary, 2), maps, product(unary, repeat=2)):
        yield from _about(*chosen, equations=True)


def laws_of_order(
    predicates: Iterable[PredicateSymbol], functions: Iterable[FunctionSymbol]
) -> Iterator[Formula]:
    """Reflexivity, and how functions of two arguments keep relations and equality."""
    binary = [f for f in functions if f.arity == 2]
    for p in predicates:
        if p.arity == 2:
            yield from _about(p)
            for f in binary:
                yield from _about(p, f)
    for f in binary:
        yield from _about(f)


def _about(*chosen: Symbol, equations: bool = False) -> Iterator[Formula]:
    """The laws about symbols of these kinds, in so far as they say something."""
    for law in _lemmas(tuple((type(symbol), symbol.arity) for symbol in chosen)):
        if isinstance(law.formula, Equality) is equations:
            formula = stated(law, chosen)
            if formula is not None and _is_promising(formula):
                yield universal_closure(formula)


@cache
def _lemmas(kinds: tuple[tuple[type[Symbol], int], ...]) -> tuple[Law, ...]:
    return tuple(
        law
        for law in all_laws()
        if law.is_lemma and tuple((type(s), s.arity) for s in law.placeholders) == kinds
    )


def _is_promising(formula: Formula) -> bool:
    """Not ``x = x``, and where arguments are cancelled, an operation on one sort does it."""
    match formula:
        case Equality(left=left, right=right):
            return left is not right
        case Iff(left=Equality(left=whole), right=Equality(left=argument)):
            return whole.sort is argument.sort
        case _:
            return True
