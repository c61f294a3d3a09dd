"""Premises, and what every way to retrieve them has in common."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from prover.lean.wire import LibraryTheorem

__all__ = ["Accessible", "Premise", "Ranked", "Retriever", "best", "library_premises"]

Accessible = Callable[[int], bool]
"""Whether the premise at an index may be used."""


@dataclass(frozen=True, slots=True)
class Premise:
    """A theorem that a proof may use: its full name, what it says, and where it is from."""

    name: str
    statement: str
    module: str

    @property
    def code(self) -> str:
        """The premise as Lean might declare it, without a proof."""
        return f"theorem {self.name} : {self.statement}"


@dataclass(frozen=True, slots=True)
class Ranked:
    """The premise at ``index`` of the corpus; the higher its ``score``, the better it fits."""

    index: int
    score: float


class Retriever(Protocol):
    """One way to find premises for a goal."""

    def retrieve(self, query: str, k: int, accessible: Accessible | None = None) -> list[Ranked]:
        """The best premises for a goal, best first; ties go to the earlier premise.

        Args:
            query: the goal as Lean prints it, hypotheses and target, or any statement.
            k: how many at most.
            accessible: leaves out premises that may not be used; all may by default.
        """
        ...


def library_premises(theorems: Iterable[LibraryTheorem]) -> tuple[Premise, ...]:
    """The theorems of a Lean library as premises."""
    return tuple(Premise(row.name, row.type, row.module) for row in theorems)


def best(
    scores: npt.NDArray[np.floating], k: int, accessible: Accessible | None, floor: float
) -> list[Ranked]:
    """The ``k`` best of all premises with a score above ``floor``, as a retriever gives them."""
    if k <= 0:
        return []
    candidates = np.flatnonzero(scores > floor)
    if accessible is None and len(candidates) > k:
        kept = scores[candidates]
        least = np.partition(kept, len(kept) - k)[len(kept) - k]
        candidates = candidates[kept >= least]
    found: list[Ranked] = []
    for index in candidates[np.argsort(-scores[candidates], kind="stable")].tolist():
        if accessible is None or accessible(index):
            found.append(Ranked(index, float(scores[index])))
            if len(found) == k:
                break
    return found
