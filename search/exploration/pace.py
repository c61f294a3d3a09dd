"""How long a second of work takes while other processes have the machine, too."""

from __future__ import annotations

from dataclasses import dataclass, field
from time import monotonic, process_time

__all__ = ["Pace"]

_MOST = 10.0
_SHORTEST = 0.05
"""Seconds of work below which nothing is concluded."""


@dataclass(slots=True)
class Pace:
    """Turns seconds of work into deadlines, so that results depend less on the load."""

    _wall: float = field(default_factory=monotonic)
    _work: float = field(default_factory=process_time)
    _factor: float = 1.0

    def deadline(self, seconds: float) -> float:
        """Value of :func:`time.monotonic` when so many seconds of work will have been done."""
        wall, work = monotonic(), process_time()
        if work - self._work >= _SHORTEST:
            self._factor = min(_MOST, max(1.0, (wall - self._wall) / (work - self._work)))
            self._wall, self._work = wall, work
        return wall + seconds * self._factor
