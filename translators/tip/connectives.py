"""Connectives that say what they have to as shortly as truth and falsity among them allow."""

from __future__ import annotations

from collections.abc import Sequence

from prover.logic.syntax import FALSE, TRUE, Formula, Iff, Implies, Not
from prover.logic.walk import complement, conjunction, disjunction

__all__ = ["connected", "every", "if_then_else", "iff"]


def if_then_else(condition: Formula, yes: Formula, no: Formula) -> Formula:
    """``yes`` where ``condition`` holds, ``no`` elsewhere, as short as that can be said."""
    if isinstance(condition, Not):
        return if_then_else(condition.body, no, yes)
    if condition is TRUE or yes is no:
        return yes
    if condition is FALSE:
        return no
    if yes is TRUE:
        return some([condition, no])
    if yes is FALSE:
        return every([complement(condition), no])
    if no is TRUE:
        return implies(condition, yes)
    if no is FALSE:
        return every([condition, yes])
    return conjunction([implies(condition, yes), implies(complement(condition), no)])


def connected(operator: str, parts: Sequence[Formula]) -> Formula:
    """``parts`` under a connective of TIP."""
    match operator, list(parts):
        case "not", [part]:
            return complement(part)
        case "and", several:
            return every(several)
        case "or", several:
            return some(several)
        case "=>", [premise, conclusion]:
            return implies(premise, conclusion)
        case "xor", [first, *rest]:
            for part in rest:
                first = complement(iff(first, part))
            return first
        case _:
            raise TypeError(f"no connective of TIP: {operator}")


def every(parts: Sequence[Formula]) -> Formula:
    """All of ``parts``."""
    return FALSE if FALSE in parts else conjunction([p for p in parts if p is not TRUE])


def some(parts: Sequence[Formula]) -> Formula:
    """One of ``parts``, at least."""
    return TRUE if TRUE in parts else disjunction([p for p in parts if p is not FALSE])


def implies(premise: Formula, conclusion: Formula) -> Formula:
    """``conclusion``, where ``premise`` holds."""
    if premise is TRUE or conclusion is TRUE:
        return conclusion
    if premise is FALSE:
        return TRUE
    return complement(premise) if conclusion is FALSE else Implies(premise, conclusion)


def iff(left: Formula, right: Formula) -> Formula:
    """``left`` and ``right`` have one truth value."""
    for one, other in ((left, right), (right, left)):
        if one is TRUE:
            return other
        if one is FALSE:
            return complement(other)
    return Iff(left, right)
