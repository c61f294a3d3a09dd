"""Truth values vanish from formulas: ``⊤ ∧ A`` is ``A``."""

from __future__ import annotations

from typing import assert_never

from prover.logic.syntax import (
    FALSE,
    TRUE,
    And,
    Atom,
    Equality,
    Exists,
    ForAll,
    Formula,
    Iff,
    Implies,
    Not,
    Or,
    TruthValue,
    Xor,
)
from prover.logic.walk import complement, conjunction, disjunction

__all__ = ["negation", "tidied"]


def tidied(formula: Formula) -> Formula:
    """An equivalent formula in which no truth value stands beside anything else."""
    match formula:
        case Atom() | TruthValue():
            return formula
        case Equality(left=left, right=right):
            return TRUE if left is right else formula
        case Not(body=body):
            return negation(tidied(body))
        case And(parts=parts):
            return _junction(parts, TRUE, FALSE)
        case Or(parts=parts):
            return _junction(parts, FALSE, TRUE)
        case Implies(left=left, right=right):
            return _implication(tidied(left), tidied(right))
        case Iff(left=left, right=right):
            return _equivalence(tidied(left), tidied(right))
        case Xor(left=left, right=right):
            return _equivalence(tidied(left), negation(tidied(right)))
        case ForAll(variable=variable, body=body) | Exists(variable=variable, body=body):
            inner = tidied(body)
            return type(formula)(variable, inner) if variable in inner.free else inner
        case _:
            assert_never(formula)


def negation(formula: Formula) -> Formula:
    """The negation, inside conjunctions, disjunctions and implications."""
    match formula:
        case And(parts=parts):
            return disjunction(negation(part) for part in parts)
        case Or(parts=parts):
            return conjunction(negation(part) for part in parts)
        case Implies(left=left, right=right):
            return _junction((left, negation(right)), TRUE, FALSE)
        case Iff(left=left, right=right):
            return Iff(left, negation(right))
        case _:
            return complement(formula)


def _junction(parts: tuple[Formula, ...], neutral: Formula, absorbing: Formula) -> Formula:
    kept: dict[Formula, None] = {}
    kind = And if neutral is TRUE else Or
    for part in parts:
        inner = tidied(part)
        for each in inner.parts if isinstance(inner, kind) else (inner,):
            if each is absorbing or complement(each) in kept:
                return absorbing
            if each is not neutral:
                kept[each] = None
    return conjunction(kept) if kind is And else disjunction(kept)


def _implication(left: Formula, right: Formula) -> Formula:
    if left is TRUE:
        return right
    if left is FALSE or right is TRUE or left is right:
        return TRUE
    if right is FALSE:
        return negation(left)
    return Implies(left, right)


def _equivalence(left: Formula, right: Formula) -> Formula:
    if left is right:
        return TRUE
    for one, other in ((left, right), (right, left)):
        if one is TRUE:
            return other
        if one is FALSE:
            return negation(other)
    if left is complement(right):
        return FALSE
    if isinstance(left, Not) and isinstance(right, Not):
        return Iff(left.body, right.body)
    return Iff(left, right)
