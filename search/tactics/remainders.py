"""What powers of variables leave when divided by a small number that the goal mentions.

A square leaves 0 or 1 by 4: with such tables, proved by trying all remainders, linear
arithmetic refutes equations that have no solution.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from prover.lean.goals import Goal
from search.tactics.context import Context, Weighted, variables

__all__ = ["remainders"]

_POWER = re.compile(r"(?<![\w.])([^\W\d][\w'₀-₉]*) \^ ([2-6])(?![\w.])")
_NUMERAL = re.compile(r"(?<![\w.])(?<!\^ )(\d+)(?![\w.])")
_LARGEST = 11
_MOST_POWERS = 3
_TYPES = {
    "Nat": ("Nat.pow_succ", "Nat.mul_mod"),
    "Int": ("Int.pow_succ", "Int.mul_emod"),
}


def remainders(goal: Goal, context: Context) -> Iterator[Weighted]:
    """A table for each power by each number, then linear arithmetic."""
    types = dict(variables(goal))
    found = dict.fromkeys(_POWER.findall(goal.text))
    powers = [(x, int(k)) for x, k in found if types.get(x) in _TYPES][:_MOST_POWERS]
    numbers = sorted({int(text) for text in _NUMERAL.findall(goal.text)})
    for modulus in [m for m in numbers if 3 <= m <= _LARGEST] if powers else ():
        tables = [_table(x, k, modulus, _TYPES[types[x]]) for x, k in powers]
        yield "\n".join([*tables, "omega"]), 1.2


def _table(name: str, exponent: int, modulus: int, rules: tuple[str, ...]) -> str:
    """All remainders of the power, from those of the variable."""
    power = f"{name} ^ {exponent} % {modulus}"
    values = sorted({pow(r, exponent, modulus) for r in range(modulus)})
    cases = [f"{name} % {modulus} = {r}" for r in range(modulus)]
    return (
        f"have : {' ∨ '.join(f'{power} = {value}' for value in values)} := by\n"
        f"  have hr : {' ∨ '.join(cases)} := by omega\n"
        f"  rcases hr with {' | '.join(['hr'] * modulus)} <;> simp [{', '.join(rules)}, hr]"
    )
