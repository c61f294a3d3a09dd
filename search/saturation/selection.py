"""Literal selection: which negative literal of a clause, if any, is to be resolved first.

A clause with a selected negative literal takes part in inferences by that literal alone; any
choice keeps superposition complete (Bachmair and Ganzinger 1994).  Choosing always amounts to
hyper-resolution: clauses with negative literals wait until positive ones have removed them.
"""

from __future__ import annotations

from enum import StrEnum

from search.saturation.clauses import Clause, Literal, LiteralBank, maximal_literals

__all__ = ["Selection", "make_eligible"]


class Selection(StrEnum):
    """Which negative literal is selected."""

    NOTHING = "nothing"
    LARGEST = "largest"
    SMALLEST = "smallest"
    COMPLEX = "complex"
    """A ground literal, else an equation with a variable side, else the largest difference."""
    UNLESS_UNIQUE_MAXIMUM = "unless-unique-maximum"
    """As ``COMPLEX``, but nothing where exactly one literal is maximal."""
    UNLESS_POSITIVE_MAXIMUM = "unless-positive-maximum"
    """The maximal negative literal that is most complex; nothing if the maximum is positive."""


def make_eligible(bank: LiteralBank, clause: Clause, selection: Selection) -> None:
    """Find out which literals of ``clause`` take part in inferences."""
    chosen = _selected(bank, clause.literals, selection)
    if chosen is not None:
        clause.selected = True
        clause.eligible = [chosen]
    else:
        clause.eligible = maximal_literals(bank, clause.literals)


def _selected(
    bank: LiteralBank, literals: tuple[Literal, ...], selection: Selection
) -> Literal | None:
    if selection is Selection.NOTHING or len(literals) == 1:
        return None
    negative = [literal for literal in literals if not literal.positive]
    if not negative:
        return None
    if selection is Selection.LARGEST:
        return max(negative, key=_cost)
    if selection is Selection.SMALLEST:
        return min(negative, key=_cost)
    if selection is Selection.COMPLEX:
        return _complex(negative)
    maximal = maximal_literals(bank, literals)
    if selection is Selection.UNLESS_UNIQUE_MAXIMUM:
        return None if len(maximal) == 1 else _complex(negative)
    negative = [literal for literal in maximal if not literal.positive]
    return _complex(negative) if negative else None


def _cost(literal: Literal) -> int:
    return literal.cost


def _complex(negative: list[Literal]) -> Literal:
    best, best_key = negative[0], (-1, 0, 0)
    for literal in negative:
        key = _complexity(literal)
        if key > best_key:
            best, best_key = literal, key
    return best


def _complexity(literal: Literal) -> tuple[int, int, int]:
    if literal.predicate:
        return (2 if literal.ground else 0, literal.left.cost, 0)
    variable_side = literal.left.head < 0 or literal.right.head < 0
    kind = 3 if variable_side and not literal.ground else 2 if literal.ground else 0
    return (kind, abs(literal.left.cost - literal.right.cost), literal.cost)
