"""Layered drawing of a directed acyclic graph (Sugiyama, Tagawa and Toda 1981).

1. Every node is in a layer below what it uses; an edge that passes layers gets a dummy
   in each of them.  Where that would be too many, the longest edges get none: they run
   in lanes beside the drawing (:mod:`prover.export.lanes`).
2. Within the layers, sweeps down and up sort by the barycentre of the neighbours; the
   order with the fewest crossings seen is kept.
3. Positions: every sweep asks each node to stand at the mean of its neighbours; the
   nearest positions that keep order and distance are found exactly, by pooling adjacent
   violators (isotonic regression).  Nodes without parents give way, so that the line of
   the argument runs straight and what it uses stands beside it.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from prover.export.lanes import Passage, lanes

__all__ = ["Layout", "Point", "lay_out"]

Point = tuple[float, float]
_SWEEPS = 10
_STRAIGHTENING = 14
_DUMMY_WIDTH = 14.0
_DUMMIES = 8000
"""How many dummies a drawing may have."""

_LEAF_PULL = 0.001
_STRAIGHT = 4.0


@dataclass(frozen=True, slots=True)
class Layout:
    """Where things are: centres of nodes and, for every edge, the points it passes."""

    centres: Mapping[str, Point]
    routes: Mapping[tuple[str, str], tuple[Point, ...]]
    width: float
    height: float


def lay_out(
    layers: Sequence[Sequence[str]],
    edges: Iterable[tuple[str, str]],
    sizes: Mapping[str, Point],
    gap: Point = (28.0, 52.0),
) -> Layout:
    """Place nodes of the given ``sizes`` (width, height), ``gap`` apart across and down."""
    return _Sketch([list(layer) for layer in layers], tuple(edges), sizes, gap).layout()


@dataclass(slots=True)
class _Sketch:
    """A drawing in the making; dummies are named by their edge and layer."""

    rows: list[list[str]]
    edges: tuple[tuple[str, str], ...]
    sizes: Mapping[str, Point]
    gap: Point
    layer: Mapping[str, int] = field(init=False)
    chains: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    far: dict[str, list[str]] = field(default_factory=dict)
    above: dict[str, list[str]] = field(default_factory=dict)
    below: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.layer = {name: i for i, row in enumerate(self.rows) for name in row}

    def layout(self) -> Layout:
        self._add_dummies()
        self._reduce_crossings()
        across = self._positions()
        aside = self._lanes(across)
        left = min((0.0, *aside.values()))
        across = {name: x - left for name, x in across.items()}
        aside = {name: x - left for name, x in aside.items()}
        return self._placed(across, aside)

    def _width(self, name: str) -> float:
        return self.sizes[name][0] if name in self.sizes else _DUMMY_WIDTH

    def _add_dummies(self) -> None:
        reach = self._reach()
        for upper, lower in self.edges:
            if self._span((upper, lower)) > reach:
                self.far.setdefault(upper, []).append(lower)
                continue
            chain = [upper]
            for i in range(self.layer[upper] + 1, self.layer[lower]):
                dummy = f"\0{upper}\0{lower}\0{i}"
                self.rows[i].append(dummy)
                chain.append(dummy)
            chain.append(lower)
            self.chains[upper, lower] = chain
            for a, b in pairwise(chain):
                self.below.setdefault(a, []).append(b)
                self.above.setdefault(b, []).append(a)

    def _span(self, edge: tuple[str, str]) -> int:
        return self.layer[edge[1]] - self.layer[edge[0]]

    def _reach(self) -> int:
        """The span of the longest edges that get dummies: as many as there may be."""
        left, reach = _DUMMIES, 1
        for span, edges in sorted(Counter(map(self._span, self.edges)).items()):
            left -= (span - 1) * edges
            if left < 0:
                break
            reach = span
        return reach

    # --- order -------------------------------------------------------------------------

    def _reduce_crossings(self) -> None:
        best, fewest = [list(row) for row in self.rows], self._crossings()
        for sweep in range(_SWEEPS):
            if not fewest:
                break
            down = sweep % 2 == 0
            order = range(1, len(self.rows)) if down else range(len(self.rows) - 2, -1, -1)
            for i in order:
                self._sort(i, i - 1 if down else i + 1, self.above if down else self.below)
            crossings = self._crossings()
            if crossings < fewest:
                best, fewest = [list(row) for row in self.rows], crossings
        self.rows = best
        for row in self.rows:
            self._flank(row)

    def _flank(self, row: list[str]) -> None:
        """Let neighbours that serve one node only stand on both sides of what it continues.

        Nodes without parents have no edges above, so that this adds no crossing.
        """
        start = 0
        while start < len(row):
            served = self.below.get(row[start], [])
            end = start + 1
            while end < len(row) and len(served) == 1 and self.below.get(row[end]) == served:
                end += 1
            leaves = [name for name in row[start:end] if name not in self.above]
            middle = [name for name in row[start:end] if name in self.above]
            half = (len(leaves) + 1) // 2
            row[start:end] = [*leaves[:half], *middle, *leaves[half:]]
            start = end

    def _sort(self, i: int, fixed: int, neighbours: Mapping[str, list[str]]) -> None:
        place = {name: n for n, name in enumerate(self.rows[fixed])}
        own = {name: float(n) for n, name in enumerate(self.rows[i])}
        for name in self.rows[i]:
            if found := neighbours.get(name):
                own[name] = sum(place[n] for n in found) / len(found)
        self.rows[i].sort(key=own.__getitem__)

    def _crossings(self) -> int:
        """Pairs of edges that cross, counted by insertion (Barth, Mutzel and Jünger 2004)."""
        total = 0
        for upper, lower in pairwise(self.rows):
            place = {name: n for n, name in enumerate(lower)}
            seen: list[int] = []
            for name in upper:
                ends = sorted(place[n] for n in self.below.get(name, ()))
                total += sum(len(seen) - bisect_right(seen, end) for end in ends)
                for end in ends:
                    insort(seen, end)
        return total

    # --- positions ---------------------------------------------------------------------

    def _positions(self) -> dict[str, float]:
        across: dict[str, float] = {}
        for row in self.rows:
            offsets = self._offsets(row)
            middle = (offsets[-1] if offsets else 0.0) / 2
            across |= {n: x - middle for n, x in zip(row, offsets, strict=True)}
        for sweep in range(_STRAIGHTENING):
            down = sweep % 2 == 0
            both = sweep >= _STRAIGHTENING - 4
            for row in self.rows if down else self.rows[::-1]:
                self._straighten(row, across, (down or both, not down or both))
        left = min((across[n] - self._width(n) / 2 for n in across), default=0.0)
        return {name: x - left for name, x in across.items()}

    def _offsets(self, row: Sequence[str]) -> list[float]:
        """The tightest positions of a row, starting at 0."""
        offsets = [0.0] if row else []
        for a, b in pairwise(row):
            offsets.append(offsets[-1] + (self._width(a) + self._width(b)) / 2 + self.gap[0])
        return offsets

    def _straighten(
        self, row: Sequence[str], across: dict[str, float], look: tuple[bool, bool]
    ) -> None:
        wishes, weights = [], []
        for name in row:
            near = self.above.get(name, []) * look[0] + self.below.get(name, []) * look[1]
            pull = [_LEAF_PULL if n not in self.above else 1.0 for n in near]
            total = sum(across[n] * p for n, p in zip(near, pull, strict=True))
            wishes.append(total / sum(pull) if near else across[name])
            weights.append(self._weight(name) if near else _LEAF_PULL)
        offsets = self._offsets(row)
        levels = _isotonic([w - o for w, o in zip(wishes, offsets, strict=True)], weights)
        for name, level, offset in zip(row, levels, offsets, strict=True):
            across[name] = level + offset

    def _weight(self, name: str) -> float:
        """How much a node insists on its place: long edges should be straight."""
        if name not in self.sizes:
            return _STRAIGHT
        return 1.0 if name in self.above else _LEAF_PULL

    def _lanes(self, across: Mapping[str, float]) -> dict[str, float]:
        """Where the far edges of each node run down."""
        passages = {}
        for upper, lowers in self.far.items():
            last = max(self.layer[lower] for lower in lowers) - 1
            ends = tuple(sorted(across[name] for name in (upper, *lowers)))
            passages[upper] = Passage(self.layer[upper] + 1, last, ends)
        halves = [[(across[n], self._width(n) / 2) for n in row] for row in self.rows]
        extents = [
            (min((x - w for x, w in row), default=0.0), max((x + w for x, w in row), default=0.0))
            for row in halves
        ]
        return lanes(passages, extents)

    def _bands(self) -> list[Point]:
        """Top and bottom of each layer."""
        bands, y = [], 0.0
        for row in self.rows:
            height = max((self.sizes[n][1] for n in row if n in self.sizes), default=0.0)
            bands.append((y, y + height))
            y += height + self.gap[1]
        return bands

    def _placed(self, across: Mapping[str, float], aside: Mapping[str, float]) -> Layout:
        bands = self._bands()
        ends = {n: self._ends(n, bands[i]) for n, i in self.layer.items()}
        routes = {}
        for edge, chain in self.chains.items():
            upper, *dummies, lower = chain
            first = self.layer[upper] + 1
            passed = [(across[d], y) for i, d in enumerate(dummies, first) for y in bands[i]]
            way = [(across[upper], ends[upper][1]), *passed, (across[lower], ends[lower][0])]
            routes[edge] = tuple(way)
        for upper, lowers in self.far.items():
            start, lane = (across[upper], ends[upper][1]), aside[upper]
            top = (lane, bands[self.layer[upper] + 1][0])
            for lower in lowers:
                bottom = (lane, bands[self.layer[lower] - 1][1])
                routes[upper, lower] = (start, top, bottom, (across[lower], ends[lower][0]))
        centres = {n: (across[n], sum(bands[i]) / 2) for n, i in self.layer.items()}
        right = max((across[n] + self._width(n) / 2 for n in self.sizes), default=0.0)
        height = bands[-1][1] if bands else 0.0
        return Layout(centres, routes, max((right, *aside.values())), height)

    def _ends(self, name: str, band: Point) -> Point:
        """Top and bottom of a node, in the middle of its layer."""
        middle, half = sum(band) / 2, self.sizes[name][1] / 2
        return middle - half, middle + half


def _isotonic(wishes: Sequence[float], weights: Sequence[float]) -> list[float]:
    """The non-decreasing numbers nearest to ``wishes`` (weighted least squares)."""
    blocks: list[tuple[float, float, int]] = []
    for wish, weight in zip(wishes, weights, strict=True):
        mean, total, size = wish, weight, 1
        while blocks and blocks[-1][0] > mean:
            before, other, count = blocks.pop()
            mean = (mean * total + before * other) / (total + other)
            total, size = total + other, size + count
        blocks.append((mean, total, size))
    return [mean for mean, _, size in blocks for _ in range(size)]
