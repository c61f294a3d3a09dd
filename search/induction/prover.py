"""The induction prover."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from time import monotonic

from prover.logic.syntax import Equality, ForAll, Formula, Iff, Implies, Term, Variable
from prover.logic.walk import free_variables, strip_universals
from prover.proof import Rule
from prover.theory import Theorem, Theory
from prover.watch import Watch, ignore
from search.induction.deduction import (
    Deduction,
    Established,
    fact,
    inferred,
    stated,
    theorems_of,
)
from search.induction.fertilisation import fertilised, instantiated
from search.induction.generalisation import canonical, generalisations, implication, peeled
from search.induction.ordering import PathOrdering, precedence_of
from search.induction.recursion import RecursionTable
from search.induction.refutation import Refuter
from search.induction.rewriting import RuleSet
from search.induction.rules import Constructors, definitional_rules, lemma_rules
from search.induction.schemes import Scheme, schemes
from search.induction.sequents import Reduction, Sequent
from search.induction.simplification import Simplifier
from search.induction.splitting import Splitter, by_cases

__all__ = ["Attempt", "InductionProver"]

MAX_DEPTH = 4
MAX_SPLITS = 5


@dataclass(frozen=True, slots=True)
class Attempt:
    """What came of a goal.

    Attributes:
        theorems: the last one states the goal; empty if it was not proved.
        open_goals: where the search got stuck.
    """

    theorems: tuple[Theorem, ...]
    open_goals: tuple[Formula, ...] = ()


class _TimeOut(Exception):
    """The deadline has passed."""


class InductionProver:
    """Proves statements of a theory, by induction where that is needed.

    Args:
        theory: what is given.
    """

    def __init__(self, theory: Theory) -> None:
        self.theory = theory
        precedence = precedence_of(theory)
        self._orientation = PathOrdering(precedence)
        self._recursion = RecursionTable(theory)
        self._splitter = Splitter(theory, self._recursion)
        self._rules = RuleSet(definitional_rules(theory))
        constructors = Constructors.of(theory)
        self._constructors = constructors
        self._simplifier = Simplifier(
            self._rules, constructors, PathOrdering(precedence, ground=True)
        )
        self._refuter = Refuter(theory)
        self._proved: dict[Formula, Established] = {}
        self._failed: dict[Formula, tuple[int, int]] = {}
        self._false: dict[Formula, bool] = {}
        self._under_way: set[Formula] = set()
        self._open: dict[Formula, None] = {}
        self._names: set[str] = set(theory.facts)
        self._deadline = 0.0
        for axiom in theory.axioms:
            self._use(fact(axiom.name, axiom.formula))

    def learn(self, theorem: Theorem) -> None:
        """Use a theorem from now on."""
        self._names.add(theorem.name)
        self._use(fact(theorem.name, theorem.statement))

    def prove(
        self, name: str, goal: Formula, deadline: float, watch: Watch = ignore
    ) -> Attempt:
        """Try to prove ``goal``.

        Args:
            name: what the theorem is to be called.
            goal: closed.
            deadline: value of :func:`time.monotonic` at which to give up.
            watch: is told how the search goes.
        """
        self._deadline = deadline
        self._open = {}
        self._failed = {}
        self._under_way = set()
        try:
            for depth in range(MAX_DEPTH + 1):
                established = self._lemma(goal, depth)
                if established is not None:
                    return Attempt(theorems_of(established, name, self._names))
        except _TimeOut:
            pass
        return Attempt((), tuple(self._open))

    def _use(self, statement: Deduction) -> None:
        for rule in lemma_rules(statement, self._orientation):
            self._rules.add(rule)

    def _tick(self) -> None:
        if monotonic() > self._deadline:
            raise _TimeOut

    def _possible(self, statement: Formula) -> bool:
        """Whether no counterexample is known."""
        key = canonical(statement)
        if key not in self._false:
            self._false[key] = self._refuter.counterexample(key) is not None
        return not self._false[key]

    def _lemma(self, statement: Formula, depth: int) -> Established | None:
        """The statement established, by induction or without."""
        self._tick()
        key = canonical(statement)
        if key in self._proved:
            known = self._proved[key]
            return Established(statement, inferred(statement, stated(known)))
        if key in self._under_way or not self._possible(statement):
            return None
        tried = self._failed.get(key)
        if tried is not None and tried[0] >= depth and tried[1] == self._rules.version:
            return None
        self._under_way.add(key)
        try:
            deduction = self._deduced(statement, depth)
        finally:
            self._under_way.discard(key)
        if deduction is None:
            self._failed[key] = (depth, self._rules.version)
            return None
        established = Established(statement, deduction)
        self._proved[key] = established
        self._use(stated(established))
        return established

    def _deduced(self, statement: Formula, depth: int) -> Deduction | None:
        reduction = self._simplifier.simplified(Sequent(statement))
        proofs = []
        for leaf in reduction.goals:
            proof = self._leaf(leaf, 0) or self._by_induction(leaf, depth)
            if proof is None:
                self._open[leaf.statement] = None
                return None
            proofs.append(proof)
        return reduction.justify(proofs)

    def _by_induction(self, sequent: Sequent, depth: int) -> Deduction | None:
        for scheme in schemes(sequent.statement, self.theory, self._recursion):
            deduction = self._by_scheme(scheme, depth)
            if deduction is not None:
                return inferred(sequent.statement, deduction)
        return None

    def _by_scheme(self, scheme: Scheme, depth: int) -> Deduction | None:
        obligations = []
        for each in scheme.obligations:
            deduction = self._solved(each.sequent, depth)
            if deduction is None:
                return None
            established = Established(
                each.formula, inferred(each.formula, deduction), each.label
            )
            obligations.append(stated(established))
        return Deduction(scheme.conclusion, Rule.INDUCTION, tuple(obligations))

    def _solved(self, sequent: Sequent, depth: int) -> Deduction | None:
        self._tick()
        return self._all(self._simplifier.simplified(sequent), depth)

    def _all(self, reduction: Reduction, depth: int) -> Deduction | None:
        proofs = []
        for goal in reduction.goals:
            proof = self._leaf(goal, depth)
            if proof is None:
                return None
            proofs.append(proof)
        return reduction.justify(proofs)

    def _each(self, reduction: Reduction, depth: int) -> Deduction | None:
        proofs = []
        for goal in reduction.goals:
            proof = self._solved(goal, depth)
            if proof is None:
                return None
            proofs.append(proof)
        return reduction.justify(proofs)

    def _leaf(self, sequent: Sequent, depth: int) -> Deduction | None:
        """A simplified sequent."""
        self._tick()
        more = instantiated(sequent)
        if more is not None:
            return self._each(more, depth)
        if sequent.splits < MAX_SPLITS:
            split = self._split(sequent)
            if split is not None:
                return self._each(split, depth)
            for term in self._splitter.scrutinees(sequent):
                deduction = self._each(self._splitter.on_term(sequent, term), 0)
                if deduction is not None:
                    return deduction
        if depth > 0:
            deduction = self._speculated(sequent, depth - 1)
            if deduction is not None:
                return deduction
            if isinstance(sequent.goal, Iff):
                return self._each(_both_ways(sequent), depth)
        self._open[sequent.statement] = None
        return None

    def _split(self, sequent: Sequent) -> Reduction | None:
        rewriter = self._simplifier.rewriter(sequent.hypotheses)
        for condition in self._splitter.conditions(sequent, rewriter):
            if condition not in sequent.split_on:
                return by_cases(sequent, condition)
        return None

    def _speculated(self, sequent: Sequent, depth: int) -> Deduction | None:
        for lemma, justify in self._candidates(sequent):
            established = self._lemma(lemma, depth)
            if established is not None:
                return justify(stated(established))
        return None

    def _candidates(self, sequent: Sequent):  # type: ignore
        """Lemmas from which the sequent would follow."""
        seen = set()
        goals = dict.fromkeys((*fertilised(sequent), sequent.goal))
        for goal in goals:
            relevant = sequent.hypotheses
            for kept in dict.fromkeys((relevant, ())):
                body = goal if not kept else Implies(_conjunction(kept), goal)
                if not self._possible(implication((), body)):
                    continue
                for general, back in generalisations(
                    body, self._constructors, lambda f: self._possible(implication((), f))
                ):
                    statement = implication((), general)
                    if canonical(statement) in seen:
                        continue
                    seen.add(canonical(statement))
                    yield statement, _using(sequent, goal, statement, back)


def _conjunction(parts: tuple[Formula, ...]) -> Formula:
    from prover.logic.walk import conjunction

    return conjunction(parts)


def _using(sequent: Sequent, goal: Formula, statement: Formula, back: dict[Variable, Term]):  # type: ignore
    def justify(lemma: Deduction) -> Deduction:
        variables, _ = strip_universals(statement)
        instance = tuple((v, _resolved(v, back)) for v in variables)
        step = inferred(sequent.stating(goal), lemma, instances={0: instance})
        if goal is sequent.goal:
            return step
        return Deduction(sequent.statement, Rule.DEMODULATION, (step,), ((),))

    return justify


def _resolved(variable: Variable, back: dict[Variable, Term]) -> Term:
    from prover.logic.walk import substitute_term

    term: Term = variable
    for _ in range(len(back) + 1):
        term = substitute_term(term, back)
    return term


def _both_ways(sequent: Sequent) -> Reduction:
    goal = sequent.goal
    assert isinstance(goal, Iff)
    goals = (
        replace(sequent, goal=Implies(goal.left, goal.right)),
        replace(sequent, goal=Implies(goal.right, goal.left)),
    )
    return Reduction(goals, lambda proofs: inferred(sequent.statement, *proofs))
