"""What a batch asks: good lines are requests, bad lines say what is wrong with them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from api.batch.lines import BatchItem, count_items, read_items
from api.reading.language import Language
from api.settings import Settings
from prover.errors import InputError

BIRDS = {"premises": ["All birds can fly."], "goal": "Tweety can fly."}


def read(path: Path, **limits: int) -> list[BatchItem]:
    return list(read_items(path, Settings(**limits)))


def lines(tmp_path: Path, *entries: object) -> Path:
    path = tmp_path / "in.jsonl"
    rows = [entry if isinstance(entry, str) else json.dumps(entry) for entry in entries]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def test_a_line_is_named_by_its_id_or_its_number(tmp_path: Path) -> None:
    path = lines(tmp_path, BIRDS, "", {"id": "b", **BIRDS}, {"id": 7, **BIRDS})
    assert [item.id for item in read(path)] == ["1", "b", "7"]
    assert count_items(path) == 3


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("{", "not JSON"),
        ("[1]", "no JSON object"),
        ("[" * 19_000, "not JSON"),
        ({"id": [1], **BIRDS}, "id:"),
        ({"goal": "Tweety can fly."}, "premises are missing"),
        ({**BIRDS, "wait": 3}, "wait"),
        ({**BIRDS, "library": "abc"}, "library"),
        ({**BIRDS, "colour": "red"}, "colour"),
        ({**BIRDS, "options": {"budget": -1}}, "options.budget"),
        ({**BIRDS, "premises": ["x" * 30_000]}, "bytes"),
    ],
)
def test_a_bad_line_is_an_item_with_an_error_and_the_next_ones_are_read(
    tmp_path: Path, line: object, part: str
) -> None:
    bad, good = read(lines(tmp_path, line, {"id": "good", **BIRDS}), max_input_bytes=20_000)
    assert bad.error is not None
    assert part in str(bad.error)
    assert "line 1" in str(bad.error)
    assert (good.id, good.error) == ("good", None)


def test_an_id_that_was_used_before_is_an_error(tmp_path: Path) -> None:
    first, second = read(lines(tmp_path, {"id": "a", **BIRDS}, {"id": "a", **BIRDS}))
    assert first.error is None
    assert "used before" in str(second.error)


def test_the_files_of_a_folder_are_named_by_their_paths(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "b.fol").write_text("P(a)\nTherefore: P(a)\n")
    (tmp_path / "a.p").write_text("fof(g, conjecture, p).")
    (tmp_path / "c.txt").write_bytes(b"\x00")
    (tmp_path / "notes.md").write_text("not a problem")
    found = read(tmp_path)
    assert [item.id for item in found] == ["a.p", "c.txt", "sub/b.fol"]
    assert count_items(tmp_path) == 3
    assert "binary" in str(found[1].error)
    requests = [item.request for item in found if item.request is not None]
    assert [request.language for request in requests] == [Language.TPTP, Language.FOL]


def test_a_file_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot read"):
        count_items(tmp_path / "none.jsonl")
