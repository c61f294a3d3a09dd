"""Equality as clauses: what a calculus without rules for equations has to be told.

Reflexivity and transitivity for every sort that is equated, and congruence for every function
and predicate that takes arguments of such a sort.  Symmetry is built into the connections
(:mod:`search.tableau.matrix`): an equation is met from either side.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from prover.logic.clause import Clause, Literal
from prover.logic.syntax import (
    Application,
    Atom,
    Equality,
    FunctionSymbol,
    PredicateSymbol,
    Sort,
    Term,
    Variable,
)
from prover.logic.walk import symbols

__all__ = ["equality_axioms"]


def equality_axioms(clauses: Iterable[Clause]) -> Iterator[Clause]:
    """The axioms that ``clauses`` need; none when no equation occurs in them."""
    listed = tuple(clauses)
    atoms = [literal.atom for clause in listed for literal in clause.literals]
    equated = dict.fromkeys(a.left.sort for a in atoms if isinstance(a, Equality))
    used = dict.fromkeys(symbol for atom in atoms for symbol in symbols(atom))
    if not equated:
        return
    # A function of equated things gives equated things: f(a) = f(b) may be asked for.
    for symbol in used:
        if isinstance(symbol, FunctionSymbol) and any(s in equated for s in symbol.argument_sorts):
            equated.setdefault(symbol.sort)
    for sort in equated:
        yield from _sort_axioms(sort)
    for symbol in used:
        if any(sort in equated for sort in symbol.argument_sorts):
            yield _congruence(symbol, equated)


def _sort_axioms(sort: Sort) -> Iterator[Clause]:
    x, y, z = (Variable(name, sort) for name in "xyz")
    yield Clause((Literal(True, Equality(x, x)),))
    steps = (Literal(False, Equality(x, y)), Literal(False, Equality(y, z)))
    yield Clause((*steps, Literal(True, Equality(x, z))))


def _congruence(symbol: FunctionSymbol | PredicateSymbol, equated: Iterable[Sort]) -> Clause:
    """Equal arguments give equal results, or the same truth value."""
    sorts = frozenset(equated)
    left: list[Term] = []
    right: list[Term] = []
    conditions: list[Literal] = []
    for number, sort in enumerate(symbol.argument_sorts):
        left.append(Variable(f"x{number}", sort))
        right.append(Variable(f"y{number}", sort) if sort in sorts else left[-1])
        if sort in sorts:
            conditions.append(Literal(False, Equality(left[-1], right[-1])))
    if isinstance(symbol, FunctionSymbol):
        results = Application(symbol, tuple(left)), Application(symbol, tuple(right))
        return Clause((*conditions, Literal(True, Equality(*results))))
    before, after = Atom(symbol, tuple(left)), Atom(symbol, tuple(right))
    return Clause((Literal(False, before), *conditions, Literal(True, after)))
