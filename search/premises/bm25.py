"""BM25: words in common, rare ones weighing more, long statements less.

Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009).  The
share of each posting in a score is computed once, so a query is a sum of sparse vectors.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from search.premises.postings import Postings
from search.premises.premise import Accessible, Ranked, best
from search.premises.tokens import words

__all__ = ["Bm25"]


class Bm25:
    """Ranks by the words of name and statement.

    Args:
        postings: the words of each premise.
        k1: how soon repetitions stop to count.
        b: how much the length counts, from 0 to 1.
    """

    def __init__(self, postings: Postings, *, k1: float = 1.2, b: float = 0.75) -> None:
        self._postings = postings
        self._impacts = _impacts(postings, k1, b)

    def retrieve(self, query: str, k: int, accessible: Accessible | None = None) -> list[Ranked]:
        """The premises that share words with ``query``, best first."""
        return self.sharing(words(query), k, accessible)

    def sharing(
        self, terms: Iterable[str], k: int, accessible: Accessible | None = None
    ) -> list[Ranked]:
        """As :meth:`retrieve`, for a query that is given by its words."""
        postings = self._postings
        scores = np.zeros(len(postings.lengths), np.float32)
        for number in postings.known(terms):
            where = postings.slice(number)
            scores[postings.documents[where]] += self._impacts[where]
        return best(scores, k, accessible, floor=0.0)


def _impacts(postings: Postings, k1: float, b: float) -> npt.NDArray[np.float32]:
    """What each posting adds to the score of its document."""
    total = len(postings.lengths)
    frequencies = postings.frequencies
    weights = np.log1p((total - frequencies + 0.5) / (frequencies + 0.5))
    average = max(1.0, float(postings.lengths.mean())) if total else 1.0
    norms = k1 * (1 - b + b * postings.lengths / average)
    saturated = postings.counts * (k1 + 1) / (postings.counts + norms[postings.documents])
    return (np.repeat(weights, frequencies) * saturated).astype(np.float32)
