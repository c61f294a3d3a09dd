"""The model finder: which structures are tried, in which order, and for how long.

First come structures whose elements are the constants: a person can read them, and for problems
without functions and equality they are all that is needed (Herbrand's theorem).  Then, or
earlier where that is cheaper, come structures of numbered elements, growing as :mod:`sizes`
says.  "No model" is a decision where no sort needs to be larger than it has been.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import inf
from time import monotonic

from prover.logic.clause import Clause
from prover.logic.syntax import (
    INDIVIDUAL,
    Equality,
    FunctionSymbol,
    PredicateSymbol,
    Sort,
    Symbol,
)
from prover.logic.walk import symbols
from prover.model import FiniteModel
from prover.watch import Pulse
from search.models.ground import GroundTheory, Unsatisfiable
from search.models.lazy import LazyGroundTheory
from search.models.problem import FlatProblem, named_problem, numbered_problem
from search.models.sizes import Growth, Sizes

__all__ = ["Core", "Finding", "ModelFinder"]

_LARGEST_AT_ONCE = 50_000
"""With more ground instances than that, they are made as models need them."""

_MOST_INSTANCES = 3_000_000
"""Of all theories that are kept together: some hundreds of megabytes."""

_CHEAP = 20_000
"""Structures of named elements come first if they have no more instances than that."""

_FIRST_LOOK = 400_000
"""Without a deadline, structures with more instances are not tried..."""

_FIRST_SIZE = 6
"""... nor, beyond this size, structures of numbered elements."""

_CONFLICTS = 50_000
"""So many conflicts of the SAT solver one attempt may take before the next one has its turn."""


@dataclass(frozen=True, slots=True)
class Core:
    """Groups of clauses that have no common model at all (a decision, not a timeout)."""

    groups: tuple[str, ...]


Finding = FiniteModel | Core | None
"""A model, a proof-worthy core, or nothing within the budget."""


@dataclass(slots=True)
class _Question:
    """How far the search for a model of some groups has come."""

    groups: tuple[str, ...]
    named: int = 0
    growth: Growth | None = None
    blamed: set[str] = field(default_factory=set)
    answer: Finding = None


class ModelFinder:
    """Looks for models of groups of clauses.

    Where only one question matters (premises with the goal denied, as TPTP asks), give only
    the groups of that question, and call :meth:`find` without groups.

    Args:
        groups: clauses by group name (premises by their names, ``goal``, ``negated_goal``).
        vocabulary: every symbol that models have to interpret.
        deadline: value of :func:`time.monotonic` after which it gives up for good.
        max_extra: how many elements beyond the constants are tried.
        pulse: is told how many instances there are.

    Attributes:
        limit: what has kept it from trying larger structures, in words.
    """

    def __init__(
        self,
        groups: Mapping[str, Sequence[Clause]],
        vocabulary: Iterable[Symbol],
        deadline: float = inf,
        max_extra: int = 4,
        pulse: Pulse | None = None,
    ) -> None:
        self.limit = ""
        self._groups = groups
        self._vocabulary = tuple(dict.fromkeys(vocabulary))
        self._deadline = deadline
        self._max_extra = max_extra
        self._pulse = Pulse() if pulse is None else pulse
        self._constants: dict[Sort, list[FunctionSymbol]] = {}
        self._functions = False
        self._equality = False
        self._survey()
        self._questions: dict[frozenset[str], _Question] = {}
        self._theories: dict[tuple[bool, tuple[int, ...]], GroundTheory] = {}
        self._named_problem: FlatProblem | None = None
        self._numbered_problem: FlatProblem | None = None
        self._lazy: LazyGroundTheory | None = None

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
        if not self._constants:  # nothing is left of the formulas, but they may quantify
            self._constants[INDIVIDUAL] = []

    @property
    def is_decisive(self) -> bool:
        """True when failing at every size means that there is no model."""
        if self._is_herbrand:
            return True
        return all(most < inf for most in self._numbered.sorting.most.values())

    @property
    def _is_herbrand(self) -> bool:
        """Whether the constants are all the elements that are needed."""
        return not (self._functions or self._equality)

    # --- questions ---------------------------------------------------------------------

    def find(self, groups: Sequence[str] | None = None, deadline: float | None = None) -> Finding:
        """A model of the named groups, or a core without model, or ``None`` (not decided).

        With a deadline it looks until then, and goes on where it stopped when it is asked
        again.  Without one it has a first look only, at small structures.

        Args:
            groups: names of the groups that have to hold together; all, if not given.
            deadline: value of :func:`time.monotonic` until which to look.
        """
        chosen = tuple(self._groups if groups is None else groups)
        question = self._questions.setdefault(frozenset(chosen), _Question(chosen))
        until = self._deadline if deadline is None else min(deadline, self._deadline)
        while question.answer is None and monotonic() < until:
            if not self._step(question, until, first_look=deadline is None):
                break
        if isinstance(question.answer, Core):
            return Core(tuple(group for group in chosen if group in question.answer.groups))
        return question.answer

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
        for theory in self._theories.values():
            theory.close()
        self._theories.clear()
        if self._lazy is not None:
            self._lazy.close()
            self._lazy = None

    # --- attempts ----------------------------------------------------------------------

    def _step(self, question: _Question, until: float, *, first_look: bool) -> bool:
        """Make one attempt; False if there is none left, or no time for it."""
        sizes = self._named_sizes(question)
        if sizes is not None:
            cost = self._named.cost(sizes)
            if self._is_herbrand and cost > _LARGEST_AT_ONCE:
                return self._try_lazily(question, until)
            if cost <= _CHEAP or cost <= self._affordable(question, first_look=first_look):
                return self._try_named(question, sizes, until)
        return self._try_numbered(question, until, first_look=first_look)

    def _affordable(self, question: _Question, *, first_look: bool) -> int:
        """What structures of named elements may cost, to come before those of numbered ones."""
        if first_look:
            return _FIRST_LOOK
        if question.named:
            return 0
        cheapest = self._growth(question).cheapest
        return _MOST_INSTANCES if cheapest is None else cheapest[0]

    def _try_named(self, question: _Question, sizes: Sizes, until: float) -> bool:
        theory = self._theory(self._named, sizes)
        found = theory.solve(question.groups, until, _CONFLICTS)
        if isinstance(found, Unsatisfiable):
            if self._is_herbrand:
                question.answer = Core(tuple(found.groups))
            question.blamed |= found.groups
        elif found is not None:
            domains = {
                sort: self._element_names(sort, size - len(self._constants[sort]))
                for sort, size in sizes.items()
            }
            question.answer = self._named.read(theory, found, domains, self._vocabulary)
        elif monotonic() > until:
            return False
        question.named += 1
        return True

    def _try_lazily(self, question: _Question, until: float) -> bool:
        found = self._lazy_theory.solve(question.groups, until)
        if isinstance(found, Unsatisfiable):
            question.answer = Core(tuple(found.groups))
        elif found is not None:
            question.answer = _completed(found, self._vocabulary)
        elif monotonic() > until:
            return False
        question.named += 1
        return True

    def _try_numbered(self, question: _Question, until: float, *, first_look: bool) -> bool:
        if first_look and not self._equality:
            return False
        growth = self._growth(question)
        if growth.cheapest is None:
            if growth.complete:
                question.answer = Core(tuple(question.blamed))
            return False
        cost, sizes = growth.cheapest
        if first_look and (cost > _FIRST_LOOK or max(sizes.values(), default=0) > _FIRST_SIZE):
            return False
        if cost > _MOST_INSTANCES:
            self.limit = f"memory: {cost:,} ground instances would be too many"
            growth.drop()
            return True
        theory = self._theory(self._numbered, sizes)
        found = theory.solve(question.groups, until, _CONFLICTS)
        if isinstance(found, Unsatisfiable):
            question.blamed |= found.groups
            growth.grow(found.sorts)
        elif found is not None:
            domains = self._numbered_domains(sizes)
            question.answer = self._numbered.read(theory, found, domains, self._vocabulary)
        elif monotonic() > until:
            return False
        else:
            growth.complete = False
            growth.grow(sizes.keys())
        return True

    def _growth(self, question: _Question) -> Growth:
        if question.growth is None:
            question.growth = Growth(self._numbered.sorting, self._numbered.cost)
        return question.growth

    # --- structures --------------------------------------------------------------------

    def _named_sizes(self, question: _Question) -> Sizes | None:
        """Sizes for one element a constant and some more; None after the last of them."""
        extra = question.named
        if extra > (self._max_extra if self._functions else 0):
            return None
        return {sort: len(c) + (extra or not c) for sort, c in self._constants.items()}

    def _element_names(self, sort: Sort, extra: int) -> tuple[str, ...]:
        constants = self._constants[sort]
        return tuple(c.name for c in constants) + _fresh_elements(extra, constants)

    def _numbered_domains(self, sizes: Sizes) -> dict[Sort, tuple[str, ...]]:
        most = dict.fromkeys(self._constants, 1)
        for sort, declared in self._numbered.sorting.declared.items():
            most[declared] = max(most.get(declared, 1), sizes[sort])
        return {sort: tuple(f"e{n + 1}" for n in range(size)) for sort, size in most.items()}

    @property
    def _named(self) -> FlatProblem:
        if self._named_problem is None:
            elements = {
                constant: place
                for constants in self._constants.values()
                for place, constant in enumerate(constants)
            }
            self._named_problem = named_problem(self._groups, elements)
        return self._named_problem

    @property
    def _numbered(self) -> FlatProblem:
        if self._numbered_problem is None:
            self._numbered_problem = numbered_problem(self._groups, self._vocabulary)
        return self._numbered_problem

    @property
    def _lazy_theory(self) -> LazyGroundTheory:
        if self._lazy is not None:
            return self._lazy
        domains = {sort: self._element_names(sort, not c) for sort, c in self._constants.items()}
        constants = frozenset(c for found in self._constants.values() for c in found)
        self._lazy = LazyGroundTheory(domains, constants, self._pulse)
        for group, clauses in self._groups.items():
            self._lazy.add(group, clauses)
        return self._lazy

    def _theory(self, problem: FlatProblem, sizes: Sizes) -> GroundTheory:
        """The theory of these sizes; others are forgotten where there are too many instances."""
        key = problem is self._named, tuple(sizes.values())
        theory = self._theories.get(key)
        if theory is None:
            room = _MOST_INSTANCES - problem.cost(sizes)
            while self._theories and sum(t.instances for t in self._theories.values()) > room:
                self._theories.pop(next(iter(self._theories))).close()
            theory = self._theories[key] = problem.theory(sizes, self._pulse)
        return theory


def _fresh_elements(count: int, constants: Sequence[FunctionSymbol]) -> tuple[str, ...]:
    names = {constant.name for constant in constants}
    fresh = (f"e{n}" for n in range(1, count + len(names) + 2))
    return tuple([name for name in fresh if name not in names][:count])


def _completed(model: FiniteModel, vocabulary: Iterable[Symbol]) -> FiniteModel:
    """The model of constants and predicates with a value for every symbol of the vocabulary."""
    known = tuple(vocabulary)
    return FiniteModel(
        model.domains,
        {c: model.functions[c] for c in known if isinstance(c, FunctionSymbol)},
        {p: model.predicates.get(p, frozenset()) for p in known if isinstance(p, PredicateSymbol)},
    )
