"""Clauses of two or three literals that hold on all rows, by inclusion of sets of rows.

A clause is proposed only if no part of it holds alone: then no condition is impossible and none is
idle.  Every variable occurs at least twice, or nothing would be said of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from prover.logic.clause import Clause, Literal
from prover.logic.syntax import (
    Application,
    Atom,
    Equality,
    PredicateSymbol,
    Term,
    Variable,
)
from search.exploration.observations import Truth
from search.exploration.terms import TermSpace

__all__ = ["ClauseLimits", "clauses"]


@dataclass(frozen=True, slots=True)
class ClauseLimits:
    """Sizes, in symbols and variables.

    Attributes:
        atom: of an atom in a clause of two literals.
        small_atom: of an atom in a clause of three.
        unit: of an atom that always holds, or always fails.
        clause: of the atoms of a clause together.
        most: atoms that are combined at all, smallest first.
    """

    atom: int = 7
    small_atom: int = 4
    unit: int = 5
    clause: int = 8
    most: int = 700


@dataclass(frozen=True, slots=True)
class _Observed:
    """A literal, where it fails, and how large it is."""

    literal: Literal
    fails: int
    size: int


def clauses(
    space: TermSpace, predicates: Sequence[PredicateSymbol], limits: ClauseLimits
) -> Iterator[Clause]:
    """Clauses that hold on all data, smallest first.

    Args:
        space: has the terms, and what was observed.
        predicates: of the theory; equality comes by itself.
        limits: how large they may be.
    """
    atoms = sorted(_atoms(space, predicates, limits.atom), key=space.order.atom_key)
    known: dict[Truth, Atom | Equality] = {}
    listed: list[_Observed] = []
    found: list[tuple[int, Clause]] = []
    for atom in atoms:
        truth = space.observations.truth(atom)
        size = space.order.atom_key(atom)[0]
        if not (truth.holds and truth.fails):
            if (truth.holds or truth.fails) and size <= limits.unit:
                unit = Literal(not truth.fails, atom)
                found.append((size, Clause((unit,))))
            continue
        if truth in known:
            if size + space.order.atom_key(known[truth])[0] > limits.clause:
                continue
            found.extend(_equivalence(atom, known[truth], size))
        elif len(listed) < 2 * limits.most:
            known[truth] = atom
            listed.append(_Observed(Literal(True, atom), truth.fails, size))
            listed.append(_Observed(Literal(False, atom), truth.holds, size))
    found.extend(_pairs(listed, limits))
    found.extend(_triples([o for o in listed if o.size <= limits.small_atom], limits))
    for _, clause in sorted(found, key=lambda entry: entry[0]):
        if _speaks_of_all(clause):
            yield clause


def _atoms(
    space: TermSpace, predicates: Iterable[PredicateSymbol], most: int
) -> Iterator[Atom | Equality]:
    for predicate in predicates:
        for terms in _tuples(space, predicate.argument_sorts, most - 1):
            yield Atom(predicate, terms)
    for sort in space.pools:
        for left, right in _tuples(space, (sort, sort), most - 1):
            if space.order.is_smaller(right, left):
                yield Equality(left, right)


def _tuples(space: TermSpace, sorts: Sequence[object], most: int) -> Iterator[tuple[Term, ...]]:
    lists = [list(space.up_to(sort, most - len(sorts) + 1)) for sort in sorts]  # type: ignore[arg-type]
    for terms in product(*lists):
        if sum(space.order.size(term) for term in terms) <= most:
            yield terms


def _equivalence(
    atom: Atom | Equality, known: Atom | Equality, size: int
) -> Iterator[tuple[int, Clause]]:
    for one, other in ((atom, known), (known, atom)):
        if not _defines(one):
            yield size, Clause((Literal(False, one), Literal(True, other)))


def _pairs(listed: Sequence[_Observed], limits: ClauseLimits) -> Iterator[tuple[int, Clause]]:
    for number, one in enumerate(listed):
        fails, room = one.fails, limits.clause - one.size
        for other in listed[number + 1 :]:
            if other.size > room:
                break
            if not fails & other.fails and _is_sensible((one.literal, other.literal)):
                yield one.size + other.size, _clause(one, other)


def _triples(listed: Sequence[_Observed], limits: ClauseLimits) -> Iterator[tuple[int, Clause]]:
    for one, other in combinations(listed, 2):
        both, room = one.fails & other.fails, limits.clause - one.size - other.size
        if not both or one.literal.atom is other.literal.atom:
            continue
        for third in listed:
            if third.size > room or third is one or third is other:
                continue
            if both & third.fails or not one.fails & third.fails or not other.fails & third.fails:
                continue
            clause = _clause(one, other, third)
            if _is_sensible(clause.literals) and any(lit.positive for lit in clause.literals):
                yield one.size + other.size + third.size, clause


def _clause(*observed: _Observed) -> Clause:
    """Conditions first."""
    literals = [each.literal for each in observed]
    return Clause(tuple(sorted(literals, key=lambda literal: literal.positive)))


def _is_sensible(literals: Sequence[Literal]) -> bool:
    """Whether no condition merely gives a term a name."""
    return not any(not literal.positive and _defines(literal.atom) for literal in literals)


def _defines(atom: Atom | Equality) -> bool:
    """Whether an equation gives the value of a variable that its other side does not contain."""
    if isinstance(atom, Atom):
        return False
    return any(
        isinstance(one, Variable) and one not in other.free
        for one, other in ((atom.left, atom.right), (atom.right, atom.left))
    )


def _speaks_of_all(clause: Clause) -> bool:
    if len(clause.literals) == 1:
        return True
    counts: Counter[Variable] = Counter()
    for literal in clause.literals:
        counts.update(_variables(literal.atom))
    shared = [literal.atom.free for literal in clause.literals]
    is_connected = all(
        any(free & other for other in shared if other is not free) or not free for free in shared
    )
    return is_connected and all(count > 1 for count in counts.values())


def _variables(atom: Atom | Equality) -> Iterator[Variable]:
    sides = atom.arguments if isinstance(atom, Atom) else (atom.left, atom.right)
    stack: list[Term] = list(sides)
    while stack:
        term = stack.pop()
        if isinstance(term, Variable):
            yield term
        elif isinstance(term, Application):
            stack.extend(term.arguments)
