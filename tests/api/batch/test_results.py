"""The file of answers: nothing that was written is lost, nothing is answered twice."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from api.batch.lines import BatchItem
from api.batch.results import BatchResult, open_results
from prover.errors import InputError


def result(name: str) -> BatchResult:
    return BatchResult(id=name, status="failed", digest="d", error={"code": "bad-input"})


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "out.jsonl"


def test_what_was_written_is_known_the_next_time(path: Path) -> None:
    with open_results(path) as results:
        results.add(result("a"))
    with open_results(path) as results:
        assert results.earlier(BatchItem("a", "d")) is not None
        assert results.earlier(BatchItem("b", "d")) is None
        results.add(result("b"))
    assert len(path.read_text().splitlines()) == 2


@pytest.mark.parametrize("torn", ["{", '{"id": "b", "status": "failed"}', '{"id": "ü'])
def test_a_torn_last_line_is_cut_off(path: Path, torn: str) -> None:
    whole = result("a").model_dump_json(exclude_none=True) + "\n"
    path.write_bytes(whole.encode() + torn.encode()[:-1])
    with open_results(path) as results:
        assert list(results.finished) == ["a"]
        results.add(result("b"))
    with open_results(path) as results:
        assert list(results.finished) == ["a", "b"]


def test_a_file_of_something_else_is_left_alone(path: Path) -> None:
    path.write_text("dear diary\n")
    with pytest.raises(InputError, match="line 1 is no result"), open_results(path):
        pass
    assert path.read_text() == "dear diary\n"


def test_an_answer_to_another_problem_is_not_taken_for_one_to_this(path: Path) -> None:
    with open_results(path) as results:
        results.add(result("a"))
    with open_results(path) as results, pytest.raises(InputError, match="another problem"):
        results.earlier(BatchItem("a", "other"))


def test_two_batches_do_not_write_to_one_file(path: Path) -> None:
    with (
        open_results(path),
        pytest.raises(InputError, match="another batch"),
        open_results(path),
    ):
        pass


def test_a_full_disk_is_an_error_in_one_line(path: Path) -> None:
    with open_results(path) as results, Path("/dev/full").open("wb") as full:
        os.dup2(full.fileno(), results._file.fileno())
        with pytest.raises(InputError, match="No space"):
            results.add(result("a"))
