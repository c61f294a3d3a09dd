"""Theories in files come back as they were, or are refused with the reason."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.premises.errors import IndexUnreadable
from search.premises.postings import build_postings
from search.premises.stored import (
    StoredTheory,
    Texts,
    is_stored_theory,
    load_theory,
    save_theory,
)

SYMBOLS = [["p/1", "a/0"], ["p/1", "q/1"], ["q/1", "ä/0"]]
AXIOMS = [
    "fof(one, axiom, p(a)).",
    "fof(two, axiom, ! [X] : (p(X) => q(X))).",
    "fof(3, axiom, q('ä')).",
]


def theory() -> StoredTheory:
    names = Texts.of(["one", "two", "3"])
    return StoredTheory(names, Texts.of(AXIOMS), "% none\n", build_postings(SYMBOLS))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    save_theory(theory(), tmp_path / "small.index")
    return tmp_path / "small.index"


def test_a_theory_comes_back(path: Path) -> None:
    found, wanted = load_theory(path), theory()
    assert [found.axioms[i] for i in range(len(found))] == AXIOMS
    assert [found.names[i] for i in range(len(found.names))] == ["one", "two", "3"]
    assert found.declarations == wanted.declarations
    assert found.postings.terms == wanted.postings.terms
    for part in ("starts", "documents", "counts", "lengths"):
        assert np.array_equal(getattr(found.postings, part), getattr(wanted.postings, part))


@given(st.lists(st.text(max_size=20), max_size=8))
def test_texts_come_back_one_by_one(texts: list[str]) -> None:
    texts = [text.encode(errors="replace").decode() for text in texts]
    stored = Texts.of(texts)
    assert [stored[index] for index in range(len(stored))] == texts


@given(data=st.data())
def test_a_damaged_file_is_refused(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    path = tmp_path_factory.mktemp("damaged") / "t.index"
    save_theory(theory(), path)
    content = bytearray(path.read_bytes())
    if data.draw(st.booleans()):
        content = content[: data.draw(st.integers(0, len(content) - 9))]
    else:
        place = data.draw(st.integers(0, len(content) - 1))
        content[place] ^= 1 << data.draw(st.integers(0, 7))
    path.write_bytes(content)
    with suppress(IndexUnreadable):
        found = load_theory(path)  # what fills the gaps between arrays means nothing
        assert [found.axioms[i] for i in range(len(found))] == AXIOMS
        assert found.postings.terms == theory().postings.terms


def test_a_file_of_another_format_is_named_as_such(path: Path) -> None:
    magic, header, rest = path.read_bytes().split(b"\n", 2)
    old = json.dumps({**json.loads(header), "format": 0}).encode()
    path.write_bytes(b"\n".join([magic, old, rest]))
    with pytest.raises(IndexUnreadable, match="format 0"):
        load_theory(path)


@pytest.mark.parametrize("content", [b"", b"neuro", b"\x80\x04pickle", b"fof(a, axiom, p)."])
def test_what_is_no_theory_is_neither_read_nor_overwritten(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "other"
    path.write_bytes(content)
    assert not is_stored_theory(path)
    with pytest.raises(IndexUnreadable):
        load_theory(path)
    if content:
        with pytest.raises(IndexUnreadable, match="choose another name"):
            save_theory(theory(), path)
        assert path.read_bytes() == content


def test_a_missing_file_is_an_error_of_one_line(tmp_path: Path) -> None:
    with pytest.raises(IndexUnreadable, match="No such file"):
        load_theory(tmp_path / "none")


def test_what_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        save_theory(theory(), tmp_path / "missing" / "t.index")
    assert not list(tmp_path.iterdir())
