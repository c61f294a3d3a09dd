"""Strategies: what one search does its own way, and which are tried for how long."""

from __future__ import annotations

from dataclasses import dataclass

from search.saturation.encoding import Ordering, Precedence
from search.saturation.evaluation import Preference, Queue, Weighing
from search.saturation.selection import Selection

__all__ = ["SCHEDULE", "Instantiation", "Slice", "Strategy"]


@dataclass(frozen=True, slots=True)
class Strategy:
    """The choices of one search.

    Attributes:
        selection: which negative literals are selected.
        queues: the orders in which clauses are taken.
        ordering: on terms.
        precedence: on symbols.
        goal_bonus: what a symbol that the negated claim lacks costs more in evaluation.
        tolerance: of the premise selection (see :mod:`search.saturation.relevance`); 0 keeps
            every premise, anything else is incomplete.
    """

    selection: Selection
    queues: tuple[Queue, ...]
    ordering: Ordering = Ordering.KNUTH_BENDIX
    precedence: Precedence = Precedence.RARE
    goal_bonus: int = 1
    tolerance: float = 0.0


@dataclass(frozen=True, slots=True)
class Instantiation:
    """Instances instead of inferences (:mod:`search.saturation.instantiation`)."""


@dataclass(frozen=True, slots=True)
class Slice:
    """A strategy and the part of the time that it gets."""

    strategy: Strategy | Instantiation
    share: float


_GOALS_FIRST = Strategy(
    Selection.COMPLEX,
    (
        Queue(Weighing.REFINED, Preference.GOALS, 2),
        Queue(Weighing.REFINED, turns=4),
        Queue(Weighing.AGE),
    ),
)

SCHEDULE: tuple[Slice, ...] = (Slice(_GOALS_FIRST, 1.0),)
"""Tried in this order."""
