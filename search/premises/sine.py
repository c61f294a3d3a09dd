"""SInE: premises that a goal reaches through the rarest symbols.

Hoder and Voronkov, "Sine Qua Non for Large Theory Reasoning" (2011).  A symbol triggers the
premises in which it is among the rarest, up to a factor, the tolerance: the rarest symbol of a
statement tells best what it is about.  A goal reaches what its symbols trigger, then what the
symbols of those trigger, and so on.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from search.premises.postings import Postings, by_document, gathered

__all__ = ["Sine"]


class Sine:
    """Ranks premises by how many steps of triggering lead to them.

    Args:
        postings: the symbols of each premise.
        tolerance: how many times as frequent as the rarest a symbol may be to trigger.
    """

    def __init__(self, postings: Postings, *, tolerance: float = 2.0) -> None:
        self._postings = postings
        self._ends, self._symbols = by_document(postings)
        frequencies = postings.frequencies
        terms = np.repeat(np.arange(len(frequencies)), frequencies)
        rarest = np.full(len(postings.lengths), np.iinfo(np.int64).max)
        np.minimum.at(rarest, postings.documents, frequencies[terms])
        triggers = frequencies[terms] <= tolerance * rarest[postings.documents]
        self._triggered = postings.documents[triggers]
        counts = np.bincount(terms[triggers], minlength=len(frequencies))
        self._starts = np.concatenate(([0], np.cumsum(counts)))

    def reached(self, query: Iterable[str], most: int | None = None) -> list[list[int]]:
        """The premises that the symbols ``query`` reach, step by step; each list in order.

        Premises without symbols, such as falsity, are of the first step.

        Args:
            query: symbols; those that no premise mentions reach nothing.
            most: no more steps once so many premises have been reached; all by default.
        """
        found = np.zeros(len(self._postings.lengths), bool)
        known = np.zeros(len(self._postings.terms), bool)
        fresh = np.array(self._postings.known(query), np.int64)
        new = np.flatnonzero(self._postings.lengths == 0)
        steps: list[list[int]] = []
        count = 0
        while most is None or count < most:
            known[fresh] = True
            reached = gathered(self._starts, self._triggered, fresh)
            new = np.unique(np.concatenate((new, reached[~found[reached]])))
            if not len(new):
                break
            steps.append(new.tolist())
            count += len(new)
            found[new] = True
            mentioned = np.unique(gathered(self._ends, self._symbols, new))
            fresh, new = mentioned[~known[mentioned]], _NOTHING
        return steps


_NOTHING: npt.NDArray[np.int64] = np.zeros(0, np.int64)
