"""Which formula is of which sentence.

The model's formulas and the sentences that were given are two sequences in about the same
order; the best pairing that keeps the order is found as sequences are aligned (Needleman and
Wunsch 1970), by how many words a sentence shares with what the model says of its formula.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from translators.llm.samples.names import words_of
from translators.llm.samples.reply import Written

__all__ = ["Alignment", "align"]

_WORD = re.compile(r"\w+(?:['’]\w+)?")
_MIN_SHARED = 0.2
"""Pairs that share a smaller part of their words are no pairs."""

_ORDER = 0.15
"""What a formula without a sentence of its own is worth where it stands in its place."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """The indices of the formulas of each sentence, and of those that are of none.

    A sentence may have no formula, or several, which hold together.
    """

    formulas: tuple[tuple[int, ...], ...]
    extra: tuple[int, ...]


def align(sentences: Sequence[str], formulas: Sequence[Written]) -> Alignment:
    """Pair every sentence with the formulas that are of it.

    Args:
        sentences: premises and goal as they were given.
        formulas: what the model wrote, in its order.
    """
    given = [_words(sentence) for sentence in sentences]
    said = [_said(formula) for formula in formulas]
    shared = [[_likeness(one, other) for other in said] for one in given]
    if not any(f.sentence for f in formulas) and len(formulas) == len(sentences):
        return Alignment(tuple((index,) for index in range(len(formulas))), ())
    for row, line in enumerate(shared):
        for column in range(len(line)):
            in_place = row == column or len(sentences) - row == len(formulas) - column
            line[column] += _ORDER * in_place
    pairs = _best_pairs(shared)
    taken: list[list[int]] = [[] for _ in sentences]
    for row, column in pairs:
        taken[row].append(column)
    extra: list[int] = []
    for column in sorted(set(range(len(formulas))) - {column for _, column in pairs}):
        owner = _said_again(formulas, column, pairs)
        if owner is None:
            extra.append(column)
        elif formulas[column].formula not in {formulas[other].formula for other in taken[owner]}:
            taken[owner].append(column)
    return Alignment(tuple(tuple(sorted(indices)) for indices in taken), tuple(extra))


def _words(text: str) -> frozenset[str]:
    return frozenset(word for part in _WORD.findall(text) for word in words_of(part))


def _said(formula: Written) -> frozenset[str]:
    return _words(formula.sentence or formula.formula)


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """The words in both, as a part of the words in either."""
    return len(one & other) / len(one | other) if one and other else 0.0


def _best_pairs(shared: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """The increasing pairs of indices with the greatest sum."""
    rows, columns = len(shared), len(shared[0]) if shared else 0
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        for j in range(columns - 1, -1, -1):
            pair = shared[i][j] + best[i + 1][j + 1] if shared[i][j] >= _MIN_SHARED else 0.0
            best[i][j] = max(pair, best[i + 1][j], best[i][j + 1])
    pairs, i, j = [], 0, 0
    while i < rows and j < columns:
        is_pair = shared[i][j] >= _MIN_SHARED
        if is_pair and best[i][j] == shared[i][j] + best[i + 1][j + 1]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def _said_again(
    formulas: Sequence[Written], column: int, pairs: Sequence[tuple[int, int]]
) -> int | None:
    """The sentence of a neighbour that the model said to be of the same sentence."""
    sentence = formulas[column].sentence
    if not sentence:
        return None
    for row, other in pairs:
        if formulas[other].sentence == sentence:
            return row
    return None
