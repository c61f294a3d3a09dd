"""Terms by size, one for every class of equal ones.

A term is made of smaller representatives only, and only looked at where no known equation makes it
smaller.  Then it is observed: if it agrees with a representative on all data, the two are
conjectured to be equal, else it represents a class of its own.  So every law is met once, in its
smallest form (Smallbone, Johansson, Claessen and Algehed, "Quick Specifications for the Busy
Programmer", 2017; Singher and Itzhaky, "Theory Exploration Powered by Deductive Synthesis", 2021).
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

from prover.logic.syntax import Application, FunctionSymbol, Sort, Term, Variable
from prover.theory.compositions import compositions
from search.exploration.observations import Observations
from search.exploration.rewriting import Rewriting
from search.rewriting.knuth_bendix import KnuthBendixOrder

__all__ = ["Coincidence", "TermSpace"]


@dataclass(frozen=True, slots=True)
class Coincidence:
    """Two terms with the same observations; ``right`` is the smaller one, a representative."""

    left: Term
    right: Term


@dataclass(slots=True)
class TermSpace:
    """The representatives found so far.

    Args:
        functions: what terms are made with.
        pools: the variables of every sort.
        observations: tell terms apart; rows may be added while the space grows.
        order: decides which of two terms represents their class.
        rewriting: what is known to be equal.

    Attributes:
        seen: how many terms were observed.
        skipped: how many were not, because a known equation makes them smaller.
        foreseen: these, with their normal forms, if both are small together.
    """

    functions: Sequence[FunctionSymbol]
    pools: Mapping[Sort, Sequence[Variable]]
    observations: Observations
    order: KnuthBendixOrder
    rewriting: Rewriting
    seen: int = 0
    skipped: int = 0
    foreseen: list[Coincidence] = field(default_factory=list)
    _by_size: dict[tuple[Sort, int], list[Term]] = field(default_factory=dict)
    _classes: dict[Hashable, list[Term]] = field(default_factory=dict)

    def of_size(self, sort: Sort, size: int) -> Sequence[Term]:
        """The representatives of ``sort`` with so many symbols, that are still in normal form."""
        terms = self._by_size.get((sort, size), [])
        normal = [term for term in terms if self.rewriting.normal(term) is term]
        if len(normal) < len(terms):
            self._by_size[sort, size] = normal
        return normal

    def up_to(self, sort: Sort, size: int) -> Iterator[Term]:
        """The representatives of ``sort`` with at most so many symbols, smallest first."""
        for exact in range(1, size + 1):
            yield from self.of_size(sort, exact)

    def grow(self, size: int, most: int) -> Iterator[Coincidence]:
        """Make the terms with so many symbols, at most ``most`` of them.

        Yields:
            A pair for every term that looks like an earlier one.
        """
        for number, term in enumerate(sorted(self._made(size), key=self.order.key)):
            if number >= most:
                return
            if isinstance(term, Application) and self.rewriting.is_reducible_at_root(term):
                self._skip(term)
                continue
            self.seen += 1
            if not self.observations.is_visible(term):
                continue
            found = self._class(term)
            if found is None:
                self._by_size.setdefault((term.sort, size), []).append(term)
            else:
                yield Coincidence(term, found)

    def separate(self, term: Term) -> None:
        """Let a term that turned out to differ from what it looked like stand for itself."""
        self._by_size.setdefault((term.sort, self.order.size(term)), []).append(term)
        self._classes[self._observed(term)].append(term)

    def _class(self, term: Term) -> Term | None:
        """The representative that ``term`` agrees with; if there is none, ``term`` becomes one."""
        bucket = self._classes.setdefault(self._observed(term), [])
        for other in bucket:
            if self.observations.difference(term, other) is None:
                return other
        bucket.append(term)
        return None

    def _observed(self, term: Term) -> Hashable:
        first = self.observations.samples[0]
        return (term.sort, first.vector(term))

    def _skip(self, term: Term) -> None:
        self.skipped += 1
        normal = self.rewriting.normal(term)
        if self.order.size(term) + self.order.size(normal) <= _FORESEEN:
            self.foreseen.append(Coincidence(term, normal))

    def _made(self, size: int) -> Iterable[Term]:
        listed = {
            (sort, part): self.of_size(sort, part) for sort in self.pools for part in range(1, size)
        }
        if size == 1:
            for variables in self.pools.values():
                yield from variables
        for function in self.functions:
            for sizes in compositions(size - 1, function.arity):
                lists = [
                    listed[sort, part]
                    for sort, part in zip(function.argument_sorts, sizes, strict=True)
                ]
                for arguments in product(*lists):
                    yield Application(function, arguments)


_FORESEEN = 6
"""Symbols on both sides of an equation that is worth stating although it follows at once."""
