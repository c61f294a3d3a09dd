"""Compositions of a number: how sizes are dealt out to the arguments of a term."""

from __future__ import annotations

from collections.abc import Iterator

__all__ = ["compositions"]


def compositions(total: int, parts: int) -> Iterator[tuple[int, ...]]:
    """All ways of writing ``total`` as a sum of ``parts`` positive numbers, in order."""
    if parts == 0:
        if total == 0:
            yield ()
        return
    if parts == 1:
        if total > 0:
            yield (total,)
        return
    for first in range(1, total - parts + 2):
        for rest in compositions(total - first, parts - 1):
            yield (first, *rest)
