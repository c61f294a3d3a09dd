"""Ground instances over finite domains, for a SAT solver: verdicts, models and cores.

The method of MACE (McCune 1994) and Paradox (Claessen and Sörensson 2003): fix how many
elements there are, instantiate every clause in all ways, ask a SAT solver.  When a problem
has no functions and no equality its constants are the only elements needed (Herbrand's
theorem), so an unsatisfiable answer is final; otherwise it speaks about this size only.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice, product
from time import monotonic

from pysat.solvers import Minisat22

from prover.errors import ProverError
from prover.logic.clause import Clause
from prover.logic.syntax import (
    Application,
    Atom,
    Equality,
    FunctionSymbol,
    PredicateSymbol,
    Sort,
    Term,
    Variable,
)
from prover.model import FiniteModel
from prover.watch import Pulse, Searching

__all__ = ["Domains", "GroundTheory", "TooManyInstances"]

Domains = Mapping[Sort, tuple[str, ...]]
_Key = tuple[object, ...]
_Flat = tuple[bool, object, tuple[int, ...]]
"""Sign, predicate (or function, or "=" ), and argument positions in the instantiation."""

MAX_INSTANCES = 400_000
MAX_CONFLICTS = 50_000

_PART = 4_096
"""Instances made between two looks at the clock."""


class TooManyInstances(ProverError):
    """Grounding would exceed :data:`MAX_INSTANCES` clauses, or the deadline."""

    code = "too-many-instances"


@dataclass(slots=True)
class GroundTheory:
    """Groups of clauses over fixed finite domains, each group to be switched on or off.

    Args:
        domains: the elements of each sort.
        fixed: constants that denote the element of their own name.
        deadline: value of :func:`time.monotonic` after which grounding gives up.
        pulse: is told how many instances there are.
    """

    domains: Domains
    fixed: frozenset[FunctionSymbol]
    deadline: float = float("inf")
    pulse: Pulse = field(default_factory=Pulse)
    _solver: Minisat22 = field(default_factory=Minisat22)
    _variables: dict[_Key, int] = field(default_factory=dict)
    _groups: dict[str, int] = field(default_factory=dict)
    _tables: set[FunctionSymbol] = field(default_factory=set)
    _predicates: set[PredicateSymbol] = field(default_factory=set)
    _instances: int = 0

    def close(self) -> None:
        """Free the solver's memory."""
        self._solver.delete()

    def add(self, group: str, clauses: Iterable[Clause]) -> None:
        """Add clauses that hold whenever ``group`` is switched on.

        Raises:
            TooManyInstances: the group has too many ground instances.
        """
        selector = self._groups.setdefault(group, self._variable(("group", group)))
        for clause in clauses:
            self._ground(clause, -selector)

    def solve(self, groups: Sequence[str]) -> FiniteModel | tuple[str, ...] | None:
        """A model of the groups, or the groups of an unsatisfiable core, or ``None``."""
        assumptions = [self._groups[group] for group in groups]
        self._solver.conf_budget(MAX_CONFLICTS)
        satisfiable = self._solver.solve_limited(assumptions=assumptions)
        if satisfiable is None:
            return None
        if satisfiable:
            return self._model(set(self._solver.get_model()))
        core = set(self._solver.get_core() or ())
        return tuple(group for group in groups if self._groups[group] in core)

    def _variable(self, key: _Key) -> int:
        return self._variables.setdefault(key, len(self._variables) + 1)

    def _ground(self, clause: Clause, guard: int) -> None:
        flattened = _Flattened(self)
        literals = [flattened.literal(lit.positive, lit.atom) for lit in clause.literals]
        literals = flattened.conditions + literals
        ranges = [self.domains[sort] for sort in flattened.sorts]
        ranges += [(name,) for name in reversed(flattened.elements)]
        self._reserve(ranges)
        every = product(*ranges)
        while part := tuple(islice(every, _PART)):
            self._instantiate(literals, part, guard)
            self._look_at_the_clock()

    def _instantiate(
        self, literals: Sequence[_Flat], every: Iterable[tuple[str, ...]], guard: int
    ) -> None:
        variables, add = self._variables, self._solver.add_clause
        for values in every:
            row = [guard]
            for positive, head, positions in literals:
                if head == "=":
                    if (values[positions[0]] == values[positions[1]]) == positive:
                        break
                    continue
                key = (head, *[values[p] for p in positions])
                number = variables.setdefault(key, len(variables) + 1)
                row.append(number if positive else -number)
            else:
                add(row)

    def _reserve(self, ranges: Sequence[tuple[str, ...]]) -> None:
        count = 1
        for names in ranges:
            count *= len(names)
        self._instances += count
        if self._instances > MAX_INSTANCES:
            raise TooManyInstances("too many ground instances")

    def _look_at_the_clock(self) -> None:
        now = monotonic()
        if now >= self.pulse.due:
            made = self._instances
            self.pulse.tell(now, Searching("models", made, len(self._variables)))
        if now > self.deadline:
            raise TooManyInstances("no time for more ground instances")

    def declare(self, function: FunctionSymbol) -> None:
        """Say that ``function`` has exactly one value for all arguments."""
        if function in self._tables:
            return
        self._tables.add(function)
        argument_ranges = [self.domains[sort] for sort in function.argument_sorts]
        values = self.domains[function.sort]
        self._reserve([*argument_ranges, values, values])
        for arguments in product(*argument_ranges):
            row = [self._variable((function, *arguments, value)) for value in values]
            self._solver.add_clause(row)
            for i, first in enumerate(row):
                for second in row[:i]:
                    self._solver.add_clause([-first, -second])

    def note(self, predicate: PredicateSymbol) -> None:
        """Remember that models must interpret ``predicate``."""
        self._predicates.add(predicate)

    def _model(self, true: set[int]) -> FiniteModel:
        predicates: dict[PredicateSymbol, set[tuple[str, ...]]] = {
            predicate: set() for predicate in self._predicates
        }
        functions: dict[FunctionSymbol, dict[tuple[str, ...], str]] = {
            constant: {(): constant.name} for constant in self.fixed
        }
        for key, number in self._variables.items():
            if number in true:
                head, row = key[0], key[1:]
                if isinstance(head, PredicateSymbol):
                    predicates[head].add(row)  # type: ignore[arg-type]
                elif isinstance(head, FunctionSymbol):
                    functions.setdefault(head, {})[row[:-1]] = row[-1]  # type: ignore[index, assignment]
        frozen = {predicate: frozenset(rows) for predicate, rows in predicates.items()}
        return FiniteModel(self.domains, functions, frozen)


@dataclass(slots=True)
class _Flattened:
    """One clause with nested terms replaced by variables: P(f(x)) becomes f(x)≠z ∨ P(z).

    Positions count the variables from the front and the fixed constants, whose names are in
    :attr:`elements`, from the back.
    """

    theory: GroundTheory
    sorts: list[Sort] = field(default_factory=list)
    elements: list[str] = field(default_factory=list)
    conditions: list[_Flat] = field(default_factory=list)
    _terms: dict[Term, int] = field(default_factory=dict)

    def literal(self, positive: bool, atom: Atom | Equality) -> _Flat:
        if isinstance(atom, Equality):
            return positive, "=", (self._position(atom.left), self._position(atom.right))
        self.theory.note(atom.predicate)
        return positive, atom.predicate, tuple(self._position(a) for a in atom.arguments)

    def _position(self, term: Term) -> int:
        known = self._terms.get(term)
        if known is not None:
            return known
        if isinstance(term, Application) and term.function in self.theory.fixed:
            self.elements.append(term.function.name)
            position = -len(self.elements)
        elif isinstance(term, Variable):
            self.sorts.append(term.sort)
            position = len(self.sorts) - 1
        else:
            arguments = tuple(self._position(argument) for argument in term.arguments)
            self.theory.declare(term.function)
            self.sorts.append(term.sort)
            position = len(self.sorts) - 1
            self.conditions.append((False, term.function, (*arguments, position)))
        self._terms[term] = position
        return position
