"""The shape of a literal: its sign and its predicate, by which literals are looked up."""

from __future__ import annotations

from prover.logic.clause import Literal
from prover.logic.syntax import Atom, PredicateSymbol

__all__ = ["Shape", "shape_of"]

Shape = tuple[bool, PredicateSymbol | None]
"""Sign and predicate of a literal; equations have no predicate."""


def shape_of(literal: Literal) -> Shape:
    """The sign and predicate of ``literal``."""
    atom = literal.atom
    return literal.positive, atom.predicate if isinstance(atom, Atom) else None
