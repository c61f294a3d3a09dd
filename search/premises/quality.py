"""How good a ranking is, given the premises that were wanted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set

__all__ = ["mean_reciprocal_rank", "recall_at"]


def recall_at(k: int, ranking: Sequence[int], wanted: Set[int]) -> float:
    """The share of ``wanted`` among the first ``k`` of ``ranking``; 1 if nothing is wanted."""
    return len(wanted & set(ranking[:k])) / len(wanted) if wanted else 1.0


def mean_reciprocal_rank(pairs: Iterable[tuple[Sequence[int], Set[int]]]) -> float:
    """The mean over rankings of 1 / rank of the first wanted premise, 0 where none is found."""
    shares = [
        next((1 / rank for rank, index in enumerate(ranking, 1) if index in wanted), 0.0)
        for ranking, wanted in pairs
    ]
    return sum(shares) / len(shares) if shares else 0.0
