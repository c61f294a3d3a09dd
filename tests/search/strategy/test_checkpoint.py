"""A search kept in a file goes on where it was; a damaged file says where it is damaged."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from search.strategy import Budget, SearchTree, make_strategy, search
from search.strategy.checkpoint import CheckpointError, from_json, to_json
from search.strategy.keeping import Checkpoint, Watch, search_kept
from search.strategy.strategy import AnyTree
from tests.search.strategy.toys import Counting, CountingCodec

GOAL = 10**12
SEARCH: dict[str, str | int] = {"goal": "counting", "strategy": "mcts", "seed": 0}


def text_of(calls: int = 30) -> str:
    tree = SearchTree.rooted(GOAL, GOAL)
    search(Counting(), tree, make_strategy("mcts"), Budget(calls=calls))
    return to_json(tree, CountingCodec(), SEARCH)


def read(text: str) -> AnyTree:
    return from_json(text, CountingCodec(), Counting().key, SEARCH)


def kept(path: Path, calls: int) -> AnyTree:
    watch = Watch(Checkpoint(path, SEARCH, seconds=0))
    strategy, budget = make_strategy("mcts"), Budget(calls=calls)
    return search_kept(Counting(), GOAL, strategy, budget, CountingCodec(), watch)[0]


def test_writing_what_was_read_changes_nothing() -> None:
    text = text_of()
    assert to_json(read(text), CountingCodec(), SEARCH) == text


def test_a_kept_search_goes_on_with_a_larger_budget(tmp_path: Path) -> None:
    path = tmp_path / "search.json"
    kept(path, 30)
    assert kept(path, 30).cost.calls == 30
    grown = kept(path, 60)
    assert grown.cost.calls == 60
    assert to_json(grown, CountingCodec(), SEARCH) == text_of(60)
    assert path.read_text("utf-8") == text_of(60)
    assert [p.name for p in tmp_path.iterdir()] == ["search.json"]


def test_another_search_is_an_error_that_says_what_differs(tmp_path: Path) -> None:
    path = tmp_path / "search.json"
    kept(path, 10)
    other = Checkpoint(path, SEARCH | {"strategy": "astar"})
    with pytest.raises(CheckpointError, match="its strategy is 'mcts', not 'astar'") as error:
        other.load(CountingCodec(), Counting().key)
    assert "remove it" in error.value.hint


def altered(change: str) -> str:
    data: dict[str, Any] = json.loads(text_of())
    match change:
        case "version":
            data["version"] = 2
        case "status":
            data["nodes"][1]["edges"][0]["status"] = "perhaps"
        case "child":
            data["nodes"][0]["edges"][0]["children"] = [10_000]
        case "parent":
            data["nodes"][2]["parents"] = [[0, 99]]
        case "state":
            data["nodes"][1]["state"] = "seven"
        case "missing":
            del data["nodes"][1]["value"]
        case "root":
            data["nodes"] = []
    return json.dumps(data)


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ("version", r"damaged at version"),
        ("status", r"nodes\[1\]\.edges\[0\]\.status"),
        ("child", r"nodes\[0\]\.edges\[0\]\.children"),
        ("parent", r"nodes\[2\]\.parents\[0\]"),
        ("state", r"nodes\[1\]\.state"),
        ("missing", r"nodes\[1\]\.value"),
        ("root", r"damaged at nodes"),
    ],
)
def test_damage_is_reported_with_its_place(change: str, place: str) -> None:
    with pytest.raises(CheckpointError, match=place):
        read(altered(change))


def test_a_file_that_was_cut_off_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "search.json"
    path.write_text(text_of()[:500], "utf-8")
    with pytest.raises(CheckpointError, match="line 1 column 500"):
        Checkpoint(path, SEARCH).load(CountingCodec(), Counting().key)


def test_what_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(CheckpointError, match="cannot write"):
        kept(tmp_path / "nowhere" / "search.json", 5)
