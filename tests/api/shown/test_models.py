"""Models on the terminal: tables for what is small, lists that end for what is not."""

from __future__ import annotations

from itertools import product

from rich.console import Console

from api.shown.models import model_view
from prover.answer import Witness
from prover.logic.syntax import INDIVIDUAL, FunctionSymbol, PredicateSymbol
from prover.model import FiniteModel
from prover.verdict import Verdict

ELEMENTS = tuple(f"e{n}" for n in range(5))
TIMES = FunctionSymbol("times", (INDIVIDUAL, INDIVIDUAL), INDIVIDUAL)
BETWEEN = PredicateSymbol("between", (INDIVIDUAL,) * 3)
ZERO = FunctionSymbol("zero", (), INDIVIDUAL)
NEXT = FunctionSymbol("next", (INDIVIDUAL,), INDIVIDUAL)
EVEN = PredicateSymbol("even", (INDIVIDUAL,))
LESS = PredicateSymbol("less", (INDIVIDUAL, INDIVIDUAL))
LOVES = PredicateSymbol("loves", (INDIVIDUAL, INDIVIDUAL))
RAINING = PredicateSymbol("raining", ())

MODEL = FiniteModel(
    {INDIVIDUAL: ELEMENTS},
    {
        ZERO: {(): "e0"},
        NEXT: {(e,): ELEMENTS[(n + 1) % 5] for n, e in enumerate(ELEMENTS)},
        TIMES: {
            (ELEMENTS[a], ELEMENTS[b]): ELEMENTS[a * b % 5] for a, b in product(range(5), repeat=2)
        },
    },
    {
        EVEN: frozenset({("e0",), ("e2",), ("e4",)}),
        LESS: frozenset((a, b) for a, b in product(ELEMENTS, repeat=2) if a < b),
        LOVES: frozenset({("e1", "e2")}),
        RAINING: frozenset(),
        BETWEEN: frozenset(product(ELEMENTS, repeat=3)),
    },
)


def shown(model: FiniteModel, width: int = 80) -> list[str]:
    console = Console(width=width)
    with console.capture() as captured:
        console.print(model_view(Witness(False, model), Verdict.UNCERTAIN))
    return captured.get().splitlines()


def row(lines: list[str], head: str) -> str:
    return next(line for line in lines if line.split()[:1] == [head])


def test_symbols_of_one_argument_have_a_row_each() -> None:
    lines = shown(MODEL)
    assert row(lines, "even").split()[2::2] == ["●", "·", "●", "·", "●"]
    assert row(lines, "next").split()[2::2] == ["e1", "e2", "e3", "e4", "e0"]
    assert "zero = e0" in lines


def test_a_function_of_two_arguments_is_a_table() -> None:
    lines = shown(MODEL)
    table = lines[lines.index(row(lines, "times")) :]
    assert row(table, "e3").split()[2::2] == ["e0", "e3", "e1", "e4", "e2"]


def test_relations_are_lists_while_they_are_short() -> None:
    lines = shown(MODEL)
    assert "loves: (e1, e2)" in lines
    assert "raining: false" in lines
    table = lines[lines.index(row(lines, "less")) :]
    assert row(table, "e3").split()[2::2] == ["·", "·", "·", "·", "●"]


def test_long_lists_wrap_and_end() -> None:
    lines = shown(MODEL)
    assert all(len(line) <= 80 for line in lines)
    assert " ".join(lines).count("(") < 70
    assert "… and 65 more" in " ".join(lines)


def test_many_elements_have_no_tables() -> None:
    elements = tuple(f"thing{n}" for n in range(300))
    model = FiniteModel(
        {INDIVIDUAL: elements},
        {NEXT: {(e,): elements[0] for e in elements}},
        {EVEN: frozenset((e,) for e in elements[::2]), RAINING: frozenset({()})},
    )
    lines = shown(model)
    assert len(lines) < 60
    assert lines[1].startswith("300 elements: thing0, thing1")
    assert any(line.startswith("even: thing0, thing10") for line in lines)
    assert any(line.startswith("next: (thing0) = thing0") for line in lines)
