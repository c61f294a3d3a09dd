"""The drawing: nothing overlaps, order and crossings are sensible, text stays in its box."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable
from itertools import combinations
from time import perf_counter, process_time

import pytest

from prover.export.drawing import BOX_WIDTH, Box, draw
from prover.export.lanes import Passage, lanes
from prover.export.layout import lay_out
from prover.export.prose import lines_of
from prover.export.wrapping import wrapped
from tests.prover.export.answers import ALL, long_proof, proved, tangled_proof, uncertain


def overlap(a: tuple[float, float], b: tuple[float, float], width: float, height: float) -> bool:
    return abs(a[0] - b[0]) < width and abs(a[1] - b[1]) < height


def test_nodes_do_not_overlap() -> None:
    choose = random.Random(1)
    rows = [[f"{r}.{n}" for n in range(choose.randint(1, 9))] for r in range(12)]
    edges = {
        (choose.choice(rows[a]), choose.choice(rows[b]))
        for a, b in (sorted(choose.sample(range(12), 2)) for _ in range(60))
    }
    sizes = {name: (100.0, 40.0) for row in rows for name in row}
    layout = lay_out(rows, edges, sizes)
    assert set(layout.centres) == set(sizes)
    assert not any(overlap(a, b, 100, 40) for a, b in combinations(layout.centres.values(), 2))
    assert all(
        x - 50 + 1e-6 >= 0 and x + 50 <= layout.width + 1e-6 for x, _ in layout.centres.values()
    )
    assert set(layout.routes) == edges


def test_edges_that_need_not_cross_do_not() -> None:
    rows = [["a", "b", "c"], ["z", "y", "x"]]
    layout = lay_out(
        rows, [("a", "x"), ("b", "y"), ("c", "z")], dict.fromkeys("abcxyz", (10.0, 10.0))
    )
    across = {name: point[0] for name, point in layout.centres.items()}
    assert (across["a"] < across["b"]) == (across["x"] < across["y"])
    assert (across["b"] < across["c"]) == (across["y"] < across["z"])


def test_a_chain_is_drawn_straight() -> None:
    rows = [["a", "p"], ["b", "q"], ["c", "r"], ["d"]]
    edges = [("a", "b"), ("p", "b"), ("b", "c"), ("q", "c"), ("c", "d"), ("r", "d")]
    layout = lay_out(rows, edges, {n: (10.0, 10.0) for row in rows for n in row})
    places = [layout.centres[n][0] for n in "bcd"]
    assert max(places) - min(places) < 1


def test_an_empty_graph_has_no_extent() -> None:
    layout = lay_out([], [], {})
    assert (layout.width, layout.height) == (0, 0)


@pytest.mark.parametrize(
    "text", ["", "word", "a b c d e f g " * 30, "x" * 500, "P(" * 90, "名前" * 80]
)
@pytest.mark.parametrize("mono", [False, True])
def test_wrapped_text_keeps_its_limits(text: str, mono: bool) -> None:
    lines = wrapped(text, 180, 12, 3, mono=mono)
    assert len(lines) <= 3
    if mono:
        assert all(len(line) * 12 * 0.62 <= 180 for line in lines)
    whole = "".join(lines).replace(" ", "")
    assert whole.endswith("…") or whole == text.replace(" ", "")


@pytest.mark.parametrize("name", ALL)
def test_every_line_of_the_proof_has_its_box(name: str) -> None:
    answer = ALL[name]()
    lines = lines_of(answer)
    drawing = draw(answer, lines)
    if drawing is None:
        assert answer.proof is None
        return
    assert [box.number for box in drawing.boxes] == [line.number for line in lines]
    inside = (b.x >= 0 and b.x + BOX_WIDTH <= drawing.width for b in drawing.boxes)
    assert all(inside)
    edges = {(curve.start, curve.end) for curve in drawing.curves}
    assert edges == {(parent, b.number) for b in drawing.boxes for parent in b.parents}


def test_models_alone_have_no_drawing() -> None:
    assert draw(uncertain(), ()) is None


def boxes_on(path: str, boxes: Iterable[Box]) -> list[int]:
    """Numbers of the boxes that the straight parts of ``path`` run over."""
    found, x, y = [], 0.0, 0.0
    for letter, numbers in re.findall(r"([MCV])([^MCV]*)", path):
        *_, last = values = [float(number) for number in numbers.split()]
        if letter == "V":
            found += [
                b.number
                for b in boxes
                if b.x < x < b.x + b.width and max(y, b.y) + 1 < min(last, b.y + b.height)
            ]
        else:
            x = values[-2]
        y = last
    return found


def test_the_longest_edges_run_beside_the_boxes() -> None:
    answer = tangled_proof(300, 40)
    drawing = draw(answer, lines_of(answer))
    assert drawing is not None
    assert {(c.start, c.end) for c in drawing.curves} == {
        (parent, box.number) for box in drawing.boxes for parent in box.parents
    }
    assert max(curve.path.count("C") for curve in drawing.curves) < 150
    assert not [curve for curve in drawing.curves if boxes_on(curve.path, drawing.boxes)]
    numbers = [re.findall(r"[MCV ](-?[0-9.]+)", curve.path) for curve in drawing.curves]
    assert all(float(number) >= 0 for path in numbers for number in path)


def test_lanes_nest_on_the_nearer_side() -> None:
    passages = {
        "long": Passage(1, 9, (0.0, 10.0)),
        "short": Passage(2, 4, (0.0, 10.0)),
        "other": Passage(6, 8, (-40.0, -40.0)),
    }
    found = lanes(passages, [(-50.0, 60.0)] * 10)
    assert found["other"] < -50
    assert (found["short"] < -50) == (found["long"] < -50)
    assert abs(found["short"]) < abs(found["long"])
    assert len(set(found.values())) == 3


@pytest.mark.slow
@pytest.mark.timed
@pytest.mark.parametrize("premises", [2, 200])
def test_two_thousand_tangled_steps_are_drawn_within_three_seconds(premises: int) -> None:
    answer = tangled_proof(2000 - premises, premises)
    lines = lines_of(answer)
    start = process_time()
    drawing = draw(answer, lines)
    print(f"{process_time() - start:.2f} s")
    assert drawing is not None
    assert len(drawing.boxes) == 2000
    assert process_time() - start < 3


@pytest.mark.timed
def test_two_hundred_steps_are_drawn_fast() -> None:
    answer = long_proof(100)
    start = perf_counter()
    drawing = draw(answer, lines_of(answer))
    assert drawing is not None
    assert len(drawing.boxes) == 201
    assert perf_counter() - start < 2


def test_numbers_in_the_drawing_are_those_of_the_proof() -> None:
    lines = lines_of(proved())
    assert [line.text for line in lines] == [
        "Every cat is an animal. (given)",
        "Tom is a cat. (given)",
        "Tom is an animal, because every cat is an animal and Tom is a cat (1, 2).",
    ]
