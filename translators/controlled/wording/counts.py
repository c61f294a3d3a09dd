"""Counting formulas recognised: *at least two*, *at most one*, *exactly one*.

    at least n    ∃x₁ … ∃xₙ (C(x₁) ∧ … ∧ C(xₙ) ∧ all different)
    at most n     ∀x₁ … ∀xₙ₊₁ (C(x₁) ∧ … ∧ C(xₙ₊₁) → two are the same)

*Exactly n* is both.  The copies of C may differ in the names of bound variables.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from prover.logic.canonical import canonical
from prover.logic.syntax import (
    And,
    Equality,
    Exists,
    ForAll,
    Formula,
    Implies,
    Not,
    Or,
    Variable,
)
from prover.logic.walk import substitute
from translators.controlled.wording.shapes import prefix
from translators.controlled.words.derivation import SMALL_NUMBERS

__all__ = ["Count", "count_of", "exact_count"]


@dataclass(frozen=True, slots=True)
class Count:
    """So many things of which ``parts`` are true, said of ``variable``."""

    words: str
    number: int
    variable: Variable
    parts: tuple[Formula, ...]

    @property
    def quantity(self) -> str:
        """*exactly one*."""
        return f"{self.words} {SMALL_NUMBERS[self.number]}"


def count_of(formula: Formula) -> Count | None:
    """What a formula counts, if it does nothing else."""
    if isinstance(formula, Exists):
        variables, body = prefix(formula, Exists)
        return _at_least(variables, _parts(body)) if len(variables) > 1 else None
    if isinstance(formula, ForAll):
        variables, body = prefix(formula, ForAll)
        if len(variables) > 1 and isinstance(body, Implies):
            return _at_most(variables, _parts(body.left), body.right)
    return None


def exact_count(least: Formula, most: Formula) -> Count | None:
    """*exactly n*, if one formula says at least and the other at most n of the same."""
    above = count_of(most) if isinstance(most, ForAll) else None
    if above is None or not isinstance(least, Exists):
        return None
    one = Count("at least", 1, least.variable, _parts(least.body))
    below = one if above.number == 1 else count_of(least)
    if below is None or below.number != above.number:
        return None
    here = below.variable
    same = _one_form(below.parts, here) == _one_form(above.parts, here, above.variable)
    return Count("exactly", below.number, below.variable, below.parts) if same else None


def _parts(body: Formula) -> tuple[Formula, ...]:
    return body.parts if isinstance(body, And) else (body,)


def _at_least(variables: Sequence[Variable], parts: Sequence[Formula]) -> Count | None:
    different = {Not(Equality(a, b)) for a, b in combinations(variables, 2)}
    said = tuple(p for p in parts if p not in different)
    if len(said) + len(different) != len(parts):
        return None
    return _counted("at least", len(variables), variables, said)


def _at_most(
    variables: Sequence[Variable], parts: Sequence[Formula], right: Formula
) -> Count | None:
    same = {Equality(a, b) for a, b in combinations(variables, 2)}
    said = set(right.parts) if isinstance(right, Or) else {right}
    if said != same or len(variables) > len(SMALL_NUMBERS):
        return None
    return _counted("at most", len(variables) - 1, variables, tuple(parts))


def _counted(
    words: str, number: int, variables: Sequence[Variable], parts: tuple[Formula, ...]
) -> Count | None:
    """The count, if of each variable the same is said and nothing else."""
    first = variables[0]
    copies = [tuple(p for p in parts if v in p.free) for v in variables]
    if sum(map(len, copies)) != len(parts) or not copies[0]:
        return None
    form = _one_form(copies[0], first)
    if any(_one_form(c, first, v) != form for c, v in zip(copies, variables, strict=True)):
        return None
    return Count(words, number, first, copies[0])


def _one_form(
    parts: tuple[Formula, ...], variable: Variable, instead_of: Variable | None = None
) -> tuple[Formula, ...]:
    """The parts as said of a variable, with the names of bound variables made alike."""
    names = {instead_of: variable} if instead_of is not None else {}
    return tuple(canonical(substitute(p, names)) for p in parts)
