"""The proof graph as boxes and curves with coordinates, ready for a template.

Text is wrapped here, with cautious estimates of its width, because SVG does not wrap.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from prover.answer import Answer
from prover.export.layout import Layout, Point, lay_out
from prover.export.prose import Kind, Line, spoken
from prover.graph import CLAIM, Role, layers, node_of, provenance_graph, supporting
from prover.logic.printers import to_unicode

__all__ = ["Box", "Curve", "Drawing", "Text", "draw", "wrapped"]

BOX_WIDTH = 212.0
_PADDING = 14.0
_MARGIN = 24.0
_HEAD = 24.0
_MAIN, _FORMULA = (13.0, 18.0), (11.0, 16.0)
_PORT = 14.0
_BREAKS = re.compile(r"(?<=[(,_-])|(?<=[a-z0-9])(?=[A-Z(])")

_LABELS: Mapping[Role, str] = {
    Role.PREMISE: "given",
    Role.PRESUPPOSITION: "taken for granted",
    Role.ASSUMPTION: "assumed",
    Role.DERIVED: "derived",
    Role.SKOLEM: "named",
    Role.DEFINITION: "abbreviated",
    Role.CLAIM: "claim",
    Role.CONTRADICTION: "contradiction",
    Role.SENTENCE: "sentence",
}


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text in a box."""

    kind: str
    x: float
    y: float
    text: str


@dataclass(frozen=True, slots=True)
class Box:
    """A node: its number in the textbook proof, its role, its place and its text."""

    number: int
    role: Role
    label: str
    name: str
    x: float
    y: float
    width: float
    height: float
    texts: tuple[Text, ...]
    full: str
    parents: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Curve:
    """An edge between two boxes, as SVG path data."""

    start: int
    end: int
    path: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """The whole graph."""

    boxes: tuple[Box, ...]
    curves: tuple[Curve, ...]
    width: float
    height: float
    roles: tuple[tuple[Role, str], ...]


def draw(answer: Answer, lines: Sequence[Line]) -> Drawing | None:
    """The graph of the proof of ``answer``; ``None`` when there is none."""
    if answer.proof is None:
        return None
    graph = supporting(provenance_graph(answer), sentences=False)
    english, sketches = spoken(answer), {}
    for line in lines:
        identity = _identity(line)
        role, parents = node_of(graph, identity).role, tuple(graph.predecessors(identity))
        sketches[identity] = _sketch(line, role, parents, english)
    sizes = {name: (BOX_WIDTH, sketch.height) for name, sketch in sketches.items()}
    layout = lay_out(layers(graph), graph.edges, sizes)
    numbers = {name: sketch.line.number for name, sketch in sketches.items()}
    boxes = tuple(sketch.box(layout.centres[name], numbers) for name, sketch in sketches.items())
    present = {box.role for box in boxes}
    return Drawing(
        boxes=boxes,
        curves=_curves(layout, numbers),
        width=layout.width + 2 * _MARGIN,
        height=layout.height + 2 * _MARGIN,
        roles=tuple((role, _LABELS[role]) for role in Role if role in present),
    )


def _identity(line: Line) -> str:
    if line.step is None:
        return CLAIM
    return f"{'premise' if line.step.rule.value == 'premise' else 'step'}:{line.step.name}"


@dataclass(frozen=True, slots=True)
class _Sketch:
    """A box before it is placed; ``texts`` has kind, line height and text of each line."""

    line: Line
    role: Role
    parents: tuple[str, ...]
    formula: str
    words: str
    texts: tuple[tuple[str, float, str], ...]

    @property
    def height(self) -> float:
        """Height of the box."""
        return _HEAD + sum(height for _, height, _ in self.texts) + _PADDING

    def box(self, centre: Point, numbers: Mapping[str, int]) -> Box:
        """The box at its place."""
        left = centre[0] - BOX_WIDTH / 2 + _MARGIN
        top = centre[1] - self.height / 2 + _MARGIN
        texts, y = [], top + _HEAD
        for kind, height, text in self.texts:
            y += height
            texts.append(Text(kind, round(left + _PADDING, 1), round(y - 2, 1), text))
        name = self.line.step.name if self.line.step is not None else ""
        return Box(
            number=self.line.number,
            role=self.role,
            label=_LABELS[self.role],
            name=name,
            x=round(left, 1),
            y=round(top, 1),
            width=BOX_WIDTH,
            height=self.height,
            texts=tuple(texts),
            full=f"{self.words} — {self.formula}" if self.words else self.formula,
            parents=tuple(sorted(numbers[parent] for parent in self.parents)),
        )


def _sketch(
    line: Line, role: Role, parents: tuple[str, ...], english: Mapping[str, str]
) -> _Sketch:
    if line.step is not None:
        words = english[line.step.name]
    else:
        words = line.pieces[1].text if line.pieces[1].kind is Kind.ENGLISH else ""
    formula = to_unicode(line.formula)
    return _Sketch(line, role, parents, formula, words, _texts(words, formula))


def _texts(words: str, formula: str) -> tuple[tuple[str, float, str], ...]:
    """Kind, line height and text of each line of a box."""
    room = BOX_WIDTH - 2 * _PADDING
    if not words:
        lines = wrapped(formula, room, 11.5, 4, mono=True)
        return tuple(("formula", 18.0, line) for line in lines)
    main = [("main", _MAIN[1], line) for line in wrapped(words, room, _MAIN[0], 3)]
    below = wrapped(formula, room, _FORMULA[0], 2, mono=True)
    return (*main, *(("small", _FORMULA[1], line) for line in below))


def _curves(layout: Layout, numbers: Mapping[str, int]) -> tuple[Curve, ...]:
    """The edges, their ends spread along the boxes in the order of where they come from."""
    ends: dict[tuple[str, str], list[Point]] = {e: list(r) for e, r in layout.routes.items()}
    _spread(ends, 1, -1, -2)
    _spread(ends, 0, 0, 1)
    return tuple(
        Curve(numbers[edge[0]], numbers[edge[1]], _path(points)) for edge, points in ends.items()
    )


def _spread(ends: Mapping[tuple[str, str], list[Point]], side: int, own: int, next_: int) -> None:
    by_node: dict[str, list[tuple[str, str]]] = {}
    for edge in ends:
        by_node.setdefault(edge[side], []).append(edge)
    for edges in by_node.values():
        edges.sort(key=lambda edge: ends[edge][next_][0])
        step = min(_PORT, (BOX_WIDTH - 4 * _PADDING) / max(1, len(edges) - 1))
        for n, edge in enumerate(edges):
            x, y = ends[edge][own]
            ends[edge][own] = (x + (n - (len(edges) - 1) / 2) * step, y)


def _path(points: Sequence[Point]) -> str:
    (x, y), *rest = [(px + _MARGIN, py + _MARGIN) for px, py in points]
    parts = [f"M{x:.1f} {y:.1f}"]
    for bx, by in rest:
        if bx == x:
            parts.append(f"V{by:.1f}")
        else:
            middle = (y + by) / 2
            parts.append(f"C{x:.1f} {middle:.1f} {bx:.1f} {middle:.1f} {bx:.1f} {by:.1f}")
        x, y = bx, by
    return "".join(parts)


def wrapped(
    text: str, width: float, size: float, limit: int, *, mono: bool = False
) -> tuple[str, ...]:
    """``text`` in at most ``limit`` lines of ``width`` pixels, cut with an ellipsis."""
    lines: list[str] = [""]
    for word in _words(text):
        for n, piece in enumerate(_pieces(word, width, size, mono)):
            joined = lines[-1] + piece if n else f"{lines[-1]} {piece}".strip()
            if _extent(joined, size, mono) <= width:
                lines[-1] = joined
            else:
                lines.append(piece)
    lines = [line for line in lines if line]
    if len(lines) <= limit:
        return tuple(lines)
    last = lines[limit - 1]
    while last and _extent(f"{last}…", size, mono) > width:
        last = last[:-1]
    return (*lines[: limit - 1], f"{last.rstrip()}…")


def _words(text: str) -> list[str]:
    return text[:2000].split()


def _pieces(word: str, width: float, size: float, mono: bool) -> Iterable[str]:
    """A word, in several pieces where it is wider than a line."""
    if _extent(word, size, mono) <= width:
        return (word,)
    fits = max(1, int(len(word) * width / _extent(word, size, mono)) - 1)
    chunks = _BREAKS.split(word)
    return [chunk[i : i + fits] for chunk in chunks for i in range(0, len(chunk), fits)]


def _extent(text: str, size: float, mono: bool) -> float:
    """About how wide ``text`` is: rather too wide than too narrow."""
    if mono:
        return len(text) * size * 0.62
    return sum(_letter(c) for c in text) * size


def _letter(character: str) -> float:
    if character in "iljtfrI.,;:'!|() -":
        return 0.36
    if character in "mwMW@%":
        return 0.9
    if character.isupper():
        return 0.72
    return 0.58 if character.isascii() else 1.0
