"""An index is kept whole, comes back the same, and only for its own toolchain."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given

from search.premises import (
    CorpusKey,
    IndexUnreadable,
    Premise,
    PremiseIndex,
    WrongToolchain,
    build_index,
    load_index,
    mean_reciprocal_rank,
    recall_at,
    save_index,
)
from search.premises.postings import Postings, build_postings
from tests.search.premises.corpora import KEY, LISTS, premises


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    save_index(build_index(LISTS, KEY), tmp_path / "index")
    return tmp_path / "index"


def same(one: Postings, other: Postings) -> bool:
    parts = ("starts", "documents", "counts", "lengths")
    return one.terms == other.terms and all(
        np.array_equal(getattr(one, part), getattr(other, part)) for part in parts
    )


def test_what_is_saved_is_loaded(folder: Path) -> None:
    built, loaded = build_index(LISTS, KEY), load_index(folder, KEY)
    assert loaded.premises == LISTS
    assert same(built.words, loaded.words)
    assert same(built.symbols, loaded.symbols)
    goal = "x y : Nat\n⊢ x * y = y * x"
    assert loaded.bm25().retrieve(goal, 5) == built.bm25().retrieve(goal, 5)
    assert loaded.overlap().retrieve(goal, 5) == built.overlap().retrieve(goal, 5)


def test_arrays_stay_on_disk(folder: Path) -> None:
    assert isinstance(load_index(folder, KEY).words.documents, np.memmap)


@pytest.mark.parametrize("key", [CorpusKey("def", ("Init",)), CorpusKey("abc123", ("Init", "Std"))])
def test_an_index_of_another_toolchain_is_refused(folder: Path, key: CorpusKey) -> None:
    with pytest.raises(WrongToolchain, match="commit abc123 with Init, not for") as caught:
        load_index(folder, key)
    assert "build it again" in caught.value.hint


def test_a_missing_index_says_so(tmp_path: Path) -> None:
    with pytest.raises(IndexUnreadable, match="build it again"):
        load_index(tmp_path / "nowhere", KEY)


@pytest.mark.parametrize("name", ["premises.json", "words-starts.npy", "symbols-counts.npy"])
@pytest.mark.parametrize("content", [b"", b"{}", b"[1, 2]", b"\x93NUMPY"])
def test_a_damaged_index_says_so(folder: Path, name: str, content: bytes) -> None:
    (folder / name).write_bytes(content)
    with pytest.raises(IndexUnreadable):
        load_index(folder, KEY)


def test_a_damaged_index_is_replaced(folder: Path) -> None:
    (folder / "premises.json").unlink()
    save_index(build_index(LISTS, KEY), folder)
    assert load_index(folder, KEY).premises == LISTS


def test_a_new_index_replaces_the_old_one(folder: Path) -> None:
    save_index(build_index(LISTS[:2], KEY), folder)
    assert load_index(folder, KEY).premises == LISTS[:2]
    assert [path.name for path in folder.parent.iterdir()] == ["index"]


def test_a_folder_with_something_else_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear", encoding="utf-8")
    with pytest.raises(IndexUnreadable, match="choose a folder of its own"):
        save_index(build_index(LISTS, KEY), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_an_empty_corpus_is_a_corpus(tmp_path: Path) -> None:
    save_index(build_index((), KEY), tmp_path / "empty")
    assert load_index(tmp_path / "empty", KEY).bm25().retrieve("n + 0 = n", 3) == []


@given(premises)
def test_postings_are_the_bags_of_words_turned_around(corpus: list[Premise]) -> None:
    documents = [premise.statement.split() for premise in corpus]
    postings = build_postings(documents)
    for number, term in enumerate(postings.terms):
        where = postings.slice(number)
        found = dict(
            zip(postings.documents[where].tolist(), postings.counts[where].tolist(), strict=True)
        )
        assert found == {i: d.count(term) for i, d in enumerate(documents) if term in d}
    assert postings.lengths.tolist() == [len(document) for document in documents]


def test_recall_and_reciprocal_rank() -> None:
    assert recall_at(2, [5, 7, 9], {7, 9}) == 0.5
    assert recall_at(3, [5, 7, 9], {7, 9}) == 1.0
    assert mean_reciprocal_rank([([5, 7], {7}), ([5], {1}), ([3], {3})]) == pytest.approx(0.5)


def large() -> PremiseIndex:
    """25,000 premises, as long as those of Lean's library."""
    random = np.random.default_rng(0)
    vocabulary = [f"Module.name{number}" for number in range(3_000)]
    rows = random.zipf(1.3, (25_000, 12)) % len(vocabulary)
    statements = [" + ".join(vocabulary[i] for i in row) for row in rows.tolist()]
    return build_index([Premise(f"p.{i}", s, "M") for i, s in enumerate(statements)], KEY)


@pytest.mark.bench
def test_25000_premises_are_ranked_in_20_ms(tmp_path: Path) -> None:
    index = large()
    save_index(index, tmp_path / "index")
    start = time.perf_counter()
    loaded = load_index(tmp_path / "index", KEY)
    load = time.perf_counter() - start
    for retriever in (loaded.bm25(), loaded.overlap()):
        times = []
        for premise in loaded.premises[:50]:
            start = time.perf_counter()
            retriever.retrieve(premise.statement, 10)
            times.append(time.perf_counter() - start)
        print(f"{type(retriever).__name__}: {1000 * sorted(times)[25]:.1f} ms, load {load:.2f} s")
        assert sorted(times)[25] < 0.020
    assert load < 1
