"""Which folders a book may be written into."""

from __future__ import annotations

from pathlib import Path

import pytest

from api.book import write_book
from api.exploring.folder import claim
from prover.errors import InputError
from prover.theory import Theory
from tests.api.book.books import by_hand
from tests.prover.theory.peano_by_hand import NATURALS


def test_a_new_folder_is_made(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"
    assert claim(folder, NATURALS) == folder / "exploration.json"
    assert list(folder.iterdir()) == []


def test_the_folder_of_an_earlier_run_is_taken_again(tmp_path: Path) -> None:
    write_book(by_hand(), tmp_path)
    claim(tmp_path, NATURALS)
    (tmp_path / "book.json").unlink()
    with pytest.raises(InputError, match="no book is in it"):
        claim(tmp_path, NATURALS)
    (tmp_path / "exploration.json").write_text("{}")
    claim(tmp_path, NATURALS)


def test_other_folders_are_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.tex").write_text("mine")
    with pytest.raises(InputError, match="is not empty") as refused:
        claim(tmp_path, NATURALS)
    assert refused.value.hint
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.tex"]


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match="is a file"):
        claim(tmp_path / "file", NATURALS)
    with pytest.raises(InputError, match="cannot write"):
        claim(tmp_path / "file" / "below", NATURALS)


def test_the_book_of_another_theory_is_kept(tmp_path: Path) -> None:
    write_book(by_hand(), tmp_path)
    with pytest.raises(InputError, match="has the book of naturals"):
        claim(tmp_path, Theory("lists"))


@pytest.mark.parametrize("text", ["", "{", "[]", '{"theory": 3}', "[" * 100_000, '{"kind": "x"}'])
def test_a_damaged_book_is_said_to_be_damaged(tmp_path: Path, text: str) -> None:
    (tmp_path / "book.json").write_text(text)
    with pytest.raises(InputError, match="damaged"):
        claim(tmp_path, NATURALS)
