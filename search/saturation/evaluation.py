"""Clause evaluation: which unprocessed clause looks most promising.

Several queues order the same clauses by different heuristics and take turns (McCune's Otter:
one by age for each so many by weight; Schulz and Möhrmann, "Performance of Clause Selection
Heuristics for Saturation-Based Theorem Proving", 2016: a few symbol-counting queues, goals
preferred, with some first-in-first-out do best).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from search.saturation.clauses import Clause, Literal

__all__ = ["Preference", "Queue", "Weighing", "evaluate"]


class Preference(StrEnum):
    """Which clauses come first whatever they weigh."""

    NONE = "none"
    GOALS = "goals"
    OTHERS = "others"
    """Clauses that the negated claim has no part in."""
    UNITS = "units"
    GROUND = "ground"
    NEGATIVE = "negative"
    """Clauses of negative literals only, which is what goals of Horn clauses are."""


class Weighing(StrEnum):
    """How heavy a clause is."""

    AGE = "age"
    SYMBOLS = "symbols"
    """The sum of the costs of its symbols."""
    REFINED = "refined"
    """Maximal sides and positive literals cost more."""


@dataclass(frozen=True, slots=True)
class Queue:
    """One order of the unprocessed clauses and how many are taken from it a turn."""

    weighing: Weighing
    preference: Preference = Preference.NONE
    turns: int = 1


_CLASS = 1e9
"""More than any clause weighs."""


def evaluate(clause: Clause, queue: Queue) -> float:
    """Where ``clause`` stands in ``queue``; the least comes first."""
    weighing = queue.weighing
    if weighing is Weighing.AGE:
        value = float(clause.number)
    elif weighing is Weighing.SYMBOLS:
        value = float(clause.cost)
    else:
        value = _refined(clause)
    return value if _is_preferred(clause, queue.preference) else value + _CLASS


def _refined(clause: Clause) -> float:
    value = 0.0
    for literal in clause.literals:
        value += _refined_literal(literal)
    return value


def _refined_literal(literal: Literal) -> float:
    value = literal.left.cost * 1.5
    if not literal.predicate:
        value += literal.right.cost * (1.0 if literal.oriented else 1.5)
    return value * 1.3 if literal.positive else value


def _is_preferred(clause: Clause, preference: Preference) -> bool:
    if preference is Preference.NONE:
        return True
    if preference is Preference.GOALS:
        return clause.goal
    if preference is Preference.OTHERS:
        return not clause.goal
    if preference is Preference.UNITS:
        return len(clause.literals) == 1
    if preference is Preference.GROUND:
        return all([literal.ground for literal in clause.literals])
    return not any([literal.positive for literal in clause.literals])
