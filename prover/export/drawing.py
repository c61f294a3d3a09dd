"""The proof graph as boxes and curves with coordinates, ready for a template."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from prover.answer import Answer
from prover.export.layout import Layout, Point, lay_out
from prover.export.prose import Kind, Line, spoken
from prover.export.wrapping import wrapped
from prover.graph import CLAIM, Role, layers, node_of, provenance_graph, supporting
from prover.logic.printers import to_unicode

__all__ = ["BOX_WIDTH", "Box", "Curve", "Drawing", "Sketch", "Text", "draw", "drawing_of", "texts"]

BOX_WIDTH = 212.0
_PADDING = 14.0
_MARGIN = 24.0
_HEAD = 24.0
_MAIN, _FORMULA = (13.0, 18.0), (11.0, 16.0)
_PORT = 14.0
_BESIDE: Point = (16.0, 64.0)
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
    """A node: its number in the textbook proof, its role, its place and its text.

    ``address``: the page that it leads to.  ``is_folded``: what it rests on is hidden at first.
    """

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
    address: str = ""
    is_folded: bool = False


@dataclass(frozen=True, slots=True)
class Curve:
    """An edge between two boxes, as SVG path data."""

    start: int
    end: int
    path: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """The whole graph; lines lead downwards, or to the right where it ``is_sideways``."""

    boxes: tuple[Box, ...]
    curves: tuple[Curve, ...]
    width: float
    height: float
    roles: tuple[tuple[Role, str], ...]
    is_sideways: bool = False


@dataclass(frozen=True, slots=True)
class Sketch:
    """A box before it is placed.

    Attributes:
        number: what it is called by.
        role: how it looks.
        label: its role in a word.
        name: of what it stands for.
        texts: kind, line height and text of each line.
        full: all that it says, in one line.
        parents: the keys of the sketches that it rests on.
        address: the page that it leads to.
        is_folded: whether what it rests on is hidden at first.
    """

    number: int
    role: Role
    label: str
    name: str
    texts: tuple[tuple[str, float, str], ...]
    full: str
    parents: tuple[str, ...]
    address: str = ""
    is_folded: bool = False

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
        return Box(
            number=self.number,
            role=self.role,
            label=self.label,
            name=self.name,
            x=round(left, 1),
            y=round(top, 1),
            width=BOX_WIDTH,
            height=self.height,
            texts=tuple(texts),
            full=self.full,
            parents=tuple(sorted(numbers[parent] for parent in self.parents)),
            address=self.address,
            is_folded=self.is_folded,
        )


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
    return drawing_of(sketches, layers(graph), graph.edges, _LABELS)


def drawing_of(
    sketches: Mapping[str, Sketch],
    rows: Sequence[Sequence[str]],
    edges: Iterable[tuple[str, str]],
    legend: Mapping[Role, str],
    *,
    sideways: bool = False,
) -> Drawing:
    """Sketches drawn in the given ``rows``, ``edges`` leading from one to the next.

    Args:
        sketches: the boxes, by name.
        rows: which boxes stand beside each other.
        edges: between boxes of different rows.
        legend: what each role that occurs is called.
        sideways: whether rows follow each other to the right; boxes are wider than high, so
            that many beside each other need less room then.
    """
    sizes = {name: (BOX_WIDTH, sketch.height) for name, sketch in sketches.items()}
    if sideways:
        turned = {name: (height, width) for name, (width, height) in sizes.items()}
        layout = _turned(lay_out(rows, edges, turned, _BESIDE))
    else:
        layout = lay_out(rows, edges, sizes)
    numbers = {name: sketch.number for name, sketch in sketches.items()}
    boxes = tuple(sketch.box(layout.centres[name], numbers) for name, sketch in sketches.items())
    present = {box.role for box in boxes}
    return Drawing(
        boxes=boxes,
        curves=_curves(layout, numbers, sizes, sideways),
        width=layout.width + 2 * _MARGIN,
        height=layout.height + 2 * _MARGIN,
        is_sideways=sideways,
        roles=tuple((role, legend[role]) for role in Role if role in present),
    )


def _identity(line: Line) -> str:
    if line.step is None:
        return CLAIM
    return f"{'premise' if line.step.rule.value == 'premise' else 'step'}:{line.step.name}"


def _sketch(line: Line, role: Role, parents: tuple[str, ...], english: Mapping[str, str]) -> Sketch:
    if line.step is not None:
        words = english[line.step.name]
    else:
        words = line.pieces[1].text if line.pieces[1].kind is Kind.ENGLISH else ""
    formula = to_unicode(line.formula)
    return Sketch(
        number=line.number,
        role=role,
        label=_LABELS[role],
        name=line.step.name if line.step is not None else "",
        texts=texts(words, formula),
        full=f"{words} — {formula}" if words else formula,
        parents=parents,
    )


def texts(words: str, formula: str) -> tuple[tuple[str, float, str], ...]:
    """Kind, line height and text of each line of a box that says ``words`` and ``formula``."""
    room = BOX_WIDTH - 2 * _PADDING
    if not words:
        lines = wrapped(formula, room, 11.5, 4, mono=True)
        return tuple(("formula", 18.0, line) for line in lines)
    main = [("main", _MAIN[1], line) for line in wrapped(words, room, _MAIN[0], 3)]
    below = wrapped(formula, room, _FORMULA[0], 2, mono=True)
    return (*main, *(("small", _FORMULA[1], line) for line in below))


def _turned(layout: Layout) -> Layout:
    """``layout`` with its rows as columns."""
    return Layout(
        centres={name: (y, x) for name, (x, y) in layout.centres.items()},
        routes={e: tuple((y, x) for x, y in route) for e, route in layout.routes.items()},
        width=layout.height,
        height=layout.width,
    )


def _curves(
    layout: Layout,
    numbers: Mapping[str, int],
    sizes: Mapping[str, Point],
    sideways: bool,
) -> tuple[Curve, ...]:
    """The edges, their ends spread along the boxes in the order of where they come from."""
    ends: dict[tuple[str, str], list[Point]] = {e: list(r) for e, r in layout.routes.items()}
    axis = 1 if sideways else 0
    room = {name: size[axis] for name, size in sizes.items()}
    _spread(ends, room, axis, (1, -1, -2))
    _spread(ends, room, axis, (0, 0, 1))
    path = _path_across if sideways else _path_down
    return tuple(
        Curve(numbers[edge[0]], numbers[edge[1]], path(points)) for edge, points in ends.items()
    )


def _spread(
    ends: Mapping[tuple[str, str], list[Point]],
    room: Mapping[str, float],
    axis: int,
    end: tuple[int, int, int],
) -> None:
    """Move the ends of edges apart: which box of an edge, its point there, and the next one."""
    side, own, next_ = end
    by_node: dict[str, list[tuple[str, str]]] = {}
    for edge in ends:
        by_node.setdefault(edge[side], []).append(edge)
    for name, edges in by_node.items():
        edges.sort(key=lambda edge: ends[edge][next_][axis])
        step = min(_PORT, (room[name] - 2 * _PADDING) / max(1, len(edges) - 1))
        for n, edge in enumerate(edges):
            shift = (n - (len(edges) - 1) / 2) * step
            x, y = ends[edge][own]
            ends[edge][own] = (x, y + shift) if axis else (x + shift, y)


def _path_down(points: Sequence[Point]) -> str:
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


def _path_across(points: Sequence[Point]) -> str:
    (x, y), *rest = [(px + _MARGIN, py + _MARGIN) for px, py in points]
    parts = [f"M{x:.1f} {y:.1f}"]
    for bx, by in rest:
        middle = (x + bx) / 2
        parts.append(f"C{middle:.1f} {y:.1f} {middle:.1f} {by:.1f} {bx:.1f} {by:.1f}")
        x, y = bx, by
    return "".join(parts)
