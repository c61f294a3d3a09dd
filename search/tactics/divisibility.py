"""Greatest common divisors and quotients, found by calculating with polynomials.

``Nat.gcd a b`` divides every combination of ``a`` and ``b``, also one that is a number.  A
polynomial divides another if division, with the hypotheses as further divisors, leaves nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from prover.lean.goals import Goal
from search.tactics.context import Context, Weighted
from search.tactics.polynomials import Polynomial, read_polynomial

__all__ = ["common_divisors"]

_MOST = 12
_TERM = r"\((?:[^()]|\([^()]*\))*\)|[^\W\d][\w'₀-₉]*|\d+"
_GCD = re.compile(rf"(?:Nat\.gcd (?P<a>{_TERM}) (?P<b>{_TERM}))|(?P<c>{_TERM})\.gcd (?P<d>{_TERM})")


def common_divisors(goal: Goal, context: Context) -> Iterator[Weighted]:
    """What a greatest common divisor divides, where a combination of its arguments is a number."""
    for match in list(_GCD.finditer(goal.text))[:2]:
        left, right = match["a"] or match["c"], match["b"] or match["d"]
        for a, b, number in _combinations(left, right):
            steps = _divides(left, right, a, b, number)
            if number < 400:
                yield f"{steps}\n{_cases(left, right, number)}", 3.0
            yield f"{steps}\nhave hl := Nat.le_of_dvd (by decide) hg\nomega", 3.0
            break


def _combinations(left: str, right: str) -> Iterator[tuple[int, int, int]]:
    """Numbers ``a`` and ``b`` so that ``a * left - b * right`` is a number above zero."""
    first, second = read_polynomial(left), read_polynomial(right)
    if first is None or second is None:
        return
    pairs = [(a, b) for a in range(_MOST) for b in range(_MOST) if a or b]
    for a, b in sorted(pairs, key=sum):
        value = (Polynomial.number(a) * first - Polynomial.number(b) * second).constant
        if value:
            yield a, b, value


def _divides(left: str, right: str, a: int, b: int, number: int) -> str:
    """``hg``: the greatest common divisor divides the number."""
    gcd = f"Nat.gcd {left} {right}"
    parts = [
        f"(Nat.dvd_mul_left_of_dvd (Nat.gcd_dvd_left {left} {right}) {a})",
        f"(Nat.dvd_mul_left_of_dvd (Nat.gcd_dvd_right {left} {right}) {b})",
    ]
    terms = [f"{a} * {left}", f"{b} * {right}"]
    if number < 0:
        parts.reverse()
        terms.reverse()
    size = abs(number)
    return (
        f"have hg : {gcd} ∣ {size} := by\n"
        f"  have hs := Nat.dvd_sub {' '.join(parts)}\n"
        f"  rwa [show {' - '.join(terms)} = {size} by omega] at hs"
    )


def _cases(left: str, right: str, number: int) -> str:
    """Each divisor of the number that the greatest common divisor can be."""
    size = abs(number)
    values = [d for d in range(1, size + 1) if size % d == 0]
    return (
        f"have hk : ∀ k : Nat, k < {size + 1} → k ∣ {size} → k ∈ {values} := by decide +kernel\n"
        "have hv := hk _ (Nat.lt_succ_of_le (Nat.le_of_dvd (by decide) hg)) hg\n"
        "simp only [List.mem_cons, List.not_mem_nil, or_false] at hv\n"
        f"have h₁ := Nat.gcd_dvd_left {left} {right}\n"
        f"have h₂ := Nat.gcd_dvd_right {left} {right}\n"
        f"rcases hv with {' | '.join(['hv'] * len(values))}"
        " <;> rw [hv] at * <;> first | omega | simp_all"
    )
