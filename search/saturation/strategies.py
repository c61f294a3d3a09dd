"""Strategies: what one search does its own way, and which are tried for how long."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from prover.logic.clause import Clause
from prover.logic.syntax import Atom, Equality
from search.saturation.encoding import Ordering, Precedence
from search.saturation.evaluation import Preference, Queue, Weighing
from search.saturation.selection import Selection

__all__ = [
    "BY_CASES",
    "QUICK",
    "SCHEDULE",
    "Instantiation",
    "Reach",
    "Slice",
    "Strategy",
    "schedule_for",
]


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a selection of clauses goes.

    Attributes:
        tolerance: how many times as frequent as a source's rarest symbol one may be to reach it.
        steps: how many times what is reached reaches further sources.
    """

    tolerance: float
    steps: int


@dataclass(frozen=True, slots=True)
class Strategy:
    """The choices of one search.

    Attributes:
        selection: which negative literals are selected.
        queues: the orders in which clauses are taken.
        ordering: on terms.
        precedence: on symbols.
        goal_bonus: what a symbol that the negated claim lacks costs more in evaluation.
        reach: how far the relevant clauses reach, if only these are searched.
        extensionality: whether there is extensionality resolution.
        eager: whether unit clauses simplify as soon as they are made.
    """

    selection: Selection
    queues: tuple[Queue, ...]
    ordering: Ordering = Ordering.KNUTH_BENDIX
    precedence: Precedence = Precedence.RARE
    goal_bonus: int = 1
    reach: Reach | None = None
    extensionality: bool = False
    eager: bool = False


@dataclass(frozen=True, slots=True)
class Instantiation:
    """Instances instead of inferences (:mod:`search.saturation.instantiation`)."""


@dataclass(frozen=True, slots=True)
class Slice:
    """A strategy and the part of the time that it gets."""

    strategy: Strategy | Instantiation
    share: float


GOALS_FIRST = Strategy(
    Selection.COMPLEX,
    (
        Queue(Weighing.REFINED, Preference.GOALS, 2),
        Queue(Weighing.REFINED, turns=4),
        Queue(Weighing.AGE),
    ),
)
"""Selects always, and lets what comes of the negated claim take turns with all the rest."""

EAGER = replace(GOALS_FIRST, eager=True)
"""Units are used at once."""

LESS_SELECTION = replace(
    GOALS_FIRST, selection=Selection.UNLESS_UNIQUE_MAXIMUM, extensionality=True
)
"""Where one literal is greatest, that one is used."""

NEAR = replace(LESS_SELECTION, reach=Reach(1.2, 1))
"""What the negated claim speaks of, and what defines it."""

FURTHER = replace(LESS_SELECTION, reach=Reach(1.2, 2))
"""And what that is defined by."""

BOTTOM_UP = Strategy(
    Selection.UNLESS_POSITIVE_MAXIMUM,
    (
        Queue(Weighing.REFINED, Preference.GROUND, 2),
        Queue(Weighing.REFINED, Preference.UNITS, 2),
        Queue(Weighing.AGE),
    ),
    precedence=Precedence.FREQUENT,
)
"""Facts first."""

GOAL_SYMBOLS = Strategy(
    Selection.COMPLEX,
    (
        Queue(Weighing.SYMBOLS, Preference.OTHERS),
        Queue(Weighing.SYMBOLS, Preference.GOALS, 5),
        Queue(Weighing.AGE),
    ),
    goal_bonus=4,
)
"""Symbols that the negated claim lacks cost three times as much."""

ARITY = Strategy(
    Selection.COMPLEX,
    (Queue(Weighing.SYMBOLS, turns=8), Queue(Weighing.AGE, turns=2)),
    precedence=Precedence.ARITY,
    eager=True,
)
"""Plain symbol counting."""

UNSELECTED = Strategy(
    Selection.NOTHING,
    (
        Queue(Weighing.REFINED, Preference.GOALS, 3),
        Queue(Weighing.SYMBOLS, turns=3),
        Queue(Weighing.AGE),
    ),
    goal_bonus=2,
)
"""The order alone decides what is inferred."""

PATH_ORDER = replace(
    ARITY, ordering=Ordering.LEXICOGRAPHIC_PATH, selection=Selection.UNLESS_UNIQUE_MAXIMUM
)
"""Definitions are unfolded: a symbol of more arguments is greater than any term without it."""

SCHEDULE: tuple[Slice, ...] = (
    Slice(EAGER, 0.07),
    Slice(NEAR, 0.06),
    Slice(FURTHER, 0.14),
    Slice(LESS_SELECTION, 0.17),
    Slice(GOAL_SYMBOLS, 0.11),
    Slice(ARITY, 0.165),
    Slice(Instantiation(), 0.04),
    Slice(UNSELECTED, 0.08),
    Slice(GOALS_FIRST, 0.125),
    Slice(BOTTOM_UP, 0.02),
    Slice(PATH_ORDER, 0.02),
)
"""For any problem, in this order: proofs that are found at all are mostly found soon."""

QUICK: tuple[Slice, ...] = (Slice(EAGER, 0.7), Slice(NEAR, 0.3))
"""For a first look at a problem: dividing a tenth of a second further finds less."""

BY_CASES: tuple[Slice, ...] = (
    Slice(GOALS_FIRST, 0.1),
    Slice(Instantiation(), 0.5),
    Slice(LESS_SELECTION, 0.2),
    Slice(GOAL_SYMBOLS, 0.2),
)
"""For clauses without functions and equality, whose difficulty is in their cases."""


def schedule_for(clauses: Sequence[Clause]) -> tuple[Slice, ...]:
    """The schedule for a problem: by cases where there are no terms to speak of."""
    plain = all(_is_plain(literal.atom) for clause in clauses for literal in clause.literals)
    horn = all(sum(each.positive for each in clause.literals) <= 1 for clause in clauses)
    return BY_CASES if plain and not horn else SCHEDULE


def _is_plain(atom: Atom | Equality) -> bool:
    """Whether an atom is no equation and has only variables and constants in it."""
    return isinstance(atom, Atom) and all(not argument.children for argument in atom.arguments)
