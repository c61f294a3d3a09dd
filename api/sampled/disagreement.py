"""The sentences on which samples with different verdicts differ.

Formulas are compared by what they mean: two readings of a sentence are one when the prover shows
each to follow from the other, after the spellings of their names were made one.
"""

from __future__ import annotations

from collections.abc import Sequence

from prover.logic.syntax import Formula
from prover.verdict import Verdict
from search.decide import decide
from translators.llm.samples.merging import merge_spellings

__all__ = ["clusters", "differing", "equivalent"]

_SECONDS = 0.2
"""Time for one direction of one comparison; what is not shown equivalent in it counts as not."""


def equivalent(one: Formula, other: Formula, seconds: float = _SECONDS) -> bool:
    """Whether the prover shows that each formula follows from the other."""
    if one is other:
        return True
    return all(
        decide({"premise": left}, right, seconds).verdict is Verdict.PROVED
        for left, right in ((one, other), (other, one))
    )


def clusters(theories: Sequence[Sequence[Formula]]) -> tuple[tuple[int, ...], ...]:
    """The indices of theories that say the same sentence by sentence, largest group first."""
    same = _Comparison(theories)
    groups: list[list[int]] = []
    for index in range(len(theories)):
        for group in groups:
            if not same.differing(group[0], index):
                group.append(index)
                break
        else:
            groups.append([index])
    return tuple(tuple(group) for group in sorted(groups, key=lambda group: -len(group)))


def differing(theories: Sequence[Sequence[Formula]]) -> tuple[int, ...]:
    """The indices of the sentences that not all theories give an equivalent formula."""
    same = _Comparison(theories)
    found: set[int] = set()
    for index in range(1, len(theories)):
        found.update(same.differing(0, index))
    return tuple(sorted(found))


class _Comparison:
    """Compares theories over the same sentences; each pair of formulas once."""

    def __init__(self, theories: Sequence[Sequence[Formula]]) -> None:
        flat, _ = merge_spellings([formula for theory in theories for formula in theory])
        width = len(theories[0]) if theories else 0
        self.theories = [flat[at : at + width] for at in range(0, len(flat), width or 1)]
        self.known: dict[tuple[Formula, Formula], bool] = {}

    def differing(self, one: int, other: int) -> list[int]:
        pairs = zip(self.theories[one], self.theories[other], strict=True)
        return [index for index, pair in enumerate(pairs) if not self._same(pair)]

    def _same(self, pair: tuple[Formula, Formula]) -> bool:
        if pair not in self.known:
            self.known[pair] = equivalent(*pair)
        return self.known[pair]
