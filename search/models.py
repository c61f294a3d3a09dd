"""Finite models: is this set of premises satisfiable, together with the goal or without?

The finder tries structures of growing size.  For problems without functions and equality
the first size is the last (Herbrand); for problems with equality but without functions all
sizes up to the number of constants are enough.  In both cases "no model" is a decision.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod
from time import monotonic

from prover.logic.clause import Clause
from prover.logic.syntax import Equality, FunctionSymbol, PredicateSymbol, Sort, Symbol
from prover.logic.walk import symbols
from prover.model import FiniteModel
from prover.watch import Pulse
from search.ground import GroundTheory, TooManyInstances
from search.lazy_ground import LazyGroundTheory

__all__ = ["Core", "ModelFinder"]

_LARGEST_AT_ONCE = 50_000
"""With more ground instances than that, they are made as models need them."""

_LARGEST_WITH_EQUALITY = 6
"""Beyond so many elements, problems with equality are left to saturation."""


@dataclass(frozen=True, slots=True)
class Core:
    """Groups of clauses that have no common model at all (a decision, not a timeout)."""

    groups: tuple[str, ...]


Finding = FiniteModel | Core | None
"""A model, a proof-worthy core, or nothing within the budget."""


@dataclass(frozen=True, slots=True)
class _Size:
    """One attempt: the elements of each sort, and constants that name their own element."""

    domains: Mapping[Sort, tuple[str, ...]]
    fixed: frozenset[FunctionSymbol]


class ModelFinder:
    """Looks for models of groups of clauses.

    Args:
        groups: clauses by group name (premises by their names, ``goal``, ``negated_goal``).
        vocabulary: every symbol that models have to interpret.
        deadline: value of :func:`time.monotonic` after which it gives up.
        max_extra: how many elements beyond the constants are tried.
        pulse: is told how many instances there are.
    """

    def __init__(
        self,
        groups: Mapping[str, Sequence[Clause]],
        vocabulary: Iterable[Symbol],
        deadline: float = float("inf"),
        max_extra: int = 4,
        pulse: Pulse | None = None,
    ) -> None:
        self._groups = groups
        self._vocabulary = tuple(dict.fromkeys(vocabulary))
        self._deadline = deadline
        self._max_extra = max_extra
        self._pulse = Pulse() if pulse is None else pulse
        self._constants: dict[Sort, list[FunctionSymbol]] = {}
        self._functions = False
        self._equality = False
        self._survey()
        self._theories: list[GroundTheory | LazyGroundTheory | None] = []
        self._sizes = list(self._schedule())

    def _survey(self) -> None:
        """Note the constants of every sort, and whether functions or equality occur."""
        literals = [
            literal
            for clauses in self._groups.values()
            for clause in clauses
            for literal in clause.literals
        ]
        self._equality = any(isinstance(literal.atom, Equality) for literal in literals)
        found = dict.fromkeys(self._vocabulary)
        for literal in literals:
            found.update(dict.fromkeys(symbols(literal.atom)))
            for variable in literal.atom.free:
                self._constants.setdefault(variable.sort, [])
        for symbol in found:
            for sort in symbol.argument_sorts:
                self._constants.setdefault(sort, [])
            if isinstance(symbol, FunctionSymbol):
                constants = self._constants.setdefault(symbol.sort, [])
                if symbol.arity:
                    self._functions = True
                else:
                    constants.append(symbol)

    @property
    def is_decisive(self) -> bool:
        """True when failing at every size means that there is no model."""
        if self._functions:
            return False
        if not self._equality:
            return True
        most = max((len(c) for c in self._constants.values()), default=1)
        return len(self._constants) <= 1 and most <= _LARGEST_WITH_EQUALITY

    def _schedule(self) -> Iterator[_Size]:
        """The sizes to try, cheapest and most readable first."""
        fixed = frozenset(c for constants in self._constants.values() for c in constants)
        extras = range(self._max_extra + 1) if self._functions else range(1)
        for extra in extras:
            yield _Size(
                {
                    sort: tuple(c.name for c in constants)
                    + _fresh_elements(extra or not constants, constants)
                    for sort, constants in self._constants.items()
                },
                fixed,
            )
        if self._equality:
            largest = max((len(c) for c in self._constants.values()), default=1)
            largest = min(largest, _LARGEST_WITH_EQUALITY)
            largest += self._max_extra if self._functions else 0
            for size in range(1, max(largest, 1) + 1):
                yield _Size(
                    {sort: tuple(f"e{n + 1}" for n in range(size)) for sort in self._constants},
                    frozenset(),
                )

    def find(self, groups: Sequence[str]) -> Finding:
        """A model of the named groups, or a core without model, or ``None`` (not decided).

        Args:
            groups: names of the groups that have to hold together.
        """
        cores: set[str] = set()
        for index in range(len(self._sizes)):
            theory = self._theory(index)
            if theory is None or monotonic() > self._deadline:
                return None
            found = theory.solve(groups)
            if isinstance(found, FiniteModel):
                return self._completed(found)
            if found is None:
                return None
            cores.update(found)
        if self.is_decisive:
            return Core(tuple(group for group in groups if group in cores))
        return None

    def minimal_core(self, groups: Sequence[str]) -> tuple[str, ...]:
        """Drop groups one by one as long as what is left has no model (a minimal core)."""
        kept = list(groups)
        for group in tuple(groups):
            rest = [other for other in kept if other != group]
            found = self.find(rest)
            if isinstance(found, Core):
                kept = list(found.groups)
        return tuple(kept)

    def close(self) -> None:
        """Free the SAT solvers."""
        for theory in self._theories:
            if theory is not None:
                theory.close()

    def _theory(self, index: int) -> GroundTheory | LazyGroundTheory | None:
        while len(self._theories) <= index:
            size = self._sizes[len(self._theories)]
            made = LazyGroundTheory if self._is_vast(size) else GroundTheory
            theory = made(size.domains, size.fixed, self._deadline, self._pulse)
            self._theories.append(theory)
            try:
                for group, clauses in self._groups.items():
                    theory.add(group, clauses)
            except TooManyInstances:
                self._theories[-1] = None
        return self._theories[index]

    def _is_vast(self, size: _Size) -> bool:
        """Whether all instances together would be too many, but need not all be made."""
        if self._functions or self._equality:
            return False
        count = 0
        for clauses in self._groups.values():
            for clause in clauses:
                count += prod(len(size.domains[v.sort]) for v in clause.variables)
        return count > _LARGEST_AT_ONCE

    def _completed(self, model: FiniteModel) -> FiniteModel:
        """The model with a value for every symbol of the vocabulary, and no Skolem functions."""
        functions = {}
        predicates = {}
        for symbol in self._vocabulary:
            if isinstance(symbol, PredicateSymbol):
                predicates[symbol] = model.predicates.get(symbol, frozenset())
            else:
                functions[symbol] = _total(symbol, model)
        return FiniteModel(model.domains, functions, predicates)


def _fresh_elements(count: int, constants: Sequence[FunctionSymbol]) -> tuple[str, ...]:
    names = {constant.name for constant in constants}
    fresh = (f"e{n}" for n in range(1, count + len(names) + 2))
    return tuple([name for name in fresh if name not in names][:count])


def _total(function: FunctionSymbol, model: FiniteModel) -> Mapping[tuple[str, ...], str]:
    """The function's table, filled up with the first element of its sort."""
    table = dict(model.functions.get(function, {}))
    default = model.domains[function.sort][0]
    for arguments in product(*(model.domains[sort] for sort in function.argument_sorts)):
        table.setdefault(arguments, default)
    return table
