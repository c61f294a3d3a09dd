"""Retrieval in theories of formulas: SInE's steps, and all rankings fused."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from prover.logic.reader import parse_formulas
from prover.logic.syntax import FALSE, Formula
from search.premises.postings import build_postings
from search.premises.sine import Sine
from search.premises.theory import TheoryIndex


def read(*texts: str) -> list[Formula]:
    return list(parse_formulas(list(texts)).formulas)


def test_the_rarest_symbol_triggers() -> None:
    sine = Sine(build_postings(["ac", "bc", "c", "ab"]), tolerance=1)
    assert sine.reached("a") == [[0, 3], [1, 2]]
    assert sine.reached("c") == [[2]]
    assert sine.reached("z") == []


def test_tolerance_lets_commoner_symbols_trigger() -> None:
    assert Sine(build_postings(["ac", "bc", "ab"]), tolerance=1.5).reached("c")[0] == [0, 1]


def test_what_has_no_symbols_is_always_reached() -> None:
    assert Sine(build_postings(["a", ""])).reached("z") == [[1]]


@given(st.lists(st.frozensets(st.sampled_from("abcdef"), max_size=3), max_size=12), st.text("abc"))
def test_every_step_is_new_and_in_order(symbols: list[frozenset[str]], query: str) -> None:
    steps = Sine(build_postings(symbols)).reached(query)
    found = [index for step in steps for index in step]
    assert len(found) == len(set(found))
    assert all(step == sorted(step) for step in steps)


def test_every_premise_is_ranked_once() -> None:
    index = TheoryIndex.of([*read("P(a)", "∀x (P(x) → Q(x))", "R(b)", "S(c)"), FALSE])
    assert sorted(index.ranked(read("Q(a)"))) == [0, 1, 2, 3, 4]


def test_a_theory_of_many_parts_gives_the_part_that_is_asked_about() -> None:
    parts = [
        [f"P{n}(a{n})", f"∀x (P{n}(x) → Q{n}(x))", f"∀x (Q{n}(x) → R{n}(x))"] for n in range(200)
    ]
    texts = [text for part in parts for text in part]
    Random(0).shuffle(texts)
    best = TheoryIndex.of(read(*texts)).ranked(read("R77(a77)"))[:6]
    assert {texts[index] for index in best} >= set(parts[77])
