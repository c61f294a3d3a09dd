"""Sort inference: the finest sorts with which flat clauses are still well-sorted.

Places of symbols that share a variable have one sort; two that never meet may have elements of
their own (Claessen and Sörensson 2003).  That breaks more symmetry, since each inferred sort's
elements can be renamed independently, and lets a sort be small where it is *monotone*: where no
variable of it stands alone on a side of a positive equation, any number of copies of an element
can be added to a model (Claessen, Lillieström and Smallbone, "Sort It Out with Monotonicity",
CADE 2011).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import inf, prod

from prover.logic.syntax import FunctionSymbol, PredicateSymbol, Sort, Symbol
from search.models.flat import FlatClause

__all__ = ["Sorting", "declared_profile", "inferred"]

_Position = tuple[Symbol | None, int]


@dataclass(frozen=True, slots=True)
class Sorting:
    """Sorts for a set of clauses.

    Attributes:
        profiles: the sorts of each symbol's places, a function's value last; those that are
            declared, where a symbol has no entry.
        declared: the sort that each inferred one is part of.
        monotone: sorts to whose elements copies can be added.
        most: as many elements of each sort are enough, if any number is (Herbrand's theorem).
    """

    profiles: Mapping[Symbol, tuple[Sort, ...]] = field(default_factory=dict)
    declared: Mapping[Sort, Sort] = field(default_factory=dict)
    monotone: frozenset[Sort] = frozenset()
    most: Mapping[Sort, float] = field(default_factory=dict)


def declared_profile(symbol: Symbol) -> tuple[Sort, ...]:
    """The sorts of a symbol's places as declared, a function's value last."""
    if isinstance(symbol, PredicateSymbol):
        return symbol.argument_sorts
    return (*symbol.argument_sorts, symbol.sort)


def inferred(
    groups: Mapping[str | None, Sequence[FlatClause]], vocabulary: Iterable[Symbol]
) -> tuple[Sorting, dict[str | None, list[FlatClause]]]:
    """The finest sorts for groups of clauses, and the clauses with them.

    Args:
        groups: flat clauses of declared sorts.
        vocabulary: symbols that have to be interpreted even if no clause has them.
    """
    inference = _Inference()
    for clauses in groups.values():
        for clause in clauses:
            inference.add(clause)
    for symbol in vocabulary:
        inference.profile(symbol)
    sorted_groups = {
        group: [inference.sorted(clause) for clause in clauses] for group, clauses in groups.items()
    }
    every = (clause for clauses in sorted_groups.values() for clause in clauses)
    return inference.sorting(every), sorted_groups


@dataclass(slots=True)
class _Inference:
    """Places of symbols, and variables of clauses, in classes (union-find)."""

    _parents: dict[object, object] = field(default_factory=dict)
    _sorts: dict[object, Sort] = field(default_factory=dict)
    _declared: dict[Sort, Sort] = field(default_factory=dict)
    _profiles: dict[Symbol, tuple[Sort, ...]] = field(default_factory=dict)
    _symbols: dict[Symbol, None] = field(default_factory=dict)

    def add(self, clause: FlatClause) -> None:
        """What meets in ``clause`` is of one sort."""
        for literal in clause.literals:
            if literal.symbol is not None:
                self._symbols.setdefault(literal.symbol)
            first = id(clause), literal.places[0] if literal.places else 0
            for index, place in enumerate(literal.places):
                self._unite(
                    (id(clause), place), (literal.symbol, index) if literal.symbol else first
                )

    def profile(self, symbol: Symbol) -> tuple[Sort, ...]:
        """The inferred sorts of a symbol's places, when all clauses have been added."""
        if symbol not in self._profiles:
            self._profiles[symbol] = tuple(
                self._sort((symbol, index), sort)
                for index, sort in enumerate(declared_profile(symbol))
            )
        return self._profiles[symbol]

    def sorted(self, clause: FlatClause) -> FlatClause:
        """``clause`` with inferred sorts."""
        sorts = tuple(self._sort((id(clause), v), sort) for v, sort in enumerate(clause.sorts))
        return FlatClause(sorts, clause.literals, clause.naked)

    def sorting(self, clauses: Iterable[FlatClause]) -> Sorting:
        """The result, given the clauses with inferred sorts."""
        naked = {clause.sorts[variable] for clause in clauses for variable in clause.naked}
        profiles = {symbol: self.profile(symbol) for symbol in (*self._symbols, *self._profiles)}
        functions = [symbol for symbol in profiles if isinstance(symbol, FunctionSymbol)]
        coarse = _herbrand({f: declared_profile(f) for f in functions}, self._declared.values(), {})
        # Sorts that are not monotone are as large as all of the declared sort.
        known = {sort: coarse[self._declared[sort]] for sort in naked}
        fine = _herbrand({f: profiles[f] for f in functions}, self._declared, known)
        return Sorting(profiles, self._declared, frozenset(self._declared) - naked, fine)

    def _find(self, item: object) -> object:
        root = item
        while (parent := self._parents.get(root, root)) != root:
            root = parent
        while item != root:
            item, self._parents[item] = self._parents.get(item, root), root
        return root

    def _unite(self, one: object, other: object) -> None:
        self._parents[self._find(one)] = self._find(other)

    def _sort(self, item: object, declared: Sort) -> Sort:
        root = self._find(item)
        if root not in self._sorts:
            sort = self._sorts[root] = Sort(f"{declared.name}#{len(self._sorts) + 1}")
            self._declared[sort] = declared
        return self._sorts[root]


def _herbrand(
    profiles: Mapping[FunctionSymbol, tuple[Sort, ...]],
    sorts: Iterable[Sort],
    known: Mapping[Sort, float],
) -> dict[Sort, float]:
    """How many ground terms each sort has; one, where it has none, since no sort is empty."""
    into: dict[Sort, list[tuple[Sort, ...]]] = {sort: [] for sort in sorts}
    for profile in profiles.values():
        into.setdefault(profile[-1], []).append(profile[:-1])
    counts = dict(known)
    pending = [sort for sort in into if sort not in counts]
    while ready := [s for s in pending if all(a in counts for row in into[s] for a in row)]:
        for sort in ready:
            counts[sort] = max(1, sum(prod(counts[a] for a in row) for row in into[sort]))
        pending = [sort for sort in pending if sort not in counts]
    return counts | dict.fromkeys(pending, inf)
