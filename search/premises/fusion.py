"""Reciprocal rank fusion: several rankings made one, whatever their scores mean.

Cormack, Clarke and Büttcher, "Reciprocal rank fusion outperforms Condorcet and individual rank
learning methods" (SIGIR 2009).
"""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum

from search.premises.premise import Accessible, Ranked, Retriever

__all__ = ["Fusion", "fuse"]


def fuse(rankings: Sequence[Sequence[Ranked]], k: int, *, damping: int = 60) -> list[Ranked]:
    """The ``k`` premises with the greatest Σ 1 / (damping + rank), best first.

    The order of ``rankings`` does not matter.
    """
    shares: dict[int, list[float]] = {}
    for ranking in rankings:
        for rank, ranked in enumerate(ranking, start=1):
            shares.setdefault(ranked.index, []).append(1 / (damping + rank))
    fused = [Ranked(index, fsum(parts)) for index, parts in shares.items()]
    return sorted(fused, key=lambda ranked: (-ranked.score, ranked.index))[: max(k, 0)]


class Fusion:
    """Asks all of ``retrievers`` for at least ``depth`` premises, and fuses the answers."""

    def __init__(self, retrievers: Sequence[Retriever], *, depth: int = 100) -> None:
        self._retrievers = tuple(retrievers)
        self._depth = depth

    def retrieve(self, query: str, k: int, accessible: Accessible | None = None) -> list[Ranked]:
        """The premises that the retrievers agree on, best first."""
        depth = max(k, self._depth) if k > 0 else 0
        return fuse([r.retrieve(query, depth, accessible) for r in self._retrievers], k)
