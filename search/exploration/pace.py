"""Work instead of time: what is found must not depend on what else the machine does."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import inf
from time import monotonic, thread_time

__all__ = ["Pace", "WorkClock"]

_MOST = 10.0
_SHORTEST = 0.05
"""Seconds of work below which nothing is concluded."""


@dataclass(slots=True)
class Pace:
    """Turns seconds of work into deadlines, so that results depend less on the load."""

    _wall: float = field(default_factory=monotonic)
    _work: float = field(default_factory=thread_time)
    _factor: float = 1.0

    def deadline(self, seconds: float) -> float:
        """Value of :func:`time.monotonic` when so many seconds of work will have been done."""
        wall, work = monotonic(), thread_time()
        if work - self._work >= _SHORTEST:
            self._factor = min(_MOST, max(1.0, (wall - self._wall) / (work - self._work)))
            self._wall, self._work = wall, work
        return wall + seconds * self._factor


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
