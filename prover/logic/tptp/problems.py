"""The question that a TPTP file asks."""

from __future__ import annotations

from collections.abc import Iterable

from prover.logic.syntax import FALSE, And
from prover.logic.tptp.statement import AnnotatedFormula
from prover.problem import Premise, Problem, Sentence, Span

__all__ = ["tptp_problem"]

_GOAL_ROLES = frozenset({"conjecture", "question"})
_PREMISE_ROLES = frozenset(
    {"axiom", "hypothesis", "definition", "assumption", "lemma", "theorem", "corollary"}
    | {"negated_conjecture", "plain"}
)
_MAX_NOTES = 10


def tptp_problem(formulas: Iterable[AnnotatedFormula]) -> Problem:
    """The question a TPTP file asks.

    Several conjectures make one goal, their conjunction.  Without a conjecture the goal is
    ⊥: are the premises (negated conjectures among them) inconsistent?  ``text`` is the
    file, or empty if the formulas come from several: each sentence carries its own words.
    Names should be unique; those that are not get numbers, with a warning.
    """
    premises: list[Premise] = []
    goals: list[Premise] = []
    warnings: list[str] = []
    taken: dict[str, int] = {}
    sources: dict[int, str] = {}
    for each in formulas:
        sources[id(each.source)] = each.source
        warnings += each.notes
        if each.role not in _GOAL_ROLES and each.role not in _PREMISE_ROLES:
            warnings.append(f"'{each.name}' has the role '{each.role}' and is left out")
            continue
        count = taken[each.name] = taken.get(each.name, 0) + 1
        name = each.name if count == 1 else f"{each.name}#{count}"
        premise = Premise(name, each.formula, Sentence(each.text, each.span))
        (goals if each.role in _GOAL_ROLES else premises).append(premise)
    for name, count in taken.items():
        if count > 1:
            warnings.append(f"{count} formulas have the name '{name}'; the second is '{name}#2'")
    text = next(iter(sources.values())) if len(sources) == 1 else ""
    return Problem(
        tuple(premises),
        _goal(goals),
        text,
        warnings=_shortened(warnings),
        asks_consequence=True,
    )


def _shortened(warnings: list[str]) -> tuple[str, ...]:
    """The first warnings, and how many others there are."""
    left = len(warnings) - _MAX_NOTES
    if left <= 1:
        return tuple(warnings)
    return (*warnings[:_MAX_NOTES], f"and {left} warnings more")


def _goal(goals: list[Premise]) -> Premise:
    if not goals:
        return Premise("goal", FALSE, Sentence("", Span(0, 0)))
    if len(goals) == 1:
        return goals[0]
    text = "\n".join(goal.sentence.text for goal in goals)
    span = Span(goals[0].sentence.span.start, goals[-1].sentence.span.end)
    conjunction = And(tuple(goal.formula for goal in goals))
    return Premise("goal", conjunction, Sentence(text, span))
