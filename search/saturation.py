"""Saturation: the given-clause prover.

The DISCOUNT loop (Denzinger, Kronenburg and Schulz 1997): take the most promising
unprocessed clause, simplify it by the processed ones, drop it if redundant, otherwise let
it meet every processed clause and queue what follows.  The search ends with the empty
clause (a refutation), with nothing left to do (saturated: no refutation exists), or with
its budget spent.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from heapq import heappop, heappush
from time import monotonic

from prover.clausify import InputClause
from prover.logic.clause import Clause, Literal
from prover.logic.syntax import Equality, FormulaTooDeep, Term, Variable
from prover.logic.unify import Bindings, match_atoms, match_terms
from prover.logic.walk import free_variables, substitute_term
from prover.proof import Rule
from prover.watch import Pulse, Searching
from search.derivation import Derivation, input_derivation, renamed
from search.inferences import (
    Inference,
    equality_factoring,
    equality_resolution,
    factoring,
    replace_at,
    resolution,
    subterms,
    superposition,
)
from search.ordering import KnuthBendixOrder
from search.subsumption import Shape, shape_of, shapes_of, subsumes

__all__ = ["Outcome", "Saturation"]


class Outcome(StrEnum):
    """How a saturation run ended."""

    REFUTED = "refuted"
    SATURATED = "saturated"
    RESOURCE_OUT = "resource out"


@dataclass(slots=True, eq=False)
class _Processed:
    """A processed clause with what the loop asks of it again and again."""

    derivation: Derivation
    clause: Clause
    shapes: Counter[Shape]
    eligible: tuple[int, ...]
    alive: bool = True


@dataclass(slots=True)
class Saturation:
    """One run of the prover.

    Args:
        deadline: value of :func:`time.monotonic` at which the run gives up.
        max_processed: number of given clauses after which the run gives up.
        age_ratio: every how many-th given clause is the oldest instead of the lightest.
        pulse: is told how many clauses there are.
    """

    deadline: float = float("inf")
    max_processed: int = 20_000
    age_ratio: int = 5
    pulse: Pulse = field(default_factory=Pulse)
    processed_count: int = 0
    queued_count: int = 0
    _order: KnuthBendixOrder = field(default_factory=lambda: KnuthBendixOrder({}))
    _by_weight: list[tuple[int, int, Derivation]] = field(default_factory=list)
    _by_age: list[tuple[int, Derivation]] = field(default_factory=list)
    _taken: set[int] = field(default_factory=set)
    _processed: list[_Processed] = field(default_factory=list)
    _literals: dict[Shape, list[tuple[_Processed, int]]] = field(default_factory=dict)
    _demodulators: list[tuple[Term, Term, Derivation]] = field(default_factory=list)
    _incomplete: bool = False

    def refute(self, clauses: Iterable[InputClause]) -> tuple[Outcome, Derivation | None]:
        """Search the empty clause among the consequences of ``clauses``."""
        inputs = [input_derivation(entry) for entry in clauses]
        self._order = KnuthBendixOrder.for_clauses(d.clause for d in inputs)
        for derivation in inputs:
            self._queue(derivation)
            if self._is_over():
                return Outcome.RESOURCE_OUT, None
        while (given := self._next()) is not None:
            if self.processed_count >= self.max_processed or self._is_over():
                return Outcome.RESOURCE_OUT, None
            found = self._process(given)
            if found is not None:
                return Outcome.REFUTED, found
        return (Outcome.RESOURCE_OUT if self._incomplete else Outcome.SATURATED), None

    def _process(self, given: Derivation) -> Derivation | None:
        given = self._simplify(given)
        if not given.clause.literals:
            return given
        if given.clause.is_tautology or self._is_subsumed(given.clause):
            return None
        self.processed_count += 1
        self._remove_redundant(given)
        entry = self._keep(given)
        for derived in self._generate(entry):
            if not derived.clause.literals:
                return derived
            if not derived.clause.is_tautology:
                self._queue(derived)
            if self._is_over():
                self._incomplete = True
                break
        return None

    def _is_over(self) -> bool:
        """Whether the time is; if somebody watches, this is when they hear of it."""
        now = monotonic()
        if now >= self.pulse.due:
            self.pulse.tell(now, Searching("saturation", self.queued_count, self.processed_count))
        return now > self.deadline

    def _queue(self, derivation: Derivation) -> None:
        derivation = _normalised(derivation)
        number = self.queued_count
        self.queued_count += 1
        weight = sum(
            1 + sum(self._order.weight(t) for t in _sides(literal))
            for literal in derivation.clause.literals
        )
        heappush(self._by_weight, (weight, number, derivation))
        heappush(self._by_age, (number, derivation))

    def _next(self) -> Derivation | None:
        use_age = self.processed_count % self.age_ratio == self.age_ratio - 1
        while self._by_weight and self._by_age:
            if use_age:
                number, derivation = heappop(self._by_age)
            else:
                _, number, derivation = heappop(self._by_weight)
            if number not in self._taken:
                self._taken.add(number)
                return derivation
        return None

    # --- keeping and removing -------------------------------------------------------

    def _keep(self, given: Derivation) -> _Processed:
        clause = given.clause
        entry = _Processed(given, clause, shapes_of(clause), self._eligible(clause))
        self._processed.append(entry)
        for index in entry.eligible:
            shape = shape_of(clause.literals[index])
            self._literals.setdefault(shape, []).append((entry, index))
        self._demodulators += self._rewrites(given)
        return entry

    def _eligible(self, clause: Clause) -> tuple[int, ...]:
        """The literals to infer with: one negative literal if there is any, else the maximal."""
        negative = [i for i, literal in enumerate(clause.literals) if not literal.positive]
        if negative:
            heaviest = max(
                negative,
                key=lambda i: sum(self._order.weight(t) for t in _sides(clause.literals[i])),
            )
            return (heaviest,)
        return self._order.maximal(clause)

    def _is_subsumed(self, clause: Clause) -> bool:
        shapes = shapes_of(clause)
        return any(
            entry.alive and entry.shapes <= shapes and subsumes(entry.clause, clause)
            for entry in self._processed
        )

    def _remove_redundant(self, given: Derivation) -> None:
        """Backward subsumption and backward demodulation by ``given``."""
        shapes = shapes_of(given.clause)
        rewrites = self._rewrites(given)
        for entry in self._processed:
            if not entry.alive:
                continue
            if shapes <= entry.shapes and subsumes(given.clause, entry.clause):
                entry.alive = False
            elif rewrites and self._rewritten(entry.derivation, rewrites) is not None:
                entry.alive = False
                self._queue(entry.derivation)
        self._processed = [entry for entry in self._processed if entry.alive]
        self._demodulators = [
            rule for rule in self._demodulators if rule[2] is given or self._is_alive(rule[2])
        ]

    def _is_alive(self, derivation: Derivation) -> bool:
        return any(entry.derivation is derivation for entry in self._processed)

    # --- simplification --------------------------------------------------------------

    def _simplify(self, given: Derivation) -> Derivation:
        """Rewrite by unit equations and cut literals that unit clauses refute."""
        changed = True
        while changed:
            changed = False
            rewritten = self._rewritten(given, self._demodulators)
            if rewritten is not None:
                given, changed = rewritten, True
            cut = self._without_refuted_literal(given)
            if cut is not None:
                given, changed = cut, True
        return given

    def _rewrites(self, derivation: Derivation) -> list[tuple[Term, Term, Derivation]]:
        """The rewrite rules that a unit equation gives under the order, at most one."""
        clause = derivation.clause
        if len(clause.literals) != 1 or not clause.literals[0].positive:
            return []
        atom = clause.literals[0].atom
        if not isinstance(atom, Equality):
            return []
        sides = ((atom.left, atom.right), (atom.right, atom.left))
        return [(big, small, derivation) for big, small in sides if self._order.greater(big, small)]

    def _rewritten(
        self, given: Derivation, rules: list[tuple[Term, Term, Derivation]]
    ) -> Derivation | None:
        """``given`` after one demodulation step, if any rule applies."""
        if not rules:
            return None
        for index, literal in enumerate(given.clause.literals):
            for position, term in subterms(literal.atom):
                if isinstance(term, Variable):
                    continue
                for left, right, source in rules:
                    if source is given:
                        continue
                    bindings = match_terms([(left, term)])
                    if bindings is None:
                        continue
                    new = replace_at(literal.atom, position, substitute_term(right, bindings))
                    literals = list(given.clause.literals)
                    literals[index] = Literal(literal.positive, new)
                    return Derivation(
                        _without_trivial(Clause.of(literals)),
                        Rule.DEMODULATION,
                        (source, given),
                        (bindings, {v: v for v in given.clause.variables}),
                    )
        return None

    def _without_refuted_literal(self, given: Derivation) -> Derivation | None:
        for index, literal in enumerate(given.clause.literals):
            for entry, _ in self._literals.get(shape_of(literal.complement), ()):
                if entry.alive and len(entry.clause.literals) == 1:
                    unit = Clause((literal.complement,))
                    if subsumes(entry.clause, unit):
                        literals = given.clause.literals
                        rest = Clause(literals[:index] + literals[index + 1 :])
                        first = _matching(entry.clause.literals[0], literal.complement)
                        second: Bindings = {v: v for v in given.clause.variables}
                        return Derivation(
                            rest, Rule.RESOLUTION, (entry.derivation, given), (first, second)
                        )
        return None

    # --- generation ------------------------------------------------------------------

    def _generate(self, entry: _Processed) -> Iterator[Derivation]:
        given = _primed(entry.clause)
        try:
            for index in entry.eligible:
                for inference in self._unary(entry.clause, index):
                    yield _derived(inference, (entry, entry.clause))
                yield from self._with_partners(entry, given, index)
        except FormulaTooDeep:
            self._incomplete = True

    def _unary(self, clause: Clause, index: int) -> Iterator[Inference]:
        resolved_equation = equality_resolution(clause, index)
        if resolved_equation is not None:
            yield resolved_equation
        if clause.literals[index].positive:
            yield from factoring(clause, index)
            yield from equality_factoring(clause, index)

    def _with_partners(self, entry: _Processed, given: Clause, index: int) -> Iterator[Derivation]:
        """Inferences of the given clause (variables primed) with every processed one."""
        literal = given.literals[index]
        this = (entry, given)
        for partner, j in tuple(self._literals.get(shape_of(literal.complement), ())):
            if partner.alive:
                inference = resolution(given, index, partner.clause, j)
                if inference is not None:
                    yield _derived(inference, this, (partner, partner.clause))
        if isinstance(literal.atom, Equality) and literal.positive:
            for partner, j in self._eligible_everywhere():
                for inference in superposition(given, index, partner.clause, j, self._order):
                    yield _derived(inference, this, (partner, partner.clause))
        for partner, j in tuple(self._literals.get((True, None), ())):
            if partner.alive:
                for inference in superposition(partner.clause, j, given, index, self._order):
                    yield _derived(inference, (partner, partner.clause), this)

    def _eligible_everywhere(self) -> Iterator[tuple[_Processed, int]]:
        for entry in tuple(self._processed):
            for index in entry.eligible:
                yield entry, index


def _sides(literal: Literal) -> tuple[Term, ...]:
    atom = literal.atom
    return (atom.left, atom.right) if isinstance(atom, Equality) else atom.arguments


def _without_trivial(clause: Clause) -> Clause:
    """The clause without literals of the form t ≠ t."""
    return Clause(
        tuple(
            literal
            for literal in clause.literals
            if literal.positive
            or not isinstance(literal.atom, Equality)
            or literal.atom.left is not literal.atom.right
        )
    )


def _normalised(derivation: Derivation) -> Derivation:
    """The derivation with its clause's variables named x1, x2, … in order of occurrence."""
    clause = derivation.clause
    renaming: Bindings = {}
    for literal in clause.literals:
        for variable in free_variables(literal.atom):
            if variable not in renaming:
                renaming[variable] = Variable(f"x{len(renaming) + 1}", variable.sort)
    if all(old is new for old, new in renaming.items()):
        return derivation
    return renamed(derivation, renaming)


def _matching(pattern: Literal, target: Literal) -> Bindings:
    bindings = match_atoms(pattern.atom, target.atom)
    if bindings is None:
        assert isinstance(target.atom, Equality)
        bindings = match_atoms(pattern.atom, Equality(target.atom.right, target.atom.left))
    return bindings or {}


def _primed(clause: Clause) -> Clause:
    """A variant of a normalised clause that shares no variable with normalised clauses."""
    return clause.substitute({variable: _prime(variable) for variable in clause.variables})


def _prime(variable: Variable) -> Variable:
    return Variable(f"{variable.name}′", variable.sort)


def _derived(inference: Inference, *parents: tuple[_Processed, Clause]) -> Derivation:
    """The derivation of an inference from processed clauses in the variants used for it."""
    instances = []
    for entry, variant in parents:
        names = {v: v if variant is entry.clause else _prime(v) for v in entry.clause.variables}
        instances.append({v: inference.bindings.get(w, w) for v, w in names.items()})
    return Derivation(
        inference.clause,
        inference.rule,
        tuple(entry.derivation for entry, _ in parents),
        tuple(instances),
    )
