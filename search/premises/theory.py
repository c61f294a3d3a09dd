"""Retrieval in a theory of formulas: which of its premises matter to a question.

Three rankings are fused: the steps of :mod:`search.premises.sine`, the shared symbols of
:mod:`search.premises.overlap`, and :mod:`search.premises.bm25` over symbols in place of words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from prover.logic.syntax import Formula, Symbol
from prover.logic.walk import symbols
from search.premises.bm25 import Bm25
from search.premises.fusion import fuse
from search.premises.overlap import SymbolOverlap
from search.premises.postings import build_postings
from search.premises.premise import Ranked
from search.premises.sine import Sine

__all__ = ["TheoryIndex"]


class TheoryIndex:
    """An index of the symbols of a theory, built once and asked often.

    Args:
        premises: the formulas.
    """

    def __init__(self, premises: Sequence[Formula]) -> None:
        self._symbols = [frozenset(symbols(formula)) for formula in premises]
        self._sine = Sine(self._symbols)
        postings = build_postings([_term(s) for s in each] for each in self._symbols)
        self._overlap = SymbolOverlap(postings)
        self._bm25 = Bm25(postings)

    def ranked(self, question: Iterable[Formula]) -> list[int]:
        """The indices of all premises, those first that matter most to ``question``."""
        asked = {symbol for formula in question for symbol in symbols(formula)}
        terms, size = [_term(symbol) for symbol in asked], len(self._symbols)
        steps = self._sine.reached(asked)
        by_steps = [Ranked(i, -depth) for depth, step in enumerate(steps) for i in step]
        rankings = [by_steps, self._overlap.related(terms, size), self._bm25.sharing(terms, size)]
        best = [ranked.index for ranked in fuse(rankings, size)]
        found = set(best)
        return best + [index for index in range(size) if index not in found]


def _term(symbol: Symbol) -> str:
    """The symbol as a word of an index."""
    return f"{symbol.name}/{symbol.arity}"
