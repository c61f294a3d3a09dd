"""Benchmarks: what is read is what was written, in LeanDojo's own words; damage has a place."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.leandojo import (
    BenchmarkUnreadable,
    TracedTheorem,
    read_corpus,
    read_theorems,
    write_corpus,
    write_theorems,
)
from search.leandojo import files as files_module
from tests.search.leandojo.benchmark import BY_TERM, FILES, SECOND


def test_a_corpus_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "benchmark" / "corpus.jsonl"
    write_corpus(path, FILES)
    assert tuple(read_corpus(path)) == FILES
    assert [entry.name for entry in path.parent.iterdir()] == ["corpus.jsonl"]


def test_a_corpus_has_the_keys_that_reprover_reads(tmp_path: Path) -> None:
    path = tmp_path / "corpus.jsonl"
    write_corpus(path, FILES[1:2])
    (row,) = map(json.loads, path.read_text().splitlines())
    assert row == {
        "path": "Toy/Lists.lean",
        "imports": ["Toy/Basic.lean"],
        "premises": [
            {
                "full_name": "Toy.length_append",
                "code": "theorem Toy.length_append (xs ys : List α) : (xs ++ ys).length = …",
                "start": [5, 1],
                "end": [6, 7],
                "kind": "commanddeclaration",
            }
        ],
    }


def test_theorems_have_the_keys_that_reprover_reads(tmp_path: Path) -> None:
    path = tmp_path / "test.json"
    write_theorems(path, [SECOND])
    (row,) = json.loads(path.read_text())
    assert list(row) == [
        "url", "commit", "file_path", "full_name", "start", "end", "traced_tactics",
    ]  # fmt: skip
    first = row["traced_tactics"][0]
    assert list(first) == ["tactic", "annotated_tactic", "state_before", "state_after"]
    assert first["annotated_tactic"] == [
        "rw [<a>mul_comm</a>]",
        [
            {
                "full_name": "mul_comm",
                "def_path": "Toy/Basic.lean",
                "def_pos": [6, 9],
                "def_end_pos": [6, 17],
            }
        ],
    ]


@given(
    theorems=st.lists(st.sampled_from([SECOND, BY_TERM]), max_size=5),
    chunk=st.integers(1, 40),
    indent=st.sampled_from([None, 1]),
)
def test_theorems_come_back_however_the_file_is_cut(
    tmp_path_factory: pytest.TempPathFactory,
    theorems: list[TracedTheorem],
    chunk: int,
    indent: int | None,
) -> None:
    path = tmp_path_factory.mktemp("theorems") / "train.json"
    write_theorems(path, theorems)
    path.write_text(json.dumps(json.loads(path.read_text()), indent=indent))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(files_module, "_CHUNK", chunk)
        assert list(read_theorems(path)) == theorems


def test_theorems_are_read_one_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "train.json"
    write_theorems(path, [SECOND, BY_TERM])
    path.write_text(path.read_text()[:-1] + ", garbage")
    read = read_theorems(path)
    assert [next(read), next(read)] == [SECOND, BY_TERM]
    with pytest.raises(BenchmarkUnreadable, match=r"character \d+: Expecting value"):
        next(read)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", r"character 1: expected \["),
        ('{"url": 1}', r"character 1: expected \["),
        ("[", "Expecting value"),
        ("[{}]", r"theorem 1 \(character 2\): url: Field required"),
        ("[3]", r"theorem 1 \(character 2\): "),
        ('[{"url": "' + "x" * 100, r"character \d+: Unterminated string"),
    ],
)
def test_damaged_theorems_are_placed(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "train.json"
    path.write_text(text)
    with pytest.raises(BenchmarkUnreadable, match=message):
        list(read_theorems(path))


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "line 2: Expecting property name"),
        ("[]", "line 2: "),
        ('{"path": "A.lean", "imports": 3, "premises": []}', "line 2: imports: "),
    ],
)
def test_a_damaged_line_is_named(tmp_path: Path, line: str, message: str) -> None:
    path = tmp_path / "corpus.jsonl"
    write_corpus(path, FILES[:1])
    path.write_text(path.read_text() + line + "\n")
    read = read_corpus(path)
    assert next(read) == FILES[0]
    with pytest.raises(BenchmarkUnreadable, match=message):
        next(read)


def test_no_file_is_an_error_of_ours(tmp_path: Path) -> None:
    with pytest.raises(BenchmarkUnreadable, match="cannot read"):
        list(read_corpus(tmp_path / "none.jsonl"))
    (tmp_path / "bytes.json").write_bytes(b"[\xff]")
    with pytest.raises(BenchmarkUnreadable, match="not UTF-8"):
        list(read_theorems(tmp_path / "bytes.json"))
