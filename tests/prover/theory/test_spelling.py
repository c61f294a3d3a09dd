"""What Lean calls the things of a theory."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prover.theory import Theory
from prover.theory.spelling import distinct_names, spelt
from prover.theory.vocabulary import Vocabulary
from tests.prover.export.lean.theories import (
    FOREST,
    ITEM,
    LIST,
    NAT,
    ORCHARD,
    SEQUENCES,
    THEORIES,
    TREE,
)


@pytest.mark.parametrize(
    ("name", "spelling"),
    [
        ("+", "add"),
        ("++", "append"),
        ("≤", "le"),
        ("0", "zero"),
        ("2", "n2"),
        ("+.1", "add_1"),
        ("Nat.distinct.0.S", "Nat_distinct_0_S"),
        ("left-step", "left_step"),
        ("x⁻¹", "x_inv"),
        ("σ", "sigma"),
        ("add_comm", "add_comm"),
        ("", "it"),
    ],
)
def test_names_say_about_the_same_in_ascii(name: str, spelling: str) -> None:
    assert spelt(name) == spelling


@given(st.lists(st.text(max_size=6), unique=True))
def test_any_names_are_told_apart(names: list[str]) -> None:
    found = distinct_names(names, spelt, {"add"})
    assert len(set(found.values()) | {"add"}) == len(names) + 1
    assert all(name.replace("'", "_").isidentifier() and name.isascii() for name in found.values())


@pytest.mark.parametrize("theory", THEORIES, ids=lambda theory: theory.name)
def test_a_vocabulary_names_everything_once(theory: Theory) -> None:
    names = Vocabulary.of(theory).names
    assert len(set(names.values())) == len(names)
    assert names.keys() >= {*theory.symbols, *[d.sort for d in theory.datatypes]}


def test_constants_take_what_they_rest_on() -> None:
    vocabulary = Vocabulary.of(SEQUENCES)
    called = {name: thing for thing, name in vocabulary.names.items()}
    assert vocabulary.parameters[NAT] == ()
    assert vocabulary.parameters[LIST] == (ITEM,)
    assert vocabulary.parameters[called["filter"]] == (ITEM, called["good"])
    assert vocabulary.parameters[called["append"]] == (ITEM,)


def test_mutual_types_are_a_group() -> None:
    groups = Vocabulary.of(ORCHARD).datatypes
    assert [[datatype.sort for datatype in group] for group in groups] == [[NAT], [TREE, FOREST]]
