"""Lanes for edges that pass many layers: they run beside the drawing, not through it.

All far uses of one node share a lane, as the wires of a bus do.  Short lanes are laid first,
each just outside of what already stands in the layers it passes, so that they nest.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

__all__ = ["Passage", "lanes"]

_STEP = 12.0
_MOST = 1600.0
"""How wide all lanes of a side may be together; where there are many, they are closer."""

_CLEARANCE = 16.0


@dataclass(frozen=True, slots=True)
class Passage:
    """What a lane has to pass: the layers from ``first`` to ``last``, between its ``ends``.

    ``ends`` are the places, from left to right, of the nodes that it joins.
    """

    first: int
    last: int
    ends: tuple[float, ...]


def lanes(
    passages: Mapping[str, Passage], extents: Sequence[tuple[float, float]]
) -> dict[str, float]:
    """Where each passage runs down: on the side that is less of a detour.

    Args:
        passages: what is to be passed, by the name of the lane.
        extents: the left and right end of what stands in each layer.
    """
    step = min(_STEP, _MOST / max(1, len(passages)))
    left = [start - _CLEARANCE for start, _ in extents]
    right = [end + _CLEARANCE for _, end in extents]
    found: dict[str, float] = {}
    for name, passage in sorted(passages.items(), key=lambda item: item[1].last - item[1].first):
        rows = slice(passage.first, passage.last + 1)
        count = passage.last + 1 - passage.first
        west, east = min(left[rows]), max(right[rows])
        if _detour(passage, west) < _detour(passage, east):
            found[name], left[rows] = west, [west - step] * count
        else:
            found[name], right[rows] = east, [east + step] * count
    return found


def _detour(passage: Passage, lane: float) -> float:
    return sum(abs(end - lane) for end in passage.ends)
