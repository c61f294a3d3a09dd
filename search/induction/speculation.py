"""Lemmas from goals that are stuck: what would close them, made as general as may be true.

After a hypothesis of induction was used on one side, what is left to show is a lemma
(*lemma calculation*: Bundy et al., "Rippling", 2005); terms that stand twice are
generalised; what the refuter finds false is not tried.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from prover.logic.syntax import (
    Application,
    Equality,
    ForAll,
    Formula,
    Implies,
    Not,
    Term,
    Variable,
)
from prover.logic.walk import (
    complement,
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

MAX_HYPOTHESES = 8
"""In a sequent of which a smaller one is sought."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A lemma, and how the sequent follows from it."""

    lemma: Formula
    justify: Callable[[Deduction], Deduction]


def candidates(sequent: Sequent, knowledge: Knowledge) -> Iterator[Candidate]:
    """Lemmas from which ``sequent`` follows and against which no counterexample is found."""
    seen: set[Formula] = set()
    for goal, body in (*_smallest(sequent, knowledge), *_bodies(sequent)):
        if not knowledge.possible(universal_closure(body)):
            continue
        for general in _general_forms(body, knowledge):
            lemma = universal_closure(general.body)
            key = up_to_names(lemma)
            if key not in seen:
                seen.add(key)
                yield Candidate(lemma, _following(sequent, goal, lemma, general, knowledge))


def _smallest(sequent: Sequent, knowledge: Knowledge) -> Iterator[tuple[Formula, Formula]]:
    """What is left of the sequent without anything that it may be true without.

    The goal is left out first, then one hypothesis after the other: where some of these
    contradict each other, that is the lemma, and it is of use elsewhere, too.
    """
    hypotheses = [h for h in sequent.hypotheses if not isinstance(h, ForAll)]
    if not 1 < len(hypotheses) <= MAX_HYPOTHESES:
        return
    kept: list[Formula] = [*hypotheses, complement(sequent.goal)]
    if not knowledge.possible(_denial(kept)):
        return
    for each in reversed(tuple(kept)):
        fewer = [other for other in kept if other is not each]
        if fewer and knowledge.possible(_denial(fewer)):
            kept = fewer
    if len(kept) <= len(hypotheses):
        _, body = strip_universals(_denial(kept))
        yield sequent.goal, body


def _denial(formulas: Sequence[Formula]) -> Formula:
    """That not all of the formulas hold, closed: the last negation is what the others imply."""
    chosen = next((f for f in reversed(formulas) if isinstance(f, Not)), formulas[-1])
    others = [each for each in formulas if each is not chosen]
    goal = complement(chosen)
    return universal_closure(Implies(conjunction(others), goal) if others else goal)


def _bodies(sequent: Sequent) -> Iterator[tuple[Formula, Formula]]:
    """Goals, and these under some hypotheses."""
    for goal, kept in _goals(sequent):
        yield goal, Implies(conjunction(kept), goal) if kept else goal


def _goals(sequent: Sequent) -> Iterator[tuple[Formula, tuple[Formula, ...]]]:
    """Goals, and hypotheses to keep: those of induction first, where they are no equations."""
    goal = sequent.goal
    others = tuple(h for h in sequent.induction if not isinstance(h, ForAll | Equality))
    if others:
        yield goal, (*others, *sequent.hypotheses)
    used = [new for new in dict.fromkeys(fertilised(sequent)) if new is not goal]
    for new in (*used, goal):
        for kept in dict.fromkeys((sequent.hypotheses, ())):
            yield new, kept
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
