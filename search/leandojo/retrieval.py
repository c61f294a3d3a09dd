"""How well a retriever finds the premises of a benchmark, measured as LeanDojo does.

Each tactic that mentions premises is a question: its state is the query, the premises it
mentions are wanted, and only accessible ones may be returned.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from search.leandojo.corpus import Corpus
from search.leandojo.rows import Place, TracedTheorem
from search.premises.premise import Retriever
from search.premises.quality import mean_reciprocal_rank, recall_at

__all__ = ["Quality", "Question", "measure", "questions"]

DEPTH = 100
"""How many premises are retrieved for a tactic; LeanDojo's own choice."""


@dataclass(frozen=True, slots=True)
class Question:
    """A state in a theorem, and the premises that the next tactic mentions."""

    state: str
    path: str
    place: Place
    wanted: frozenset[int]


@dataclass(frozen=True, slots=True)
class Quality:
    """Recall at 1 and 10, and mean reciprocal rank, over ``questions`` tactics; from 0 to 1."""

    questions: int
    recall_1: float
    recall_10: float
    mrr: float


def questions(corpus: Corpus, theorems: Iterable[TracedTheorem]) -> Iterator[Question]:
    """One question for each tactic with a premise that the corpus has."""
    for theorem in theorems:
        for tactic in theorem.traced_tactics:
            places = ((p.def_path, p.def_pos) for p in tactic.annotated_tactic[1])
            found = (corpus.locate(path, place) for path, place in places)
            wanted = frozenset(index for index in found if index is not None)
            if wanted:
                state = tactic.state_before
                yield Question(state, theorem.file_path, theorem.start, wanted)


def measure(
    retriever: Retriever,
    corpus: Corpus,
    asked: Iterable[Question],
    *,
    on_question: Callable[[], None] = lambda: None,
) -> Quality:
    """Ask ``retriever``, which ranks the premises of ``corpus``, every question.

    Args:
        retriever: answers with indices into ``corpus.premises``.
        corpus: says what is accessible.
        asked: the questions.
        on_question: called after each.
    """
    pairs: list[tuple[list[int], frozenset[int]]] = []
    for question in asked:
        accessible = corpus.accessible(question.path, question.place)
        ranked = retriever.retrieve(question.state, DEPTH, accessible)
        pairs.append(([found.index for found in ranked], question.wanted))
        on_question()
    if not pairs:
        return Quality(0, 0.0, 0.0, 0.0)
    at_1, at_10 = (sum(recall_at(k, *pair) for pair in pairs) / len(pairs) for k in (1, 10))
    return Quality(len(pairs), at_1, at_10, mean_reciprocal_rank(pairs))
