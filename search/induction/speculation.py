"""Lemmas from goals that are stuck: what would close them, made as general as may be true.

After a hypothesis of induction was used on one side, what is left to show is a lemma
(*lemma calculation*: Bundy et al., "Rippling", 2005); terms that stand twice are
generalised; what the refuter finds false is not tried.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from prover.logic.syntax import Application, Equality, ForAll, Formula, Implies, Term, Variable
from prover.logic.walk import (
    conjunction,
    strip_universals,
    substitute_term,
    universal_closure,
)
from prover.proof import Rule
from search.canonical import up_to_names
from search.induction.deduction import Deduction, inferred
from search.induction.fertilisation import fertilised
from search.induction.generalisation import General, apart, generalised, peeled
from search.induction.knowledge import Knowledge
from search.induction.sequents import Sequent

__all__ = ["Candidate", "candidates"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A lemma, and how the sequent follows from it."""

    lemma: Formula
    justify: Callable[[Deduction], Deduction]


def candidates(sequent: Sequent, knowledge: Knowledge) -> Iterator[Candidate]:
    """Lemmas from which ``sequent`` follows and against which no counterexample is found."""
    seen: set[Formula] = set()
    for goal, kept in _bodies(sequent):
        body = Implies(conjunction(kept), goal) if kept else goal
        if not knowledge.possible(universal_closure(body)):
            continue
        for general in _general_forms(body, knowledge):
            lemma = universal_closure(general.body)
            key = up_to_names(lemma)
            if key not in seen:
                seen.add(key)
                yield Candidate(lemma, _following(sequent, goal, lemma, general, knowledge))


def _bodies(sequent: Sequent) -> Iterator[tuple[Formula, tuple[Formula, ...]]]:
    """Goals, and hypotheses to keep: first where a hypothesis of induction was used."""
    goal = sequent.goal
    used = [new for new in dict.fromkeys(fertilised(sequent)) if new is not goal]
    for new in (*used, goal):
        for kept in dict.fromkeys((sequent.hypotheses, ())):
            yield new, kept
    others = tuple(h for h in sequent.induction if not isinstance(h, ForAll | Equality))
    if others:
        yield goal, (*others, *sequent.hypotheses)
    for new in (*used, goal):
        for inner in peeled(new):
            yield inner, ()


def _general_forms(body: Formula, knowledge: Knowledge) -> Iterator[General]:
    def allowed(formula: Formula) -> bool:
        return knowledge.possible(universal_closure(formula))

    def measures(term: Term) -> Iterator[Equality]:
        for function in knowledge.unary_functions(term.sort):
            measured = Application(function, (term,))
            normal = knowledge.rewriter.normal(measured)
            if normal is not measured and isinstance(normal, Application):
                yield Equality(measured, normal)

    general = generalised(body, knowledge.constructors, allowed, measures)
    for split, further in apart(general.body):
        if allowed(split):
            yield General(split, {**general.back, **further}, general.facts)
    yield general


def _following(
    sequent: Sequent, goal: Formula, lemma: Formula, general: General, knowledge: Knowledge
) -> Callable[[Deduction], Deduction]:
    def justify(proved: Deduction) -> Deduction:
        variables, _ = strip_universals(lemma)
        instance = tuple((v, _resolved(v, general.back)) for v in variables)
        facts = [_proof_of(fact, knowledge) for fact in general.facts]
        statement = sequent.stating(goal)
        step = inferred(statement, proved, *facts, instances={0: instance})
        if goal is sequent.goal:
            return step
        return Deduction(sequent.statement, Rule.DEMODULATION, (step,), ((),))

    return justify


def _proof_of(equation: Equality, knowledge: Knowledge) -> Deduction:
    return knowledge.simplifier.simplified(Sequent(equation)).justify(())


def _resolved(variable: Variable, back: Mapping[Variable, Term]) -> Term:
    """What stood where ``variable`` stands now."""
    term: Term = variable
    for _ in back:
        term = substitute_term(term, back)
    return term
