"""Simplifying a goal: rewriting it and its hypotheses, taking apart what can be taken apart."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from prover.logic.syntax import (
    FALSE,
    TRUE,
    And,
    Equality,
    Exists,
    ForAll,
    Formula,
    Implies,
    Not,
    Or,
    Term,
    Variable,
)
from prover.logic.walk import complement, fresh_variable, substitute
from prover.proof import Rule
from search.induction.deduction import Deduction, inferred
from search.induction.recording import calculation, rewritten
from search.induction.rewriting import Rewriter
from search.induction.rules import Constructors, Rules, ground_rules
from search.induction.sequents import Reduction, Sequent, chained
from search.induction.tidy import negation, tidied
from search.rewriting.path_order import LexicographicPathOrder
from search.work import Work

__all__ = ["Simplifier"]

MAX_ROUNDS = 40
"""Simplifications of one goal, each of which changes something."""


@dataclass(frozen=True, slots=True)
class Simplifier:
    """Simplifies sequents by rules that hold everywhere and by their hypotheses.

    Attributes:
        rules: of definitions and lemmas; lemmas may be added.
        constructors: of the theory.
        order: of terms.
        work: counts what is rewritten.
    """

    rules: Rules
    constructors: Constructors
    order: LexicographicPathOrder
    work: Work

    def rewriter(self, hypotheses: Iterable[Formula] = ()) -> Rewriter:
        """A rewriter that may use the hypotheses."""
        local = [rule for h in hypotheses for rule in ground_rules(h, self.order)]
        return Rewriter(self.rules, self.constructors, self.order, self.work, local)

    def simplified(self, sequent: Sequent) -> Reduction:
        """The sequents that are left of ``sequent``: none if it is proved."""
        return self._simplified(sequent, MAX_ROUNDS)

    def _simplified(self, sequent: Sequent, rounds: int) -> Reduction:
        step = self._step(sequent) if rounds else None
        if step is None:
            return Reduction((sequent,), lambda proofs: proofs[0])
        return chained(step, [self._simplified(goal, rounds - 1) for goal in step.goals])

    def _step(self, sequent: Sequent) -> Reduction | None:
        tactics: tuple[Callable[[Sequent], Reduction | None], ...] = (
            _closed,
            _taken_apart,
            _hypotheses_taken_apart,
            _without_variable,
            self._hypothesis_rewritten,
            self._goal_rewritten,
        )
        for tactic in tactics:
            reduction = tactic(sequent)
            if reduction is not None:
                return reduction
        return None

    def _goal_rewritten(self, sequent: Sequent) -> Reduction | None:
        quantifier_free = [h for h in sequent.induction if not isinstance(h, ForAll)]
        rewriter = self.rewriter((*sequent.hypotheses, *quantifier_free))
        goal = sequent.goal
        if isinstance(goal, Equality) and rewriter.normal(goal.left) is rewriter.normal(goal.right):
            return Reduction((), lambda _: calculation(sequent, rewriter, goal))
        normal = rewriter.normal(goal)
        if normal is goal:
            return None
        new = replace(sequent, goal=normal)
        goals = () if normal is TRUE else (new,)
        return Reduction(
            goals,
            lambda proofs: rewritten(
                sequent.stating, sequent, rewriter, goal, proofs[0] if proofs else None
            ),
        )

    def _hypothesis_rewritten(self, sequent: Sequent) -> Reduction | None:
        """One hypothesis simplified by the rules and by the others."""
        for kind in ("hypotheses", "induction"):
            listed: tuple[Formula, ...] = getattr(sequent, kind)
            for n, hypothesis in enumerate(listed):
                if isinstance(hypothesis, ForAll | Exists):
                    continue
                reduction = self._one_rewritten(sequent, kind, n)
                if reduction is not None:
                    return reduction
        return None

    def _one_rewritten(self, sequent: Sequent, kind: str, place: int) -> Reduction | None:
        listed: tuple[Formula, ...] = getattr(sequent, kind)
        hypothesis = listed[place]
        others = tuple(h for n, h in enumerate(listed) if n != place)
        usable = others if kind == "hypotheses" else sequent.hypotheses
        without = _with(sequent, kind, others)
        rewriter = self.rewriter(usable)
        normal = rewriter.normal(hypothesis)
        if normal is hypothesis:
            return None

        def put(formula: Formula) -> Sequent:
            kept = [*listed[:place], formula, *listed[place + 1 :]]
            return _with(sequent, kind, tuple(h for h in kept if h is not TRUE))

        def justify(proofs: Sequence[Deduction]) -> Deduction:
            return rewritten(
                lambda formula: put(formula).statement, without, rewriter, hypothesis, proofs[0]
            )

        return Reduction((put(normal),), justify)


def _with(sequent: Sequent, kind: str, formulas: tuple[Formula, ...]) -> Sequent:
    if kind == "hypotheses":
        return replace(sequent, hypotheses=formulas)
    return replace(sequent, induction=formulas)


def _by_logic(sequent: Sequent, *goals: Sequent) -> Reduction:
    return Reduction(goals, lambda proofs: inferred(sequent.statement, *proofs))


def _closed(sequent: Sequent) -> Reduction | None:
    """Proved where the goal is assumed, or hypotheses contradict each other."""
    assumed = {*sequent.hypotheses, *sequent.induction}
    if (
        sequent.goal in assumed
        or sequent.goal is TRUE
        or FALSE in assumed
        or any(complement(h) in assumed for h in sequent.hypotheses)
    ):
        return Reduction((), lambda _: Deduction(sequent.statement, Rule.INFERENCE))
    return None


def _taken_apart(sequent: Sequent) -> Reduction | None:
    """The goal's outermost connective."""
    goal = tidied(sequent.goal)
    match goal:
        case And(parts=parts):
            return _by_logic(sequent, *(replace(sequent, goal=part) for part in parts))
        case Implies(left=left, right=right):
            return _by_logic(sequent, _assuming(sequent, (left,), right))
        case Or(parts=parts):
            chosen = _main(parts)
            denied = tuple(negation(part) for part in parts if part is not chosen)
            return _by_logic(sequent, _assuming(sequent, denied, chosen))
        case Not(body=body):
            return _by_logic(sequent, _assuming(sequent, (body,), FALSE))
        case ForAll(variable=variable, body=body):
            new = fresh_variable(variable, sequent.variables)
            inner = substitute(body, {variable: new})
            return _by_logic(sequent, replace(sequent, goal=inner))
        case _:
            if goal is sequent.goal:
                return None
            return _by_logic(sequent, replace(sequent, goal=goal))


def _main(parts: Sequence[Formula]) -> Formula:
    """The part of a disjunction that is kept as the goal; the others are denied."""
    for part in parts:
        if isinstance(part, Exists):
            return part
    for part in reversed(parts):
        if isinstance(part, Equality):
            return part
    for part in reversed(parts):
        if not isinstance(part, Not | And):
            return part
    return parts[-1]


def _assuming(sequent: Sequent, assumed: Iterable[Formula], goal: Formula) -> Sequent:
    known = dict.fromkeys((*sequent.hypotheses, *assumed))
    return replace(sequent, hypotheses=tuple(known), goal=goal)


def _hypotheses_taken_apart(sequent: Sequent) -> Reduction | None:
    """Conjunctions among the hypotheses, what is true anyway, what exists."""
    for n, hypothesis in enumerate(sequent.hypotheses):
        parts = _parts(hypothesis, sequent)
        if parts != (hypothesis,):
            rest = (*sequent.hypotheses[:n], *sequent.hypotheses[n + 1 :])
            new = tuple(dict.fromkeys((*rest[:n], *parts, *rest[n:])))
            return _by_logic(sequent, replace(sequent, hypotheses=new))
    for n, hypothesis in enumerate(sequent.induction):
        before, after = sequent.induction[:n], sequent.induction[n + 1 :]
        if isinstance(hypothesis, And):
            rest = (*before, *hypothesis.parts, *after)
            return _by_logic(sequent, replace(sequent, induction=rest))
        if isinstance(hypothesis, Exists):
            known = (*sequent.hypotheses, hypothesis)
            return _by_logic(
                sequent, replace(sequent, induction=(*before, *after), hypotheses=known)
            )
    return None


def _parts(hypothesis: Formula, sequent: Sequent) -> tuple[Formula, ...]:
    formula = tidied(hypothesis)
    match formula:
        case And(parts=parts):
            return parts
        case Exists(variable=variable, body=body):
            new = fresh_variable(variable, sequent.variables)
            return (substitute(body, {variable: new}),)
        case Not(body=Exists(variable=variable, body=body)):
            return (ForAll(variable, negation(body)),)
        case _:
            return () if formula is TRUE else (formula,)


def _without_variable(sequent: Sequent) -> Reduction | None:
    """A hypothesis ``x = t`` used up: ``t`` stands for ``x`` everywhere."""
    for n, hypothesis in enumerate(sequent.hypotheses):
        if not isinstance(hypothesis, Equality):
            continue
        pair = _definition(hypothesis)
        if pair is None:
            continue
        variable, term = pair
        rest = (*sequent.hypotheses[:n], *sequent.hypotheses[n + 1 :])
        new = replace(sequent, hypotheses=rest).under({variable: term})
        return _by_logic(sequent, new)
    return None


def _definition(equation: Equality) -> tuple[Variable, Term] | None:
    left, right = equation.left, equation.right
    for one, other in ((left, right), (right, left)):
        if isinstance(one, Variable) and one not in other.free:
            return one, other
    return None
