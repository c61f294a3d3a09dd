"""Symbol overlap: the relevance filter of Meng and Paulson.

"Lightweight relevance filtering for machine-generated resolution problems" (2009).  A premise
is as relevant as the share of its symbols that are relevant, rare symbols weighing more; what
passes the mark makes its own symbols relevant, and the mark rises with every round.  Within a
round, what shares more symbols comes first: the mark alone would prefer short statements.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import numpy.typing as npt

from search.premises.postings import Postings, by_document, gathered
from search.premises.premise import Accessible, Ranked, best
from search.premises.tokens import symbols

__all__ = ["SymbolOverlap"]

Floats = npt.NDArray[np.float64]


class SymbolOverlap:
    """Ranks by the symbols that are mentioned; earlier rounds come first.

    Args:
        postings: the symbols of each premise.
        mark: what has to be reached in the first round.
        convergence: how slowly the mark rises; more than 1.
        rounds: how often symbols become relevant, at most.
    """

    def __init__(
        self,
        postings: Postings,
        *,
        mark: float = 0.6,
        convergence: float = 2.4,
        rounds: int = 5,
    ) -> None:
        self._postings = postings
        self._mark = mark
        self._convergence = convergence
        self._rounds = rounds
        self._weights = 1 + 2 / np.log1p(np.maximum(postings.frequencies, 2))
        self._starts, self._terms = by_document(postings)

    def retrieve(self, query: str, k: int, accessible: Accessible | None = None) -> list[Ranked]:
        """The premises whose symbols are relevant to ``query``, best first."""
        return self.related(symbols(query), k, accessible)

    def related(
        self, terms: Iterable[str], k: int, accessible: Accessible | None = None
    ) -> list[Ranked]:
        """As :meth:`retrieve`, for a query that is given by its symbols."""
        size = len(self._postings.lengths)
        relevant = np.zeros(size)
        others = self._postings.lengths.astype(np.float64)
        scores = np.full(size, -np.inf)
        known: set[int] = set()
        fresh = set(self._postings.known(terms))
        mark = self._mark
        for number in range(self._rounds):
            self._add(fresh, relevant, others)
            known |= fresh
            marks = np.divide(relevant, relevant + others, where=relevant > 0, out=np.zeros(size))
            is_open = np.isneginf(scores)
            passed = np.flatnonzero(is_open & (marks >= mark))
            scores[passed] = _order(marks, relevant, passed) - number
            if np.count_nonzero(~np.isneginf(scores)) >= k:
                break
            fresh = self._symbols_of(passed) - known
            if not fresh:
                break
            mark += (1 - mark) / self._convergence
        rest = np.isneginf(scores) & (marks > 0)
        scores[rest] = _order(marks, relevant, rest) - self._rounds
        return best(scores, k, accessible, floor=-np.inf)

    def _add(self, fresh: set[int], relevant: Floats, others: Floats) -> None:
        """Move the symbols ``fresh`` from the irrelevant ones to the relevant ones."""
        for number in fresh:
            documents = self._postings.documents[self._postings.slice(number)]
            relevant[documents] += self._weights[number]
            others[documents] -= 1

    def _symbols_of(self, documents: npt.NDArray[np.int64]) -> set[int]:
        return set(np.unique(gathered(self._starts, self._terms, documents)).tolist())


def _order(marks: Floats, relevant: Floats, where: npt.NDArray[Any]) -> Floats:
    """The mark times the weight of what is shared, brought below 1."""
    shared = marks[where] * relevant[where]
    ordered: Floats = shared / (1 + shared)
    return ordered
