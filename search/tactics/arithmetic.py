"""Tactics for numbers: residues, intervals, small cases, powers.

Decision procedures for linear arithmetic do the work; what they need first is a finite case
distinction (a remainder, a value between bounds, the first few naturals) or an expanded power.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from prover.lean.goals import Goal
from search.tactics.context import Context, Proposer, Weighted, assumptions, variables
from search.tactics.divisibility import common_divisors
from search.tactics.divisors import divisors, exponents
from search.tactics.exhaustion import exhaustion
from search.tactics.inequalities import products
from search.tactics.periods import periods
from search.tactics.remainders import remainders
from search.tactics.witnesses import witnesses

__all__ = ["ARITHMETIC"]

_MODULUS = re.compile(r"% (\d+)\b|\b(\d+) ∣")
_LARGEST_MODULUS = 16
_WIDEST = 100
_PEELED = 5
_TYPES: Mapping[str, tuple[str, ...]] = {
    "Nat": ("Nat.pow_succ", "Nat.mul_mod", "Nat.add_mod"),
    "Int": ("Int.pow_succ", "Int.mul_emod", "Int.add_emod", "Int.sub_emod"),
}
"""The types that are numbers, and how remainders and powers of them are taken apart."""
_REMAINDERS: Mapping[str, str] = {
    "Nat": "Nat.dvd_of_mod_eq_zero",
    "Int": "Int.dvd_of_emod_eq_zero",
}


def _numbers(goal: Goal) -> list[tuple[str, str]]:
    return [(name, type_) for name, type_ in variables(goal) if type_ in _TYPES]


def residues(goal: Goal, context: Context) -> Iterator[Weighted]:
    """Every remainder of a variable by the moduli of the goal, or those that are known."""
    moduli = sorted({int(a or b) for a, b in _MODULUS.findall(goal.text)})
    known = [name for name, type_ in assumptions(goal) if "%" in type_]
    divides = re.match(r"\d+ ∣", goal.target)
    for name, type_ in _numbers(goal)[:3]:
        rules = ", ".join(_TYPES[type_])
        if known:
            yield f"simp [{rules}, {', '.join(known)}]", 2.0
        for modulus in moduli:
            if 1 < modulus <= _LARGEST_MODULUS:
                cases = " ∨ ".join(f"{name} % {modulus} = {r}" for r in range(modulus))
                patterns = " | ".join(["hr"] * modulus)
                split = f"have hr : {cases} := by omega\nrcases hr with {patterns}"
                yield f"{split} <;> simp [{rules}, hr]", 2.0
                if divides:
                    remainder = f"refine {_REMAINDERS[type_]} ?_"
                    yield f"{remainder}\n{split} <;> simp [{rules}, hr]", 2.0
                yield f"{split} <;> simp_all [{rules}]", 0.8
                if known:
                    yield f"{split} <;> first | (exfalso; omega) | simp [{rules}, hr]", 2.0


def intervals(goal: Goal, context: Context) -> Iterator[Weighted]:
    """Every value of a variable between bounds that the hypotheses give."""
    facts = " ∧ ".join(type_ for _, type_ in assumptions(goal))
    for name, type_ in _numbers(goal):
        low, high = _bounds(name, type_, facts)
        if low is None or high is None or not 0 <= high - low < _WIDEST:
            continue
        values = range(low, high + 1)
        cases = " ∨ ".join(f"{name} = {value}" for value in values)
        split = f"have hi : {cases} := by omega\nrcases hi with {' | '.join(['rfl'] * len(values))}"
        weight = 3.0 if len(values) <= 20 else 1.0
        yield f"{split} <;> omega", weight
        yield f"{split} <;> simp_all <;> omega", 0.5 * weight
        yield f"{split} <;> grind", 0.4 * weight


def _bounds(name: str, type_: str, facts: str) -> tuple[int | None, int | None]:
    """Numerals below and above the variable, as far as the text of the facts shows them."""
    own = rf"(?<![\w.]){re.escape(name)}(?![\w.^]| [+*^%/-])"
    alone = rf"(?<![+*^%/-] ){own}"
    numeral = r"(?<![\w.])(?<![+*^%/-] )(-?\d+)"
    lows = [int(n) for n in re.findall(rf"{numeral} ≤ {own}", facts)]
    lows += [int(n) + 1 for n in re.findall(rf"{numeral} < {own}", facts)]
    highs = [int(n) for n in re.findall(rf"{alone} ≤ (-?\d+)(?! [+*^%/-])", facts)]
    highs += [int(n) - 1 for n in re.findall(rf"{alone} < (-?\d+)(?! [+*^%/-])", facts)]
    if type_ == "Nat":
        lows.append(0)
    return max(lows, default=None), min(highs, default=None)


def small_cases(goal: Goal, context: Context) -> Iterator[Weighted]:
    """The first few naturals one by one; for the others a product grows too large."""
    expanded = "[Nat.pow_succ, Nat.mul_add, Nat.add_mul]"
    for name, type_ in _numbers(goal)[:3]:
        if type_ == "Nat":
            patterns = " | ".join(["_"] * _PEELED + [name])
            split = f"rcases {name} with {patterns}"
            yield f"{split} <;> simp +arith {expanded} at * <;> omega", 0.8
            yield f"{split} <;> simp_all {expanded} <;> omega", 0.5
            yield f"{split} <;> grind", 0.3


def powers(goal: Goal, context: Context) -> Iterator[Weighted]:
    """Induction over an exponent or an index, with powers taken apart."""
    given = [name for name, _ in assumptions(goal)]
    for name, type_ in _numbers(goal)[:2]:
        if type_ != "Nat" or "^" not in goal.text:
            continue
        step = f"induction {name} <;> simp_all [Nat.pow_succ] <;> omega"
        yield step, 1.5
        yield f"induction {name} <;> grind [Nat.pow_succ]", 1.0
        for hypothesis in given[:2]:
            yield f"clear {hypothesis}\n{step}", 0.8
            yield f"clear {hypothesis}\ninduction {name} <;> grind [Nat.pow_succ]", 0.5


def equations(goal: Goal, context: Context) -> Iterator[Weighted]:
    """Simplified hypotheses for a decision procedure, and ring arithmetic."""
    if not _numbers(goal):
        return
    used = [name for name, type_ in assumptions(goal) if re.search(r"[=≤<∣]", type_)]
    yield "simp_all <;> omega", 1.0
    yield "grind +ring", 0.6
    if used:
        yield f"simp at {' '.join(used)} <;> omega", 0.6
        yield "subst_vars\ndecide", 0.3


ARITHMETIC: tuple[Proposer, ...] = (
    residues,
    intervals,
    small_cases,
    powers,
    equations,
    divisors,
    exponents,
    common_divisors,
    periods,
    exhaustion,
    products,
    remainders,
    witnesses,
)
"""All of them."""
