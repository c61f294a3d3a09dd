"""Instantiation guided by a propositional solver, for problems that are hard by their cases.

Korovin, "Inst-Gen: A Modular Approach to Instantiation-Based Automated Reasoning" (2013).  All
clauses, their variables read as one constant, are given to a SAT solver.  If these ground
clauses are unsatisfiable, so are the clauses.  Otherwise the solver's model makes a literal of
every clause true; where two such literals contradict each other under a unifier, the instances
that show it are added.  With equality its axioms take part like other clauses.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from heapq import heappop, heappush
from typing import Any, Final

from pysat.solvers import Solver

from search.saturation.clauses import Literal, LiteralBank
from search.saturation.fingerprints import FingerprintIndex, Fingerprints
from search.saturation.simplification import Literals
from search.saturation.terms import MAX_TERM_DEPTH, TRUE, Term
from search.saturation.unification import Bindings, Instance, match, unify

__all__ = ["InstantiationLoop"]

_SOLVER: Final = "glucose4"
_CONFLICTS: Final = 2_000
"""The solver works for so many conflicts between two looks at the clock."""


class Instantiated:
    """An instance of the input clause ``number``, literal for literal.

    Attributes:
        truth: the solver's numbers of its literals.
        chosen: index of the literal that the model makes true, -1 while it waits.
    """

    __slots__ = ("chosen", "ground", "literals", "number", "truth")

    def __init__(self, number: int, literals: Literals, truth: tuple[int, ...]) -> None:
        self.number = number
        self.literals = literals
        self.truth = truth
        self.chosen = -1
        self.ground = all([literal.ground for literal in literals])


class InstantiationLoop:
    """One search.

    Args:
        bank: makes the literals.
        stands_for: the term that all variables of a sort are read as.
        is_over: whether to give up.
    """

    def __init__(
        self,
        bank: LiteralBank,
        stands_for: Callable[[int], Term],
        is_over: Callable[[int, int], bool],
    ) -> None:
        self._bank = bank
        self._stands_for = stands_for
        self._is_over = is_over
        self._solver: Any = Solver(name=_SOLVER)
        self._variables: dict[tuple[Term, Term], int] = {}
        self._true: list[bool] = []
        self._clauses: dict[tuple[int, Literals], Instantiated] = {}
        self._waiting: list[tuple[int, int, Instantiated]] = []
        self._active: list[Instantiated] = []
        fingerprints = Fingerprints()
        self._index: FingerprintIndex[Instantiated] = FingerprintIndex(fingerprints)
        self._count = 0

    def run(self, inputs: Sequence[Literals]) -> list[tuple[int, Bindings]] | None:
        """Search a set of ground instances that is propositionally unsatisfiable.

        Returns:
            The instances, each as the number of an input and the terms for its variables;
            ``None`` if time is up or no more instances can be made.
        """
        try:
            for number, literals in enumerate(inputs):
                self._add(number, literals)
            while True:
                satisfiable = self._solve()
                if satisfiable is None:
                    return None
                if not satisfiable:
                    return self._core(inputs)
                self._review()
                if not self._step():
                    return None
        finally:
            self._solver.delete()

    @property
    def made(self) -> int:
        """Number of instances made."""
        return len(self._clauses)

    # --- the propositional side ---------------------------------------------------------

    def _add(self, number: int, literals: Literals) -> None:
        key = (number, literals)
        if key in self._clauses:
            return
        truth = tuple([self._grounded(literal) for literal in literals])
        clause = self._clauses[key] = Instantiated(number, literals, truth)
        self._solver.add_clause([each for each in truth if each])
        self._wait(clause)

    def _wait(self, clause: Instantiated) -> None:
        clause.chosen = -1
        self._count += 1
        cost = sum([literal.cost for literal in clause.literals])
        heappush(self._waiting, (cost + self._count // 8, self._count, clause))

    def _grounded(self, literal: Literal) -> int:
        """The solver's number of the literal with its variables read as one constant."""
        left, right = self._ground(literal.left), self._ground(literal.right)
        if left is right:
            number = self._number(self._bank.terms.true, self._bank.terms.true)
        else:
            atom = self._bank.literal(True, left, right)
            number = self._number(atom.left, atom.right)
        return number if literal.positive else -number

    def _number(self, left: Term, right: Term) -> int:
        key = (left, right)
        number = self._variables.get(key)
        if number is None:
            number = self._variables[key] = len(self._variables) + 1
            if left.head == TRUE:
                self._solver.add_clause([number])
        return number

    def _ground(self, term: Term) -> Term:
        if term.ground:
            return term
        if term.head < 0:
            return self._stands_for(term.sort)
        return self._bank.terms.make(term.head, tuple([self._ground(arg) for arg in term.args]))

    def _solve(self) -> bool | None:
        """Whether the ground clauses are satisfiable; ``None`` when time is up."""
        while True:
            if self._is_over(len(self._clauses), 0):
                return None
            self._solver.conf_budget(_CONFLICTS)
            answer = self._solver.solve_limited()
            if answer is not None:
                break
        if answer:
            model = self._solver.get_model()
            self._true = [False] * (len(self._variables) + 1)
            for number in model:
                if 0 < number < len(self._true):
                    self._true[number] = True
        return bool(answer)

    def _holds(self, number: int) -> bool:
        return self._true[number] if number > 0 else not self._true[-number]

    # --- the first-order side -----------------------------------------------------------

    def _review(self) -> None:
        """Active clauses whose chosen literal is no longer true wait again."""
        kept = []
        for clause in self._active:
            if self._holds(clause.truth[clause.chosen]):
                kept.append(clause)
            else:
                self._unindex(clause)
                self._wait(clause)
        self._active = kept

    def _step(self) -> bool:
        """Activate the most promising clauses until one gives new instances."""
        while self._waiting:
            _, _, clause = heappop(self._waiting)
            clause.chosen = self._choice(clause)
            self._active.append(clause)
            before = len(self._clauses)
            self._instantiate(clause)
            self._index.add(clause.literals[clause.chosen].left, clause)
            if len(self._clauses) > before or self._is_over(before, 0):
                return True
        return False

    def _choice(self, clause: Instantiated) -> int:
        """The true literal to be used: negative rather than positive, then ground, then large."""
        best, best_key = -1, (-1, -1, -1)
        for index, number in enumerate(clause.truth):
            if self._holds(number):
                literal = clause.literals[index]
                key = (int(literal.ground), int(not literal.positive), literal.cost)
                if key > best_key:
                    best, best_key = index, key
        return best

    def _unindex(self, clause: Instantiated) -> None:
        self._index.remove(clause.literals[clause.chosen].left, clause)

    def _instantiate(self, given: Instantiated) -> None:
        """Instances of ``given`` and of its partners whose chosen literals contradict."""
        chosen = given.literals[given.chosen]
        bank = self._bank
        renamed: Bindings = {}
        variant = tuple([bank.shifted(each, 1, renamed) for each in given.literals])
        literal = variant[given.chosen]
        if chosen.left is not chosen.right and not chosen.predicate and not chosen.positive:
            self._make(unify(chosen.left, chosen.right), given, given.literals)
        for left, right in _orientations(literal):
            for bucket in self._index.partners(left):
                for term, partners in bucket.items():
                    self._meet(given, variant, left, right, term, partners)

    def _meet(
        self,
        given: Instantiated,
        variant: Literals,
        left: Term,
        right: Term,
        term: Term,
        partners: list[Instantiated],
    ) -> None:
        """Instances of ``given`` (renamed: ``variant``) and of partners found under ``term``."""
        positive = given.literals[given.chosen].positive
        found: dict[Term, Bindings | None] = {}
        for partner in partners:
            other = partner.literals[partner.chosen]
            if other.positive == positive:
                continue
            if other.right not in found:
                found[other.right] = _unified(left, term, right, other.right)
                self._make(found[other.right], given, variant)
            self._make(found[other.right], partner, partner.literals)

    def _make(self, bindings: Bindings | None, clause: Instantiated, variant: Literals) -> None:
        if bindings is None or clause.ground:
            return
        instance = Instance(self._bank.terms, bindings)
        literals = tuple([self._bank.instance(each, instance) for each in variant])
        if max([literal.depth for literal in literals]) <= MAX_TERM_DEPTH:
            self._add(clause.number, literals)

    # --- the result ---------------------------------------------------------------------

    def _core(self, inputs: Sequence[Literals]) -> list[tuple[int, Bindings]]:
        """Few ground instances that contradict each other."""
        kept = list(self._clauses.values())
        while True:
            core = self._contradictory(kept)
            if len(core) == len(kept):
                break
            kept = core
        return [(each.number, self._bindings(inputs[each.number], each)) for each in kept]

    def _contradictory(self, clauses: Sequence[Instantiated]) -> list[Instantiated]:
        size = len(self._variables)
        with Solver(name=_SOLVER) as solver:
            always = self._variables.get((self._bank.terms.true, self._bank.terms.true))
            if always:
                solver.add_clause([always])
            for index, clause in enumerate(clauses):
                solver.add_clause([-(size + 1 + index), *clause.truth])
            solver.solve(assumptions=[size + 1 + index for index in range(len(clauses))])
            return [clauses[number - size - 1] for number in sorted(solver.get_core() or ())]

    def _bindings(self, original: Literals, clause: Instantiated) -> Bindings:
        """The ground terms that the input's variables became."""
        bindings: Bindings = {}
        _matched(original, clause.literals, 0, bindings)
        return {variable: self._ground(term) for variable, term in bindings.items()}


def _matched(original: Literals, literals: Literals, index: int, bindings: Bindings) -> bool:
    """Match literal for literal; equations may have been turned round."""
    if index == len(original):
        return True
    pattern, target = original[index], literals[index]
    for left, right in _orientations(target):
        trial = dict(bindings)
        if (
            match(pattern.left, left, trial)
            and match(pattern.right, right, trial)
            and _matched(original, literals, index + 1, trial)
        ):
            bindings.update(trial)
            return True
    return False


def _orientations(literal: Literal) -> list[tuple[Term, Term]]:
    if literal.predicate:
        return [(literal.left, literal.right)]
    return [(literal.left, literal.right), (literal.right, literal.left)]


def _unified(left: Term, term: Term, right: Term, side: Term) -> Bindings | None:
    """A unifier of both pairs."""
    bindings = unify(left, term)
    if bindings is None or right is side:
        return bindings
    return unify(right, side, bindings)
