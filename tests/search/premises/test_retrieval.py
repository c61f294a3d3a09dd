"""Retrieval: each way finds what it should, and all keep to the same contract."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from random import Random

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.premises import (
    Bm25,
    Dense,
    EncoderMissing,
    Fusion,
    Premise,
    Ranked,
    Retriever,
    SymbolOverlap,
    build_index,
    embed,
    fuse,
    sentence_encoder,
)
from search.premises.postings import build_postings
from tests.search.premises.corpora import KEY, LISTS, premises, statements


def letters(texts: Sequence[str]) -> npt.NDArray[np.float32]:
    """An encoder for tests: how often each of some characters occurs."""
    counted = "abcdefgmnstx+*%=0∣∀"
    rows = [[text.count(letter) for letter in counted] for text in texts]
    return np.array(rows, np.float32).reshape(len(texts), len(counted))


def bm25(corpus: Sequence[Premise]) -> Retriever:
    return build_index(corpus, KEY).bm25()


def overlap(corpus: Sequence[Premise]) -> Retriever:
    return build_index(corpus, KEY).overlap()


def dense(corpus: Sequence[Premise]) -> Retriever:
    return Dense(embed([p.code for p in corpus], letters), letters)


def fusion(corpus: Sequence[Premise]) -> Retriever:
    return Fusion([bm25(corpus), overlap(corpus), dense(corpus)])


WAYS = (bm25, overlap, dense, fusion)
Way = Callable[[Sequence[Premise]], Retriever]
every_way = pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)


def names(found: Sequence[Ranked]) -> list[str]:
    return [LISTS[ranked.index].name for ranked in found]


@pytest.mark.parametrize("way", [bm25, overlap, fusion], ids=lambda way: way.__name__)
@pytest.mark.parametrize(
    ("goal", "wanted"),
    [
        ("a b : Nat\nh : a % b = 0\n⊢ b ∣ a", "Nat.dvd_of_mod_eq_zero"),
        ("α : Type\nxs ys : List α\n⊢ (xs ++ ys).length = 3", "List.length_append"),
        ("xs : List Nat\n⊢ xs.reverse.reverse = xs", "List.reverse_reverse"),
        ("x y : Nat\n⊢ x * y = y * x", "Nat.mul_comm"),
    ],
)
def test_the_premise_that_fits_comes_first(way: Way, goal: str, wanted: str) -> None:
    assert names(way(LISTS).retrieve(goal, 1)) == [wanted]


def test_rare_words_weigh_more() -> None:
    corpus = [Premise(f"p{i}", "common", "M") for i in range(9)]
    corpus.append(Premise("q", "rare", "M"))
    assert bm25(corpus).retrieve("common rare", 1)[0].index == 9


def test_symbols_of_relevant_premises_become_relevant() -> None:
    corpus = [
        Premise("far", "∀ x, Omega x", "M"),
        Premise("bridge", "∀ x, Goal x → Goal x → Middle x", "M"),
        Premise("next", "∀ x, Middle x → Middle x", "M"),
    ]
    found = SymbolOverlap(build_index(corpus, KEY).symbols, mark=0.5).retrieve("Goal c", 3)
    assert [ranked.index for ranked in found] == [1, 2]


def test_bm25_weighs_length() -> None:
    postings = build_postings([["k", "x", "x", "x", "x"], ["k"]])
    assert [ranked.index for ranked in Bm25(postings).retrieve("k", 2)] == [1, 0]
    assert [ranked.index for ranked in Bm25(postings, b=0.0).retrieve("k", 2)] == [0, 1]


@every_way
@given(corpus=premises, query=statements, k=st.integers(0, 15))
def test_scores_fall_and_no_more_than_k_come(
    way: Way, corpus: list[Premise], query: str, k: int
) -> None:
    found = way(corpus).retrieve(query, k)
    assert len(found) <= k
    assert [r.score for r in found] == sorted((r.score for r in found), reverse=True)
    indices = [ranked.index for ranked in found]
    assert len(set(indices)) == len(indices)
    assert all(0 <= index < len(corpus) for index in indices)


@every_way
@given(corpus=premises, query=statements, allowed=st.sets(st.integers(0, 11)))
def test_only_accessible_premises_come(
    way: Way, corpus: list[Premise], query: str, allowed: set[int]
) -> None:
    found = way(corpus).retrieve(query, 5, allowed.__contains__)
    assert {ranked.index for ranked in found} <= allowed


@every_way
def test_what_is_left_out_makes_room(way: Way) -> None:
    goal = "x y : Nat\n⊢ x * y = y * x"
    first, second = way(LISTS).retrieve(goal, 2)
    (only,) = way(LISTS).retrieve(goal, 1, lambda index: index != first.index)
    assert only.index == second.index


@given(
    st.lists(st.lists(st.integers(0, 9), unique=True, max_size=8), max_size=4),
    st.randoms(use_true_random=False),
)
def test_fusion_does_not_care_for_the_order_of_rankings(
    indices: list[list[int]], random: Random
) -> None:
    rankings = [[Ranked(index, -rank) for rank, index in enumerate(row)] for row in indices]
    shuffled = list(rankings)
    random.shuffle(shuffled)
    assert fuse(rankings, 10) == fuse(shuffled, 10)


def test_fusion_prefers_what_all_agree_on() -> None:
    one = [Ranked(0, 9.0), Ranked(1, 8.0)]
    other = [Ranked(2, 0.3), Ranked(1, 0.2)]
    assert [ranked.index for ranked in fuse([one, other], 3)] == [1, 0, 2]


def test_without_the_library_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    with pytest.raises(EncoderMissing, match=r"neurosymbolic-prover\[embeddings\]"):
        sentence_encoder("any")
