"""A *complete* list names everything that has a property: the rest has not.

Asked which option could be a complete list of the members, programs say only who is one.
"""

from __future__ import annotations

import re
from dataclasses import replace

from prover.constraints.theory import (
    BOOLEAN,
    Application,
    Enumeration,
    Expression,
    Number,
    Operation,
    Operator,
    Option,
)
from translators.logic_programs.constraints.meaning import conjunction, negation

__all__ = ["asks_for_lists", "completed"]

_LIST = re.compile(r"\bcomplete\b|\b(?:a|the) list\b|\bonly\b", re.IGNORECASE)


def asks_for_lists(question: str) -> bool:
    """Whether the options of ``question`` are lists of all that has a property."""
    return bool(_LIST.search(question))


def completed(option: Option) -> Option:
    """``option`` with what its list leaves out denied, where it is such a list."""
    claims = tuple(replace(claim, formula=_completed(claim.formula)) for claim in option.claims)
    return replace(option, claims=claims)


def _completed(formula: Expression) -> Expression:
    """``P(a) ∧ P(b)`` with ``¬P(c)`` for every other element c of the sort."""
    is_list = isinstance(formula, Operation) and formula.operator is Operator.AND
    parts = formula.arguments if isinstance(formula, Operation) and is_list else (formula,)
    listed = [application for part in parts if (application := _applied(part)) is not None]
    if len(listed) < len(parts) or len({application.function for application in listed}) != 1:
        return formula
    function = listed[0].function
    rows = [application.arguments for application in listed]
    places = [n for n in range(len(function.arguments)) if len({row[n] for row in rows}) > 1]
    place = places[0] if places else 0
    domain = function.arguments[place] if function.arguments else None
    fixed = {(row[:place], row[place + 1 :]) for row in rows}
    if len(places) > 1 or len(fixed) != 1 or not isinstance(domain, Enumeration):
        return formula
    pattern, named = parts[0], {row[place] for row in rows}
    if len({_replaced(part, place, Number(0)) for part in parts}) != 1:
        return formula  # different values: an order, not a list
    left_out = [Number(value) for value in domain.values if Number(value) not in named]
    denials = [negation(_replaced(pattern, place, number)) for number in left_out]
    return conjunction([*parts, *denials])


def _applied(part: Expression) -> Application | None:
    """The application in ``P(a)`` or ``f(a) = b``."""
    if isinstance(part, Operation) and part.operator is Operator.EQUAL:
        left, right = part.arguments
        found = left if isinstance(right, Number) else None
    else:
        found = part
    if not isinstance(found, Application):
        return None
    if found is part and found.function.result != BOOLEAN:
        return None
    return found if all(isinstance(a, Number) for a in found.arguments) else None


def _replaced(part: Expression, place: int, number: Number) -> Expression:
    """``part`` with the argument at ``place`` of its application replaced."""
    if isinstance(part, Operation):
        left, right = part.arguments
        return replace(part, arguments=(_replaced(left, place, number), right))
    assert isinstance(part, Application)
    arguments = (*part.arguments[:place], number, *part.arguments[place + 1 :])
    return replace(part, arguments=arguments)
