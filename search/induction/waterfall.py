"""The search for a proof: simplify, use hypotheses, split cases, speculate, induct.

What is left of one stage is poured into the next (Boyer and Moore 1979).  ``depth`` bounds how
many lemmas, one needed for the other, a proof may ask for; callers increase it step by step.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import islice
from math import inf
from time import monotonic

from prover.logic.syntax import Exists, Formula, Iff, Implies
from prover.proof import Rule
from search.canonical import up_to_names
from search.induction.clauses import resolved
from search.induction.deduction import Deduction, Established, inferred, stated
from search.induction.fertilisation import instantiated
from search.induction.knowledge import Knowledge
from search.induction.schemes import Obligation, Scheme, inside
from search.induction.sequents import Reduction, Sequent
from search.induction.speculation import candidates
from search.induction.splitting import by_cases
from search.induction.witnesses import witnessed
from search.work import STEPS

__all__ = ["TimeIsUp", "Waterfall"]

MAX_SPLITS = 6
"""Case splits, one inside the other, in one obligation."""

MAX_CONSTRUCTED = 2
"""How many of them may be about how a term is made."""

MAX_SCRUTINEES = 3
"""How many terms are tried for it."""

MAX_NESTED = 40
"""Goals that led to one another, in a search that went astray: no proof is that deep."""


class TimeIsUp(Exception):
    """The deadline has passed."""


class Waterfall:
    """Proves statements from what is known, and adds to it what it has proved.

    Args:
        knowledge: rules and lemmas.
        deadline: value of :func:`time.monotonic` at which to give up.
        seconds: of work after which to give up, too.

    Attributes:
        stuck: what was left open, in the order it was met.
    """

    def __init__(self, knowledge: Knowledge, deadline: float, seconds: float = inf) -> None:
        self._knowledge = knowledge
        self._deadline = deadline
        self._work = knowledge.work
        self._allowance = self._work.steps + seconds * STEPS
        self._failed: dict[Formula, tuple[int, int]] = {}
        self._under_way: set[Formula] = set()
        self._nested = 0
        self.stuck: dict[Formula, None] = {}

    @contextmanager
    def within(self, seconds: float) -> Iterator[None]:
        """Give up earlier, and quietly, for a while; after the deadline, loudly.

        The seconds are counted in steps of work: what else the machine does changes nothing.
        """
        outer = self._allowance
        self._allowance = min(outer, self._work.steps + seconds * STEPS)
        try:
            yield
        except TimeIsUp:
            if monotonic() > self._deadline or self._work.steps > outer:
                raise
        finally:
            self._allowance = outer

    def lemma(self, statement: Formula, depth: int) -> Established | None:
        """The statement established, by induction or without, or ``None``.

        Raises:
            TimeIsUp: the deadline has passed.
        """
        self.tick()
        known = self._knowledge.proof_of(statement)
        if known is not None:
            return known
        key = up_to_names(statement)
        if key in self._under_way or self._has_failed(key, depth):
            return None
        if not self._knowledge.possible(statement):
            return None
        reduction = self._knowledge.simplifier.simplified(Sequent(statement))
        if not reduction.goals:
            return Established(statement, reduction.justify(()))
        self._under_way.add(key)
        try:
            deduction = self._deduced(reduction, depth)
        finally:
            self._under_way.discard(key)
        if deduction is None:
            self._failed[key] = (depth, self._knowledge.version)
            return None
        return self._knowledge.add(statement, deduction)

    def tick(self) -> None:
        """Count a step.

        Raises:
            TimeIsUp: the time is over, or what :meth:`within` allows.
        """
        self._work.steps += 1
        if monotonic() > self._deadline or self._work.steps > self._allowance:
            raise TimeIsUp

    def _has_failed(self, key: Formula, depth: int) -> bool:
        """Whether it was tried as hard with as much known."""
        tried, version = self._failed.get(key, (-1, -1))
        return tried >= depth and version == self._knowledge.version

    def _deduced(self, reduction: Reduction, depth: int) -> Deduction | None:
        proofs = []
        for leaf in reduction.goals:
            proof = self._leaf(leaf, 0) or self._by_induction(leaf, depth)
            if proof is None:
                return None
            proofs.append(proof)
        return reduction.justify(proofs)

    def _by_induction(self, sequent: Sequent, depth: int) -> Deduction | None:
        for scheme in self._knowledge.schemes(sequent.statement):
            deduction = self._by_scheme(scheme, depth)
            if deduction is not None:
                return inferred(sequent.statement, deduction)
        return None

    def _by_scheme(self, scheme: Scheme, depth: int) -> Deduction | None:
        obligations = []
        for each in scheme.obligations:
            deduction = self._inside(each, scheme, depth) or self._solved(each.sequent, depth)
            if deduction is None:
                return None
            proof = inferred(each.formula, deduction)
            obligations.append(stated(Established(each.formula, proof, each.label)))
        return Deduction(scheme.conclusion, Rule.INDUCTION, tuple(obligations))

    def _inside(self, obligation: Obligation, scheme: Scheme, depth: int) -> Deduction | None:
        """A proof of an obligation by another induction, where recursion asks for that."""
        if scheme.inner is None:
            return None
        inner = inside(obligation, scheme.inner, self._knowledge.theory)
        deduction = None if inner is None else self._by_scheme(inner, depth)
        return None if deduction is None else inferred(obligation.sequent.statement, deduction)

    def _solved(self, sequent: Sequent, depth: int) -> Deduction | None:
        """A proof of a sequent; none where goals have led to goals too often."""
        self.tick()
        if self._nested >= MAX_NESTED:
            return None
        self._nested += 1
        try:
            return _each(self._knowledge.simplifier.simplified(sequent), self._leaf, depth)
        finally:
            self._nested -= 1

    def _leaf(self, sequent: Sequent, depth: int) -> Deduction | None:
        """A proof of a sequent that is simplified already."""
        self.tick()
        more = (
            instantiated(sequent)
            or resolved(sequent, self._knowledge.clauses)
            or self._split(sequent)
        )
        if more is not None:
            return _each(more, self._solved, depth)
        deduction = (
            self._by_witness(sequent, depth)
            or self._by_summands(sequent, depth)
            or self._by_constructors(sequent, 0)
        )
        if deduction is None and depth > 0:
            deduction = self._speculated(sequent, depth - 1)
            if deduction is None and isinstance(sequent.goal, Iff):
                deduction = _each(_both_ways(sequent), self._solved, depth)
            deduction = deduction or self._by_constructors(sequent, depth)
        if deduction is None:
            self.stuck[sequent.statement] = None
        return deduction

    def _by_witness(self, sequent: Sequent, depth: int) -> Deduction | None:
        """With a term for what is to exist; first both ways, where one side says that it does."""
        goal = sequent.goal
        if isinstance(goal, Iff) and any(isinstance(side, Exists) for side in goal.children):
            return _each(_both_ways(sequent), self._solved, depth)
        for reduction in witnessed(sequent, self._knowledge.theory.constructors):
            if all(self._knowledge.possible(each.statement) for each in reduction.goals):
                deduction = _each(reduction, self._solved, depth)
                if deduction is not None:
                    return deduction
        return None

    def _by_summands(self, sequent: Sequent, depth: int) -> Deduction | None:
        """With what both sides share taken off, or hypotheses used inside sums."""
        for reduction in self._knowledge.summands.reductions(sequent):
            if all(self._knowledge.possible(goal.statement) for goal in reduction.goals):
                return _each(reduction, self._solved, depth)
        return None

    def _split(self, sequent: Sequent) -> Reduction | None:
        """The two cases of an open condition."""
        if sequent.splits >= MAX_SPLITS:
            return None
        rewriter = self._knowledge.simplifier.rewriter(sequent.hypotheses)
        for condition in self._knowledge.splitter.conditions(sequent, rewriter):
            if condition not in sequent.split_on:
                return by_cases(sequent, condition)
        return None

    def _by_constructors(self, sequent: Sequent, depth: int) -> Deduction | None:
        """By the ways a term can be made that a definition looks into."""
        if sequent.constructed >= MAX_CONSTRUCTED:
            return None
        splitter = self._knowledge.splitter
        terms = (t for t in splitter.scrutinees(sequent) if t not in sequent.made)
        for term in islice(terms, MAX_SCRUTINEES):
            deduction = _each(splitter.on_term(sequent, term), self._solved, depth)
            if deduction is not None:
                return deduction
        return None

    def _speculated(self, sequent: Sequent, depth: int) -> Deduction | None:
        for candidate in candidates(sequent, self._knowledge):
            established = self.lemma(candidate.lemma, depth)
            if established is not None:
                return candidate.justify(stated(established))
        return None


def _both_ways(sequent: Sequent) -> Reduction:
    goal = sequent.goal
    assert isinstance(goal, Iff)
    goals = (
        replace(sequent, goal=Implies(goal.left, goal.right)),
        replace(sequent, goal=Implies(goal.right, goal.left)),
    )
    return Reduction(goals, lambda proofs: inferred(sequent.statement, *proofs))


def _each(
    reduction: Reduction, prove: Callable[[Sequent, int], Deduction | None], depth: int
) -> Deduction | None:
    """A proof from those of all goals; none where ``prove`` has none for one of them."""
    proofs = []
    for goal in reduction.goals:
        proof = prove(goal, depth)
        if proof is None:
            return None
        proofs.append(proof)
    return reduction.justify(proofs)
