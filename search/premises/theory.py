"""Retrieval in a theory of formulas: which of its premises matter to a question.

Four rankings are fused: the steps of :mod:`search.premises.sine`, the shared symbols of
:mod:`search.premises.overlap`, :mod:`search.premises.bm25` over symbols in place of words, and
the walks of :mod:`search.premises.walk`.  ``tests/bench/test_premises.py`` compares them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from prover.logic.syntax import Formula, Symbol
from prover.logic.walk import symbols
from search.premises.bm25 import Bm25
from search.premises.fusion import fuse
from search.premises.overlap import SymbolOverlap
from search.premises.postings import Postings, build_postings
from search.premises.premise import Ranked
from search.premises.sine import Sine
from search.premises.walk import SymbolWalk

__all__ = ["TheoryIndex", "symbol_postings"]


class TheoryIndex:
    """An index of the symbols of a theory, built once and asked often.

    Args:
        postings: the symbols of each premise, see :func:`symbol_postings`.
    """

    def __init__(self, postings: Postings) -> None:
        self._size = len(postings.lengths)
        self._sine = Sine(postings)
        self._overlap = SymbolOverlap(postings)
        self._bm25 = Bm25(postings)
        self._walk = SymbolWalk(postings)

    @staticmethod
    def of(premises: Iterable[Formula]) -> TheoryIndex:
        """The index of ``premises``."""
        return TheoryIndex(symbol_postings(premises))

    def ranked(self, question: Iterable[Formula], most: int | None = None) -> list[int]:
        """The indices of premises, those first that matter most to ``question``.

        Args:
            question: formulas.
            most: how many; by default all premises, each once.
        """
        wanted = self._size if most is None else min(most, self._size)
        rankings = self.rankings(question, wanted)
        best = [ranked.index for ranked in fuse(list(rankings.values()), wanted)]
        if len(best) == wanted:
            return best
        found = set(best)
        rest = (index for index in range(self._size) if index not in found)
        return best + [index for index, _ in zip(rest, range(wanted - len(best)), strict=False)]

    def rankings(self, question: Iterable[Formula], most: int) -> dict[str, Sequence[Ranked]]:
        """What each way to retrieve says by itself: at most so many premises, best first."""
        terms = sorted({_term(symbol) for formula in question for symbol in symbols(formula)})
        steps = self._sine.reached(terms, most)
        return {
            "sine": [Ranked(i, -depth) for depth, step in enumerate(steps) for i in step][:most],
            "overlap": self._overlap.related(terms, most),
            "bm25": self._bm25.sharing(terms, most),
            "walk": self._walk.related(terms, most),
        }


def symbol_postings(premises: Iterable[Formula]) -> Postings:
    """The inverted file of the symbols of ``premises``."""
    return build_postings([_term(symbol) for symbol in symbols(formula)] for formula in premises)


def _term(symbol: Symbol) -> str:
    """The symbol as a word of an index."""
    return f"{symbol.name}/{symbol.arity}"
