"""Redundancy: which clauses need not be kept.

A clause C *subsumes* D when some instance of C is contained in D: then D is weaker and can
go.  Matching is by backtracking over literals (Robinson 1965), after a cheap test on the
kinds of literals that occur.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from prover.logic.clause import Clause, Literal
from prover.logic.syntax import Atom, Equality, PredicateSymbol
from prover.logic.unify import Bindings, match_atoms

__all__ = ["Shape", "shape_of", "shapes_of", "subsumes"]

Shape = tuple[bool, PredicateSymbol | None]
"""Sign and predicate of a literal; equations have no predicate."""


def shape_of(literal: Literal) -> Shape:
    """The sign and predicate of ``literal``."""
    atom = literal.atom
    return literal.positive, atom.predicate if isinstance(atom, Atom) else None


def shapes_of(clause: Clause) -> Counter[Shape]:
    """How often each shape occurs in ``clause``."""
    return Counter(shape_of(literal) for literal in clause.literals)


def subsumes(general: Clause, specific: Clause) -> bool:
    """True when an instance of ``general`` is a sub-multiset of ``specific``."""
    if len(general.literals) > len(specific.literals):
        return False
    return _match(list(general.literals), list(specific.literals), {})


def _match(wanted: list[Literal], available: list[Literal], bindings: Bindings) -> bool:
    if not wanted:
        return True
    literal, rest = wanted[0], wanted[1:]
    for index, candidate in enumerate(available):
        if candidate.positive == literal.positive:
            remaining = available[:index] + available[index + 1 :]
            for extended in _matches(literal, candidate, bindings):
                if _match(rest, remaining, extended):
                    return True
    return False


def _matches(literal: Literal, candidate: Literal, bindings: Bindings) -> Iterator[Bindings]:
    extended = match_atoms(literal.atom, candidate.atom, bindings)
    if extended is not None:
        yield extended
    atom = candidate.atom
    if isinstance(literal.atom, Equality) and isinstance(atom, Equality):
        extended = match_atoms(literal.atom, Equality(atom.right, atom.left), bindings)
        if extended is not None:
            yield extended
