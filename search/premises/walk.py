"""Random walks from the symbols of a goal over premises and back to symbols.

A premise is as relevant as the chance that a short walk comes by: from a symbol to any premise
that mentions it, from a premise to any of its symbols, fading with every step (Tong, Faloutsos
and Pan, "Fast random walk with restart and its applications", 2006).  What lies on many short
paths between the symbols of the goal comes first, and a symbol that thousands of premises mention
passes on next to nothing.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from search.premises.postings import Postings
from search.premises.premise import Accessible, Ranked, best

__all__ = ["SymbolWalk"]


class SymbolWalk:
    """Ranks premises by how often walks from the symbols of the goal come by.

    Args:
        postings: the symbols of each premise.
        rounds: how many premises a walk sees, at most.
        fading: what is left of a walk after each of them.
    """

    def __init__(self, postings: Postings, *, rounds: int = 6, fading: float = 0.85) -> None:
        self._postings = postings
        self._rounds = rounds
        self._fading = fading
        self._frequencies = np.maximum(postings.frequencies, 1).astype(np.float64)
        self._terms = np.repeat(np.arange(len(postings.terms)), postings.frequencies)
        mentioned = np.bincount(postings.documents, minlength=len(postings.lengths))
        self._sizes = np.maximum(mentioned, 1).astype(np.float64)

    def related(
        self, terms: Iterable[str], k: int, accessible: Accessible | None = None
    ) -> list[Ranked]:
        """The premises that walks from the symbols ``terms`` come by, most often first."""
        documents, size = self._postings.documents, len(self._sizes)
        seen = np.zeros(size)
        at_terms: npt.NDArray[np.floating] = np.zeros(len(self._frequencies))
        start = self._postings.known(terms)
        at_terms[start] = 1 / np.sqrt(self._frequencies[start])
        for _ in range(self._rounds):
            shared = (at_terms / self._frequencies)[self._terms]
            at_documents = np.bincount(documents, weights=shared, minlength=size)
            seen += at_documents
            shared = (at_documents / self._sizes)[documents]
            back = np.bincount(self._terms, weights=shared, minlength=len(at_terms))
            at_terms = self._fading * back
        return best(seen, k, accessible, floor=0.0)
