"""Inverted files: for every term, the documents it occurs in and how often.

The arrays are those of a compressed sparse matrix by terms (Zobel and Moffat, "Inverted files
for text search engines", 2006): the documents of term t are
``documents[starts[t]:starts[t + 1]]``, in order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

__all__ = ["Postings", "build_postings", "by_document", "gathered"]


@dataclass(frozen=True, slots=True)
class Postings:
    """An inverted file.

    Attributes:
        terms: all terms, sorted.
        starts: where the documents of each term start; one more than there are terms.
        documents: the documents of all terms.
        counts: how often the term occurs in the document, side by side with ``documents``.
        lengths: the number of terms of each document, repetitions included.
    """

    terms: tuple[str, ...]
    starts: npt.NDArray[np.int64]
    documents: npt.NDArray[np.int32]
    counts: npt.NDArray[np.int32]
    lengths: npt.NDArray[np.int32]
    numbers: dict[str, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        numbers = {term: number for number, term in enumerate(self.terms)}
        object.__setattr__(self, "numbers", numbers)

    @property
    def frequencies(self) -> npt.NDArray[np.int64]:
        """In how many documents each term occurs."""
        return np.diff(self.starts)

    def known(self, terms: Iterable[str]) -> list[int]:
        """The numbers of those of ``terms`` that occur anywhere, each once, sorted."""
        return sorted({self.numbers[term] for term in terms if term in self.numbers})

    def slice(self, number: int) -> slice:
        """Where the documents of a term are."""
        return slice(int(self.starts[number]), int(self.starts[number + 1]))


def build_postings(documents: Iterable[Iterable[str]]) -> Postings:
    """The inverted file of ``documents``, each given by its terms."""
    bags = [Counter(document) for document in documents]
    terms = sorted(set().union(*bags))
    numbers = {term: number for number, term in enumerate(terms)}
    size = sum(map(len, bags))
    rows = np.fromiter((numbers[term] for bag in bags for term in bag), np.int64, size)
    counts = np.fromiter((count for bag in bags for count in bag.values()), np.int32, size)
    sizes = np.fromiter(map(len, bags), np.int64, len(bags))
    columns = np.repeat(np.arange(len(bags), dtype=np.int32), sizes)
    order = np.argsort(rows, kind="stable")
    frequencies = np.bincount(rows, minlength=len(terms))
    starts = np.concatenate(([0], np.cumsum(frequencies))).astype(np.int64)
    lengths = np.fromiter((bag.total() for bag in bags), np.int32, len(bags))
    return Postings(tuple(terms), starts, columns[order], counts[order], lengths)


def by_document(
    postings: Postings,
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """The file turned round: the terms of document d are ``terms[starts[d]:starts[d + 1]]``.

    Each term once, however often it occurs.

    Returns:
        ``starts`` and ``terms``.
    """
    terms = np.repeat(np.arange(len(postings.terms)), postings.frequencies)
    order = np.argsort(postings.documents, kind="stable")
    sizes = np.bincount(postings.documents, minlength=len(postings.lengths))
    return np.concatenate(([0], np.cumsum(sizes))).astype(np.int64), terms[order]


def gathered(
    starts: npt.NDArray[np.int64], values: npt.NDArray[Any], rows: npt.NDArray[np.int64]
) -> npt.NDArray[Any]:
    """The ``values`` of all ``rows``, one after the other; row r is from its start to the next."""
    sizes = starts[rows + 1] - starts[rows]
    within = np.arange(int(sizes.sum())) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    found: npt.NDArray[Any] = values[np.repeat(starts[rows], sizes) + within]
    return found
