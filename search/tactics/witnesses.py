"""Witnesses tried one after another: small numbers, and simple terms of the context."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

from prover.lean.goals import Goal
from search.tactics.context import Context, Weighted, variables

__all__ = ["witnesses"]

_BINDERS = re.compile(r"∃ ((?:[^\W\d][\w'₀-₉]* ?)+)(?: : (Nat|Int))?, ")
_LARGEST = {1: 40, 2: 7, 3: 3}


def witnesses(goal: Goal, context: Context) -> Iterator[Weighted]:
    """Numbers for all variables of an existential at once; terms for a single one."""
    match = _BINDERS.match(goal.target)
    if match is None:
        return
    count = len(match[1].split())
    if count in _LARGEST and re.search(r"\d", goal.target):
        values = range(_LARGEST[count] + 1)
        numbers = sorted(product(values, repeat=count), key=sum)
        yield _first([", ".join(map(str, each)) for each in numbers], "decide"), 2.0
    names = [name for name, type_ in variables(goal) if type_ in ("Nat", "Int")][:3]
    if names and count == 1:
        terms = [form.format(name) for form in _FORMS for name in names]
        terms += [f"{a} {sign} {b}" for a, b in product(names, repeat=2) for sign in "+*-"]
        yield _first(terms, "first | omega | grind"), 2.0


_FORMS = ("{}", "{} + 1", "{} - 1", "2 * {}", "2 * {} + 1", "{} / 2", "{} ^ 2", "-{}")


def _first(terms: list[str], tactic: str) -> str:
    return "first\n" + "\n".join(f"  | exact ⟨{term}, by {tactic}⟩" for term in terms)
