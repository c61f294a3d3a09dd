"""An exploration is kept in a file and gone on with."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from search.exploration import Options, State, StateError, explore
from tests.search.exploration.theories import DOUBLE, NATURALS, theory

SMALL = Options(term_size=3, attempt=0.1, second_attempt=0.1)


@pytest.fixture(scope="module")
def state() -> State:
    kept = State()
    explore(theory(NATURALS), SMALL, kept)
    return kept


def test_what_was_written_is_read_again(state: State, tmp_path: Path) -> None:
    path = tmp_path / "state.json"
    state.save(path)
    again = State.load(path)
    assert again.kept == state.kept
    assert again.findings == state.findings


def test_without_a_file_nothing_is_known(tmp_path: Path) -> None:
    assert State.load(tmp_path / "none.json").kept == ()


def test_theorems_stand_when_a_definition_is_added(state: State) -> None:
    assert len(state.kept) > 5
    assert tuple(state.theorems(theory(NATURALS, DOUBLE))) == state.kept


def test_theorems_fall_with_the_facts_they_rest_on(state: State) -> None:
    other = NATURALS.replace("x + S(y) = S(x + y)", "x + S(y) = S(S(x + y))")
    assert not any("+.2" in t.proof.premises_used for t in state.theorems(theory(other)))
    assert len(tuple(state.theorems(theory(other)))) < len(state.kept)


@pytest.mark.slow
def test_going_on_keeps_the_theorems_and_adds_new_ones(state: State) -> None:
    before = {theorem.statement for theorem in state.kept if not theorem.part_of}
    kept = State(state.findings, state.kept, state.seconds)
    found = explore(theory(NATURALS, DOUBLE), SMALL, kept)
    names = {finding.statement for finding in found.findings if finding.is_proved}
    assert {f.statement for f in state.findings if f.is_proved} <= names | before
    assert any("double" in finding.name for finding in found.findings)
    assert found.seconds > state.seconds


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"format": "something else"}, "format"),
        ({"version": 2}, "version"),
        ({"theorems": [{"name": "x"}]}, "theorems"),
        ({"findings": 3}, "findings"),
        ({"nodes": [["variable", "x"]]}, "nodes"),
    ],
)
def test_a_damaged_file_is_named_with_the_place(
    state: State, tmp_path: Path, change: dict[str, object], message: str
) -> None:
    path = tmp_path / "state.json"
    state.save(path)
    path.write_text(json.dumps(json.loads(path.read_text()) | change))
    with pytest.raises(StateError, match=message):
        State.load(path)


def test_a_folder_that_is_not_there_is_an_error_of_ours(state: State, tmp_path: Path) -> None:
    with pytest.raises(StateError, match="cannot write"):
        state.save(tmp_path / "missing" / "state.json")
