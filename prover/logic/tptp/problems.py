"""The question that a TPTP file asks."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

from prover.errors import InputError
from prover.logic.syntax import (
    FALSE,
    And,
    Application,
    Equality,
    Formula,
    FunctionSymbol,
    Not,
)
from prover.logic.tptp.statement import AnnotatedFormula
from prover.logic.walk import conjunction, symbols
from prover.problem import Premise, Problem, Sentence, Span

__all__ = ["tptp_problem"]

_GOAL_ROLES = frozenset({"conjecture", "question"})
_PREMISE_ROLES = frozenset(
    {"axiom", "hypothesis", "definition", "assumption", "lemma", "theorem", "corollary"}
    | {"negated_conjecture", "plain"}
)
_MAX_NOTES = 10

_OBJECTS = "$distinct_objects"
"""Name of the premise that TPTP adds by itself; no statement can have it."""

_MAX_OBJECTS = 100


def tptp_problem(formulas: Iterable[AnnotatedFormula]) -> Problem:
    """The question a TPTP file asks.

    Several conjectures make one goal, their conjunction.  Without a conjecture the goal is
    ⊥: are the premises (negated conjectures among them) inconsistent?  ``text`` is the
    file, or empty if the formulas come from several: each sentence carries its own words.
    Distinct objects, ``"in double quotes"``, are told apart by a premise of their own.
    Names should be unique; those that are not get numbers, with a warning.
    """
    premises: list[Premise] = []
    goals: list[Premise] = []
    warnings: list[str] = []
    taken: dict[str, int] = {}
    sources: dict[int, str] = {}
    read = tuple(formulas)
    for each in read:
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
    told_apart = _distinct_objects(each.formula for each in read if '"' in each.text)
    if told_apart is not None:
        premises.append(told_apart)
    text = next(iter(sources.values())) if len(sources) == 1 else ""
    return Problem(
        tuple(premises),
        _goal(goals),
        text,
        warnings=_shortened(warnings),
        asks_consequence=True,
    )


def _distinct_objects(formulas: Iterable[Formula]) -> Premise | None:
    """What TPTP says of ``"distinct objects"``: no two of them are one thing."""
    objects = dict.fromkeys(
        symbol
        for formula in formulas
        for symbol in symbols(formula)
        if symbol.name[0:1] == '"' and isinstance(symbol, FunctionSymbol)
    )
    if len(objects) < 2:
        return None
    if len(objects) > _MAX_OBJECTS:
        message = f"there are {len(objects)} distinct objects"
        raise InputError(message, hint=f"at most {_MAX_OBJECTS} are read")
    terms = [Application(symbol, ()) for symbol in objects]
    pairs = combinations(terms, 2)
    formula = conjunction(Not(Equality(left, right)) for left, right in pairs)
    words = f"{', '.join(symbol.name for symbol in objects)} are different things (TPTP)"
    return Premise(_OBJECTS, formula, Sentence(words, Span(0, 0)))


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
