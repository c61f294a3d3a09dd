"""How what a text introduces is bound: for all, for some, around what is said of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from translators.lean_goals.controlled.sorts import Basic, ListOf, SetOf, Sort
from translators.lean_goals.controlled.surface import Determiner
from translators.lean_goals.controlled.tree import (
    Binder,
    Connected,
    Connective,
    Negated,
    Proposition,
    Quantified,
    Quantifier,
    Statement,
)

__all__ = [
    "Introduced",
    "all_of",
    "as_object",
    "bound",
    "flattened",
    "general",
    "usual_names",
]


@dataclass(frozen=True, slots=True)
class Introduced:
    """A noun phrase's variables, what holds of them, and how they are bound."""

    determiner: Determiner
    binders: tuple[Binder, ...]
    conditions: tuple[Proposition, ...]


def as_object(one: Introduced) -> Introduced:
    """An indefinite that is no subject exists."""
    if one.determiner is Determiner.A:
        return replace(one, determiner=Determiner.SOME)
    return one


def bound(introduced: Sequence[Introduced], body: Proposition) -> Proposition:
    """``body`` with what was introduced bound around it, the first outermost."""
    for one in reversed(introduced):
        match one.determiner:
            case Determiner.A | Determiner.EVERY:
                body = general(one.binders, one.conditions, body)
            case Determiner.NO:
                body = general(one.binders, one.conditions, Negated(body))
            case Determiner.SOME:
                body = _quantified(Quantifier.SOME, one, body)
            case Determiner.EXACTLY_ONE:
                body = _quantified(Quantifier.EXACTLY_ONE, one, body)
            case Determiner.AT_MOST_ONE:
                body = _quantified(Quantifier.AT_MOST_ONE, one, body)
    return body


def _quantified(quantifier: Quantifier, one: Introduced, body: Proposition) -> Proposition:
    body = all_of([*one.conditions, body])
    for binder in reversed(one.binders):
        body = Quantified(quantifier, binder, body)
    return body


def general(
    binders: Sequence[Binder], conditions: Sequence[Proposition], body: Proposition
) -> Proposition:
    """For all values of ``binders``, ``body`` follows from ``conditions``."""
    opened, parts = _parts(conditions)
    if parts:
        body = Connected(Connective.IMPLIES, all_of(parts), body)
    for binder in reversed((*binders, *opened)):
        body = Quantified(Quantifier.ALL, binder, body)
    return body


def _parts(
    conditions: Sequence[Proposition],
) -> tuple[tuple[Binder, ...], tuple[Proposition, ...]]:
    """Conditions without outer *and* and *there is*: (∃ x, P) → Q is ∀ x, P → Q."""
    binders: tuple[Binder, ...] = ()
    parts: tuple[Proposition, ...] = ()
    for condition in conditions:
        match condition:
            case Connected(Connective.AND, left, right):
                more, found = _parts((left, right))
            case Quantified(Quantifier.SOME, binder, body):
                more, found = _parts((body,))
                more = (binder, *more)
            case _:
                more, found = (), (condition,)
        binders, parts = binders + more, parts + found
    return binders, parts


def all_of(propositions: Sequence[Proposition]) -> Proposition:
    """All of them, joined by *and*."""
    whole = propositions[-1]
    for proposition in reversed(propositions[:-1]):
        whole = Connected(Connective.AND, proposition, whole)
    return whole


def flattened(statement: Statement) -> Statement:
    """Outer variables and hypotheses of the claim become the statement's own."""
    binders, hypotheses = list(statement.binders), list(statement.hypotheses)
    conclusion = statement.conclusion
    while True:
        match conclusion:
            case Quantified(Quantifier.ALL, binder, body):
                binders.append(binder)
                conclusion = body
            case Connected(Connective.IMPLIES, left, right):
                hypotheses.append(left)
                conclusion = right
            case _:
                break
    opened, parts = _parts(hypotheses)
    return Statement((*binders, *opened), parts, conclusion)


_NAMES = {
    Basic.NATURAL: ["n", "m", "k", "l"],
    Basic.INTEGER: ["a", "b", "c", "d"],
    Basic.PROPOSITION: ["p", "q", "r"],
}


def usual_names(sort: Sort) -> list[str]:
    """What variables of a sort are usually called."""
    match sort:
        case ListOf():
            return ["xs", "ys", "zs"]
        case SetOf():
            return ["A", "B", "C"]
        case Basic():
            return _NAMES.get(sort, ["x"])
        case _:
            return ["x", "y", "z"]
