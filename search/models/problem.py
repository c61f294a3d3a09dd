"""A problem in flat clauses, ready to be tried at any size: named elements, or numbered ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import prod

from prover.logic.clause import Clause
from prover.logic.syntax import FunctionSymbol, Sort, Symbol
from prover.model import FiniteModel
from prover.watch import Pulse
from search.models.flat import FlatClause, Flattener
from search.models.ground import GroundTheory
from search.models.reading import read_model
from search.models.sizes import Sizes
from search.models.sorts import Sorting, declared_profile, inferred
from search.models.split import Splitter
from search.models.symmetry import cells

__all__ = ["FlatProblem", "named_problem", "numbered_problem"]

Groups = Mapping[str | None, Sequence[FlatClause]]
"""Clauses by group; those of ``None`` hold whatever is asked."""


@dataclass(frozen=True)
class FlatProblem:
    """Flat clauses by group, and the sorts of their symbols.

    Attributes:
        groups: the clauses.
        sorting: the sorts of symbols and how large they may have to be.
        elements: constants that denote an element of their own; without any, elements have only
            numbers and it does not matter which is which.
    """

    groups: Groups
    sorting: Sorting
    elements: Mapping[FunctionSymbol, int] = field(default_factory=dict)

    @cached_property
    def functions(self) -> dict[FunctionSymbol, bool]:
        """The functions that occur, and whether a clause wants one to have a certain value."""
        found: dict[FunctionSymbol, bool] = {}
        for clauses in self.groups.values():
            for clause in clauses:
                for literal in clause.literals:
                    if isinstance(literal.symbol, FunctionSymbol):
                        wanted = literal.positive or found.get(literal.symbol, False)
                        found[literal.symbol] = wanted
        return found

    def _profile(self, symbol: Symbol) -> tuple[Sort, ...]:
        return self.sorting.profiles.get(symbol) or declared_profile(symbol)

    @cached_property
    def _shapes(self) -> Counter[tuple[Sort, ...]]:
        """How many clauses there are with variables of these sorts."""
        return Counter(clause.sorts for clauses in self.groups.values() for clause in clauses)

    def cost(self, sizes: Sizes) -> int:
        """How many clauses a SAT solver would have to hold."""
        count = sum(n * prod(sizes[s] for s in sorts) for sorts, n in self._shapes.items())
        for function, unique in self.functions.items():
            *arguments, value = (sizes[sort] for sort in self._profile(function))
            count += prod(arguments) * (1 + (value * value // 2 if unique else value // 4))
        return count

    def theory(self, sizes: Sizes, pulse: Pulse | None = None) -> GroundTheory:
        """The problem over sorts of these sizes."""
        theory = GroundTheory(sizes, self.sorting.profiles, pulse or Pulse())
        ordered = []
        if not self.elements:
            ordered = list(cells({f: self._profile(f) for f in self.functions}, sizes))
            theory.add_order(ordered)
        for function, unique in self.functions.items():
            rows = [cell for cell in ordered if cell.function is function]
            theory.add_function(function, unique=unique, ordered=rows)
        theory.add(self.groups)
        return theory

    def read(
        self,
        theory: GroundTheory,
        true: frozenset[int],
        domains: Mapping[Sort, tuple[str, ...]],
        vocabulary: Iterable[Symbol],
    ) -> FiniteModel:
        """The structure that the true atoms of ``theory`` describe."""
        return read_model(theory, true, domains, vocabulary, self.elements)


def named_problem(
    groups: Mapping[str, Sequence[Clause]], elements: Mapping[FunctionSymbol, int]
) -> FlatProblem:
    """The problem over declared sorts, with constants that denote elements of their own."""
    flattener, splitter = Flattener(elements), Splitter()
    return FlatProblem(
        {
            group: [part for flat in _flat(flattener, clauses) for part in splitter.split(flat)]
            for group, clauses in groups.items()
        },
        Sorting(),
        elements,
    )


def numbered_problem(
    groups: Mapping[str, Sequence[Clause]], vocabulary: Iterable[Symbol]
) -> FlatProblem:
    """The problem over inferred sorts, with constants that may denote anything."""
    flattener, splitter = Flattener(), Splitter()
    flat: dict[str | None, list[FlatClause]] = {
        group: list(_flat(flattener, clauses)) for group, clauses in groups.items()
    }
    flat[None] = flattener.definitions
    sorting, sorted_groups = inferred(flat, vocabulary)
    return FlatProblem(
        {
            group: [part for clause in clauses for part in splitter.split(clause)]
            for group, clauses in sorted_groups.items()
        },
        sorting,
    )


def _flat(flattener: Flattener, clauses: Iterable[Clause]) -> Iterator[FlatClause]:
    for clause in clauses:
        flat = flattener.flatten(clause)
        if flat is not None:
            yield flat
