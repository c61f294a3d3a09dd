"""Ground instances made when a model needs them: for theories with thousands of constants.

Where there are neither functions nor equality, the constants are all the elements needed
(Herbrand's theorem), but rules times constants can be millions of instances.  So only facts are
given to the SAT solver at first; a model that it finds is held against the clauses, the
instances that are false in it are added, and so on until none is false.  Atoms that nothing
speaks of are false in the solver's models, so this follows the rules forwards; where a rule
leaves no choice, what it concludes is taken for true at once, and the solver is asked only when
nothing more follows.

This is the lazy grounding of finite model finders and of answer set programming (compare Ge and
de Moura, "Complete Instantiation for Quantified Formulas in Satisfiability Modulo Theories",
2009).  No instance is ever wrong to have: a core of some of them is a core of all.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice, product
from math import inf
from time import monotonic

from pysat.solvers import Minisat22

from prover.logic.clause import Clause
from prover.logic.syntax import Application, Atom, FunctionSymbol, PredicateSymbol, Sort, Variable
from prover.model import FiniteModel
from prover.watch import Pulse, Searching
from search.models.ground import Unsatisfiable

__all__ = ["LazyGroundTheory"]

_Row = tuple[str, ...]
_Fact = tuple[PredicateSymbol, _Row]
_Bindings = dict[Variable, str]

_Domains = Mapping[Sort, tuple[str, ...]]

_MAX_CONFLICTS, _MAX_PROPAGATIONS = 1_000, 200_000
_MAX_INSTANCES = 400_000

_AT_ONCE = 20_000
"""Instances of one clause that are added before the solver is asked again."""

_PART = 1_024
"""Instances made between two looks at the clock."""


@dataclass(frozen=True, slots=True, eq=False)
class _Flat:
    """A clause as a rule: if all conditions are true, one of the conclusions is."""

    variables: tuple[Variable, ...]
    conditions: tuple[Atom, ...]
    conclusions: tuple[Atom, ...]


@dataclass(slots=True)
class LazyGroundTheory:
    """Groups of clauses over fixed finite domains, each group to be switched on or off.

    Args:
        domains: the elements of each sort.
        fixed: the constants; each denotes the element of its own name.
        pulse: is told how many instances there are.
    """

    domains: _Domains
    fixed: frozenset[FunctionSymbol]
    pulse: Pulse = field(default_factory=Pulse)
    _solver: Minisat22 = field(default_factory=Minisat22)
    _numbers: dict[_Fact, int] = field(default_factory=dict)
    _facts: dict[int, _Fact] = field(default_factory=dict)
    _groups: dict[str, int] = field(default_factory=dict)
    _rules: dict[str, list[_Flat]] = field(default_factory=dict)
    _instances: int = 0
    _deadline: float = inf
    _last: int = 0

    def close(self) -> None:
        """Free the solver's memory."""
        self._solver.delete()

    def add(self, group: str, clauses: Iterable[Clause]) -> None:
        """Add clauses that hold whenever ``group`` is switched on."""
        if group not in self._groups:
            self._groups[group] = self._fresh()
        for clause in clauses:
            rule = _flat(clause)
            if rule.variables:
                self._rules.setdefault(group, []).append(rule)
            else:
                self._instantiate(group, rule, {})

    def solve(self, groups: Sequence[str], deadline: float) -> FiniteModel | Unsatisfiable | None:
        """A model of the groups, or the groups of an unsatisfiable core, or ``None``."""
        self._deadline = deadline
        assumptions = [self._groups[group] for group in groups]
        while not self._is_over():
            self._solver.conf_budget(_MAX_CONFLICTS)
            self._solver.prop_budget(_MAX_PROPAGATIONS)
            satisfiable = self._solver.solve_limited(assumptions=assumptions)
            if satisfiable is None:
                continue
            if not satisfiable:
                core = set(self._solver.get_core() or ())
                named = frozenset(group for group in groups if self._groups[group] in core)
                return Unsatisfiable(named, frozenset())
            model = self._solver.get_model()
            true = _True(self._facts[number] for number in model if number in self._facts)
            if not self._refute(groups, true):
                return None if self._is_over() else self._model(true)
        return None

    def _refute(self, groups: Sequence[str], true: _True) -> bool:
        """Add instances that are false where just these atoms are true, if there are any."""
        before = self._instances
        rules = [(group, rule) for group in groups for rule in self._rules.get(group, ())]
        watchers: dict[PredicateSymbol, list[tuple[str, _Flat, int]]] = {}
        agenda: list[_Fact] = []
        for group, rule in rules:
            agenda += self._follow(group, rule, self._violations(rule, true, rule.conditions, {}))
            for place, condition in enumerate(rule.conditions):
                watchers.setdefault(condition.predicate, []).append((group, rule, place))
        while agenda and not self._is_over():
            fact = agenda.pop()
            if not true.add(fact):
                continue
            for group, rule, place in watchers.get(fact[0], ()):
                start = _matched(rule.conditions[place], fact[1], {})
                if start is not None:
                    others = rule.conditions[:place] + rule.conditions[place + 1 :]
                    found = self._violations(rule, true, others, start)
                    agenda += self._follow(group, rule, found)
        return self._instances > before

    def _follow(self, group: str, rule: _Flat, violations: Iterator[_Bindings]) -> list[_Fact]:
        """Add the instances; what they conclude where they leave no choice."""
        facts = []
        for bindings in islice(violations, _AT_ONCE):
            self._instantiate(group, rule, bindings)
            if len(rule.conclusions) == 1:
                facts.append((rule.conclusions[0].predicate, _row(rule.conclusions[0], bindings)))
            if not self._instances % _PART and self._is_over():
                break
        return facts

    def _violations(
        self, rule: _Flat, true: _True, conditions: Sequence[Atom], start: _Bindings
    ) -> Iterator[_Bindings]:
        """The bindings, from ``start`` on, under which ``rule`` is false."""
        for bindings in true.matches(conditions, start):
            free = [v for v in rule.variables if v not in bindings]
            for values in product(*(self.domains[v.sort] for v in free)):
                whole = {**bindings, **dict(zip(free, values, strict=True))}
                if not any(true.holds(atom, whole) for atom in rule.conclusions):
                    yield whole

    def _instantiate(self, group: str, rule: _Flat, bindings: _Bindings) -> None:
        self._instances += 1
        row = [-self._groups[group]]
        row += [-self._number(atom, bindings) for atom in rule.conditions]
        row += [self._number(atom, bindings) for atom in rule.conclusions]
        self._solver.add_clause(row)

    def _number(self, atom: Atom, bindings: _Bindings) -> int:
        fact = atom.predicate, _row(atom, bindings)
        number = self._numbers.get(fact)
        if number is None:
            number = self._numbers[fact] = self._fresh()
            self._facts[number] = fact
        return number

    def _fresh(self) -> int:
        self._last += 1
        return self._last

    def _is_over(self) -> bool:
        now = monotonic()
        if now >= self.pulse.due:
            self.pulse.tell(now, Searching("models", self._instances, len(self._facts)))
        return now > self._deadline or self._instances > _MAX_INSTANCES

    def _model(self, true: _True) -> FiniteModel:
        functions: dict[FunctionSymbol, dict[_Row, str]] = {
            constant: {(): constant.name} for constant in self.fixed
        }
        predicates = {predicate: frozenset(rows) for predicate, rows in true.rows.items()}
        return FiniteModel(self.domains, functions, predicates)


class _True:
    """The atoms that are true in a model: by predicate, and by predicate, place and element."""

    def __init__(self, facts: Iterable[_Fact]) -> None:
        self.rows: dict[PredicateSymbol, set[_Row]] = {}
        self._at: dict[tuple[PredicateSymbol, int, str], list[_Row]] = {}
        for fact in facts:
            self.add(fact)

    def add(self, fact: _Fact) -> bool:
        """Take a fact for true; False where it was already."""
        predicate, row = fact
        rows = self.rows.setdefault(predicate, set())
        if row in rows:
            return False
        rows.add(row)
        for place, element in enumerate(row):
            self._at.setdefault((predicate, place, element), []).append(row)
        return True

    def holds(self, atom: Atom, bindings: _Bindings) -> bool:
        return _row(atom, bindings) in self.rows.get(atom.predicate, ())

    def matches(self, atoms: Sequence[Atom], bindings: _Bindings) -> Iterator[_Bindings]:
        """The extensions of ``bindings`` under which all of ``atoms`` are true."""
        if not atoms:
            yield bindings
            return
        every = [self._candidates(atom, bindings) for atom in atoms]
        first = min(range(len(atoms)), key=lambda index: len(every[index]))
        others = (*atoms[:first], *atoms[first + 1 :])
        for row in every[first]:
            extended = _matched(atoms[first], row, bindings)
            if extended is not None:
                yield from self.matches(others, extended)

    def _candidates(self, atom: Atom, bindings: _Bindings) -> Collection[_Row]:
        """The rows that agree with the first argument that has a value; all, if none has."""
        for place, argument in enumerate(atom.arguments):
            value = _value(argument, bindings)
            if value is not None:
                return self._at.get((atom.predicate, place, value), ())
        return self.rows.get(atom.predicate, ())


def _flat(clause: Clause) -> _Flat:
    atoms = [(lit.positive, lit.atom) for lit in clause.literals if isinstance(lit.atom, Atom)]
    return _Flat(
        tuple(clause.variables),
        tuple(atom for positive, atom in atoms if not positive),
        tuple(atom for positive, atom in atoms if positive),
    )


def _matched(atom: Atom, row: _Row, bindings: _Bindings) -> _Bindings | None:
    extended = dict(bindings)
    for argument, element in zip(atom.arguments, row, strict=True):
        if isinstance(argument, Variable):
            if extended.setdefault(argument, element) != element:
                return None
        elif argument.function.name != element:
            return None
    return extended


def _value(argument: Variable | Application, bindings: _Bindings) -> str | None:
    return bindings.get(argument) if isinstance(argument, Variable) else argument.function.name


def _row(atom: Atom, bindings: _Bindings) -> _Row:
    return tuple(
        bindings[a] if isinstance(a, Variable) else a.function.name for a in atom.arguments
    )
