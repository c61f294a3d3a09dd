"""Conditions of one pattern: of ``if`` and ``otherwise``, exactly one may hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import assert_never

from prover.logic.syntax import (
    And,
    Atom,
    Equality,
    Exists,
    ForAll,
    Formula,
    Iff,
    Implies,
    Not,
    Or,
    TruthValue,
    Xor,
)
from prover.logic.walk import nodes

__all__ = ["can_hold", "truths"]

_MOST_ATOMS = 8


def can_hold(formulas: Sequence[Formula]) -> bool:
    """Whether all of ``formulas`` may hold at once, as far as their connectives say.

    What atoms mean is not looked at; of formulas with more than eight atoms anything is
    taken to be possible.
    """
    return any(all(row) for row in truths(formulas))


def truths(formulas: Sequence[Formula]) -> Iterator[tuple[bool, ...]]:
    """The rows of the truth table of quantifier-free ``formulas``."""
    atoms = {n: None for f in formulas for n in nodes(f) if isinstance(n, Atom | Equality)}
    if len(atoms) > _MOST_ATOMS:
        yield (True,) * len(formulas)
        return
    for values in product((True, False), repeat=len(atoms)):
        row = dict(zip(atoms, values, strict=True))
        yield tuple(_truth(formula, row) for formula in formulas)


def _truth(formula: Formula, row: Mapping[Atom | Equality, bool]) -> bool:
    match formula:
        case Atom() | Equality():
            return row[formula]
        case TruthValue(value=value):
            return value
        case Not(body=body):
            return not _truth(body, row)
        case And(parts=parts):
            return all(_truth(part, row) for part in parts)
        case Or(parts=parts):
            return any(_truth(part, row) for part in parts)
        case Implies(left=left, right=right):
            return not _truth(left, row) or _truth(right, row)
        case Iff(left=left, right=right):
            return _truth(left, row) is _truth(right, row)
        case Xor(left=left, right=right):
            return _truth(left, row) is not _truth(right, row)
        case ForAll() | Exists():
            raise ValueError("a condition has no quantifiers")
        case _:
            assert_never(formula)
