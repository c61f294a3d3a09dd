"""Work instead of time: what is found must not depend on what else the machine does."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from time import monotonic

__all__ = ["LOOKS", "STEPS", "Work", "WorkClock"]

LOOKS = 4_000.0
"""Looks at the clock that a saturation takes in a second, roughly."""

STEPS = 15_000.0
"""Steps that an induction takes in a second, roughly."""


@dataclass(slots=True)
class Work:
    """A count of steps, so that a part of a search may end after as many on every machine.

    A step is a term that is rewritten for the first time, or a goal that is looked at.
    """

    steps: int = 0


@dataclass(slots=True)
class WorkClock:
    """A clock for searches that goes on by one whenever it is looked at.

    A search looks at it once for every given clause and for every few that it makes, so that a
    deadline is an amount of work, the same on every machine.

    Args:
        latest: value of :func:`time.monotonic` at which all time is over.
    """

    latest: float = inf
    _looks: float = 0.0

    def __call__(self) -> float:
        """The work done so far; without end once it is too late."""
        self._looks += 1
        return inf if monotonic() >= self.latest else self._looks
