"""Products of inequalities, and squares, for a procedure that is linear.

``grind`` reasons linearly about monomials; what a nonlinear inequality needs besides is the
product of two that are known, or that a square is not negative (the degree 2 step of
Positivstellensatz certificates, as ``nlinarith`` takes it).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations, combinations_with_replacement

from prover.lean.goals import Goal
from search.tactics.context import Context, Weighted, assumptions, variables

__all__ = ["products"]

_NONLINEAR = re.compile(r"\^ [2-9]|(?:\b[^\W\d][\w'₀-₉]*|\)) \* [^\W\d(]|\) \* \(")
_MOST = 3
_SQUARE = (
    "have sq : ∀ z : Int, 0 ≤ z * z := fun z => (Int.le_total 0 z).elim"
    " (fun h => Int.mul_nonneg h h) (fun h => Int.mul_nonneg_of_nonpos_of_nonpos h h)"
)


def products(goal: Goal, context: Context) -> Iterator[Weighted]:
    """Squares of variables, their sums and differences; products of two known inequalities."""
    if not _NONLINEAR.search(goal.text) or not re.search(r"[≤<≥>]", goal.text):
        return
    integers = [name for name, type_ in variables(goal) if type_ == "Int"][:_MOST]
    naturals = [name for name, type_ in variables(goal) if type_ == "Nat"]
    if integers and re.search(r"[≤<≥>=]", goal.target):
        terms = integers + [f"({a} {s} {b})" for a, b in combinations(integers, 2) for s in "-+"]
        yield "\n".join([_SQUARE, *(f"have := sq {term}" for term in terms), "grind"]), 1.5
    known = [(name, t) for name, t in assumptions(goal) if re.fullmatch(r"[^∧∨→∀∃]* [≤<] .*", t)]
    pairs = list(combinations_with_replacement(known[-_MOST:], 2))
    if pairs and integers:
        facts = [f"have := Int.mul_nonneg {_difference(a)} {_difference(b)}" for a, b in pairs]
        yield "\n".join([*facts, "grind"]), 1.5
    elif pairs and naturals:
        facts = [f"have := Nat.mul_le_mul {_weak(a, 'Nat')} {_weak(b, 'Nat')}" for a, b in pairs]
        yield "\n".join([*facts, "grind"]), 1.5


def _difference(known: tuple[str, str]) -> str:
    """That the larger side minus the smaller one is not negative."""
    return f"(Int.sub_nonneg_of_le {_weak(known, 'Int')})"


def _weak(known: tuple[str, str], type_: str) -> str:
    name, text = known
    return f"({type_}.le_of_lt {name})" if " < " in text else name
