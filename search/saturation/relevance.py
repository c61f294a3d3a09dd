"""Relevant inputs: those that the negated claim reaches through rare symbols.

This is SInE (:mod:`search.premises.sine`) on the clauses of each source, taken together as one
document.  What is refuted with a selection is refuted; what is saturated with one says nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from prover.clausify import InputClause
from prover.logic.clause import Clause
from prover.logic.syntax import Application, Atom, FunctionSymbol, Symbol
from prover.logic.walk import nodes
from search.premises.postings import build_postings
from search.premises.sine import Sine
from search.saturation.strategies import Reach

__all__ = ["Relevance"]


class Relevance:
    """The inputs of one problem by their symbols.

    Args:
        entries: the clauses with their sources.
        of_goal: which of them belong to the negated claim; they are in every selection.
    """

    def __init__(self, entries: Iterable[InputClause], of_goal: Sequence[bool]) -> None:
        self._goals: list[int] = []
        wanted: set[Symbol] = set()
        sources: dict[str, list[int]] = {}
        occurring: dict[str, Counter[Symbol]] = {}
        for index, entry in enumerate(entries):
            found = set(_symbols(entry.clause))
            if of_goal[index]:
                self._goals.append(index)
                wanted |= found
            else:
                sources.setdefault(entry.source, []).append(index)
                occurring.setdefault(entry.source, Counter()).update(found)
        frequencies = Counter(symbol for symbols in occurring.values() for symbol in symbols)
        self._groups = list(sources.values())
        self._wanted = [_word(symbol) for symbol in wanted]
        self._postings = build_postings(
            [
                _word(symbol)
                for symbol, uses in occurring[source].items()
                if frequencies[symbol] > 1
                or symbol in wanted
                or not _may_be_witness(symbol, uses, len(group))
            ]
            for source, group in sources.items()
        )

    def selected(self, reach: Reach) -> list[int]:
        """The indices of the entries that are reached, and those of the negated claim."""
        steps = Sine(self._postings, tolerance=reach.tolerance).reached(self._wanted)
        found = [i for step in steps[: reach.steps] for n in step for i in self._groups[n]]
        return sorted(self._goals + found)


def _may_be_witness(symbol: Symbol, uses: int, clauses: int) -> bool:
    """Whether a symbol of one source, in ``uses`` of its clauses, looks like a Skolem function.

    As its rarest symbol, that would keep the source from being reached by any other one.  What
    a source of several clauses defines, however, occurs in all of them.
    """
    return isinstance(symbol, FunctionSymbol) and (uses < clauses or clauses == 1)


def _symbols(clause: Clause) -> Iterator[Symbol]:
    for literal in clause.literals:
        for node in nodes(literal.atom):
            if isinstance(node, Atom):
                yield node.predicate
            elif isinstance(node, Application):
                yield node.function


def _word(symbol: Symbol) -> str:
    """The symbol as a word of an index."""
    return f"{symbol.name}/{symbol.arity}"
