"""What a derivation is about: its conjecture, its conclusion, and what the two say together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from prover.logic.canonical import canonical
from prover.logic.syntax import FALSE, Formula
from prover.logic.walk import complement
from prover.problem import Premise, Problem, Sentence, Span
from prover.tstp.derivation import Inference, Introduced, TstpDerivation, TstpStep, Unknown
from prover.verdict import Verdict

__all__ = ["Question", "is_given", "premise_of", "question_of"]

_GIVEN = frozenset(
    {"axiom", "hypothesis", "definition", "assumption", "lemma", "theorem", "corollary"}
    | {"negated_conjecture"}
)
"""Roles of formulas that may stand in a problem file, besides conjectures."""


@dataclass(frozen=True, slots=True)
class Question:
    """What a derivation is said to show.

    Attributes:
        goal: the conjecture; falsity where there is none.
        claim: the formula proved: the goal, its complement, or falsity.
        verdict: what that makes of the goal.
        conjecture: the leaf that states the conjecture, if there is one.
        last: the step that is the conclusion, if there is one.
    """

    goal: Premise
    claim: Formula
    verdict: Verdict
    conjecture: TstpStep | None
    last: TstpStep | None


def question_of(derivation: TstpDerivation, problem: Problem | None, text: str) -> Question:
    """The question that ``derivation`` answers.

    Args:
        derivation: what was read.
        problem: the problem that it is about, if known.
        text: what ``derivation`` was read from.
    """
    steps = derivation.steps
    leaves = (step for step in steps if not isinstance(step.source, Inference))
    conjecture = next((step for step in leaves if step.role == "conjecture"), None)
    if problem is not None and problem.goal is not None:
        goal = problem.goal
    elif conjecture is not None:
        goal = premise_of(conjecture, text)
    else:
        goal = Premise("goal", FALSE, Sentence("", Span(0, 0)))
    last = _conclusion(steps, goal.formula)
    claim, verdict = _claim(derivation.status, goal.formula, last)
    return Question(goal, claim, verdict, conjecture, last)


def premise_of(step: TstpStep, text: str) -> Premise:
    """A leaf with the words in which it stands in ``text``."""
    words = text[step.span.start : step.span.end]
    return Premise(step.name, step.formula, Sentence(words, step.span))


def is_given(step: TstpStep) -> bool:
    """Whether ``step`` may be a formula of a problem, by what it says of itself."""
    if isinstance(step.source, Inference | Introduced) or step.role == "conjecture":
        return False
    return step.role in _GIVEN or not isinstance(step.source, Unknown)


def _conclusion(steps: Sequence[TstpStep], goal: Formula) -> TstpStep | None:
    """The last step that is falsity; else the last that says the goal or its complement."""
    for step in reversed(steps):
        if step.formula is FALSE:
            return step
    sought = {canonical(formula) for formula in _both(goal)}
    for step in reversed(steps):
        if step.role != "conjecture" and canonical(step.formula) in sought:
            return step
    return None


def _claim(status: str, goal: Formula, last: TstpStep | None) -> tuple[Formula, Verdict]:
    if goal is FALSE or status == "ContradictoryAxioms":
        return FALSE, Verdict.INCONSISTENT
    direct = last is not None and last.formula is not FALSE
    refuted = status == "CounterTheorem"
    if direct and not refuted:
        assert last is not None
        refuted = canonical(last.formula) is not canonical(goal)
    return (complement(goal), Verdict.REFUTED) if refuted else (goal, Verdict.PROVED)


def _both(goal: Formula) -> Iterable[Formula]:
    return (goal, complement(goal)) if goal is not FALSE else ()
