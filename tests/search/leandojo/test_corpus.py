"""What may be used where, and how retrieval is measured: as in LeanDojo and ReProver."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.leandojo import (
    BenchmarkUnreadable,
    Corpus,
    Place,
    Quality,
    SourceFile,
    measure,
    questions,
)
from search.premises import Accessible, Ranked
from tests.search.leandojo.benchmark import BY_TERM, FILES, LISTS, MAIN, SECOND, lemma

CORPUS = Corpus.of(FILES)


def names(accessible: Accessible, corpus: Corpus = CORPUS) -> list[str | None]:
    return [p.full_name for index, p in enumerate(corpus.premises) if accessible(index)]


def test_premises_without_a_name_are_left_out() -> None:
    assert len(CORPUS.premises) == 6
    group = replace(lemma("x", "", 1), full_name="[A.x, A.y]")
    user = replace(group, full_name="user__.n_1.foo")
    empty = replace(group, full_name="A.z", code="")
    assert not Corpus.of([SourceFile("A.lean", (), (group, user, empty))]).premises


def test_what_is_imported_or_above_may_be_used() -> None:
    below = ["Toy.add_comm", "Toy.mul_comm", "Toy.length_append"]
    assert names(CORPUS.accessible("Toy/Main.lean", (8, 1))) == [*below, "Toy.first"]
    assert names(CORPUS.accessible("Toy/Main.lean", (1, 1))) == below
    assert names(CORPUS.accessible("Toy/Basic.lean", (1, 1))) == []
    assert names(CORPUS.accessible("Elsewhere.lean", (9, 9))) == []


def test_a_premise_is_found_by_a_place_within_it() -> None:
    assert CORPUS.locate("Toy/Basic.lean", (6, 9)) == 1
    assert CORPUS.locate("Toy/Basic.lean", (5, 1)) is None
    assert CORPUS.locate("Elsewhere.lean", (6, 9)) is None


def test_files_come_after_what_they_import_and_once() -> None:
    with pytest.raises(BenchmarkUnreadable, match="does not come before"):
        Corpus.of([MAIN, LISTS])
    with pytest.raises(BenchmarkUnreadable, match="twice"):
        Corpus.of([FILES[0], FILES[0]])


@given(st.lists(st.sets(st.integers(0, 9)), max_size=10), st.integers(1, 4))
def test_accessible_premises_are_those_of_the_transitive_closure(
    imports: Sequence[set[int]], line: int
) -> None:
    graph = nx.DiGraph()
    files = []
    for number, imported in enumerate(imports):
        below = sorted(i for i in imported if i < number)
        graph.add_node(number)
        graph.add_edges_from((number, i) for i in below)
        premises = (lemma(f"p{number}", "", 1), lemma(f"q{number}", "", 3))
        files.append(SourceFile(str(number), tuple(map(str, below)), premises))
    corpus, closure = Corpus.of(files), nx.transitive_closure_dag(graph)
    place: Place = (line, 1)
    for number in graph:
        accessible = corpus.accessible(str(number), place)
        expected = [
            premise.full_name
            for other, file in enumerate(files)
            for premise in file.premises
            if closure.has_edge(number, other) or (other == number and premise.end <= place)
        ]
        assert names(accessible, corpus) == expected


def test_a_question_is_a_tactic_that_mentions_a_premise() -> None:
    (question,) = questions(CORPUS, [SECOND, BY_TERM])
    assert question.wanted == {1}
    assert question.state == "a b : Nat\n⊢ a * b = b * a"


class _Listed:
    """Ranks premises in a given order."""

    def __init__(self, order: Sequence[int]) -> None:
        self.order = order

    def retrieve(self, query: str, k: int, accessible: Accessible | None = None) -> list[Ranked]:
        allowed = [i for i in self.order if accessible is None or accessible(i)]
        return [Ranked(index, -rank) for rank, index in enumerate(allowed[:k])]


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ([1, 0], Quality(1, 1.0, 1.0, 1.0)),
        ([0, 2, 1], Quality(1, 0.0, 1.0, 1 / 3)),
        ([4, 1], Quality(1, 1.0, 1.0, 1.0)),  # 4 is the theorem itself: not accessible
        ([0], Quality(1, 0.0, 0.0, 0.0)),
    ],
)
def test_recall_and_rank_are_means_over_questions(order: list[int], expected: Quality) -> None:
    assert measure(_Listed(order), CORPUS, questions(CORPUS, [SECOND])) == expected


def test_our_retrievers_answer_questions_of_a_benchmark() -> None:
    quality = measure(CORPUS.index().bm25(), CORPUS, questions(CORPUS, [SECOND]))
    assert (quality.questions, quality.recall_10) == (1, 1.0)


def test_without_questions_nothing_is_measured() -> None:
    assert measure(_Listed([]), CORPUS, ()) == Quality(0, 0.0, 0.0, 0.0)
