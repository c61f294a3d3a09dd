"""Watching a question on its way to an answer: what has been reached, told from where it happens.

A watcher is told about stages and, while one lasts, now and then how far it is.  What it does
takes time from the answer, so it should be quick; an error that it raises ends the work.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import inf

__all__ = [
    "AskingLean",
    "Checking",
    "Consistency",
    "Event",
    "Exploring",
    "Pulse",
    "Searching",
    "Watch",
    "ignore",
]


@dataclass(frozen=True, slots=True)
class Consistency:
    """Whether a model of the premises was found; without one they may contradict each other."""

    model: bool


@dataclass(frozen=True, slots=True)
class Searching:
    """How far the search is.

    Attributes:
        what: ``models``, ``chaining`` or ``saturation``.
        clauses: made so far: ground instances, facts, or clauses.
        kept: how many of them were worth keeping.
    """

    what: str
    clauses: int
    kept: int


@dataclass(frozen=True, slots=True)
class Checking:
    """How many of the steps, or formulas, of the evidence have been looked at."""

    step: int
    steps: int


@dataclass(frozen=True, slots=True)
class AskingLean:
    """The Lean kernel was asked: ``accepted`` is ``None`` until it has answered."""

    accepted: bool | None = None


@dataclass(frozen=True, slots=True)
class Exploring:
    """How far the exploration of a theory is.

    Attributes:
        enumerated: statements that were looked at.
        refuted: of these, by data or by a model.
        proved: theorems so far.
        open: statements that were neither proved nor refuted so far.
    """

    enumerated: int
    refuted: int
    proved: int
    open: int


Event = Consistency | Searching | Checking | AskingLean | Exploring
Watch = Callable[[Event], None]


def ignore(event: Event) -> None:
    """The watcher that nobody has asked for."""


@dataclass(slots=True)
class Pulse:
    """Says when a watcher is to be told again, so that loops lose no time over it.

    A loop compares :attr:`due` with the clock, which it reads for its deadline anyway.

    Args:
        watch: is told.
        interval: seconds between two events.

    Attributes:
        due: value of :func:`time.monotonic` from which on the next event is wanted.
    """

    watch: Watch = ignore
    interval: float = 0.1
    due: float = 0.0

    def __post_init__(self) -> None:
        if self.watch is ignore:
            self.due = inf

    def tell(self, now: float, event: Event) -> None:
        """Tell the watcher, and let it be until the interval is over."""
        self.watch(event)
        self.due = now + self.interval
