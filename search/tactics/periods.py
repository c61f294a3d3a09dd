"""Powers of a number by a remainder: they come round again.

``2 ^ n % 7`` depends on ``n % 3`` only.  Where a power of a numeral and a modulus occur, the
period is computed here and proved by Lean: induction for one remainder, ``Nat.pow_add`` for the
others.  What is left in each case is linear.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from prover.lean.goals import Goal
from search.tactics.context import Context, Weighted

__all__ = ["periods"]

_POWER = re.compile(r"(?<![\w.^])(\d+) \^ (?:([^\W\d][\w'₀-₉]*)|\(([^()]*[^\W\d][^()]*)\))")
_MODULUS = re.compile(r"% (\d+)\b|\b(\d+) ∣")
_LONGEST = 12
_LARGEST_MODULUS = 1000


@dataclass(frozen=True, slots=True)
class _Period:
    """``base ^ (length * q + start) % modulus`` is the same for all ``q``."""

    base: int
    modulus: int
    start: int
    length: int

    @staticmethod
    def of(base: int, modulus: int) -> _Period | None:
        """The shortest one, if it is short."""
        seen: list[int] = []
        value = 1 % modulus
        while value not in seen and len(seen) <= _LONGEST:
            seen.append(value)
            value = value * base % modulus
        if value not in seen:
            return None
        start = seen.index(value)
        return _Period(base, modulus, start, len(seen) - start)

    def law(self, name: str) -> str:
        """The fact and its proof."""
        value = pow(self.base, self.start, self.modulus)
        return (
            f"have {name} : ∀ q : Nat, {self.base} ^ ({self.length} * q + {self.start})"
            f" % {self.modulus} = {value} := by\n"
            "  intro q\n"
            "  induction q with\n"
            "  | zero => decide\n"
            f"  | succ q ih => rw [show {self.length} * (q + 1) + {self.start} ="
            f" {self.length} * q + {self.start} + {self.length} by omega, Nat.pow_add,"
            " Nat.mul_mod, ih]"
        )

    def cases(self, law: str, exponent: str) -> str:
        """Every case of an exponent, with what the power leaves then, as ``hr`` and ``hc``."""
        early = [f"{exponent} = {n}" for n in range(self.start)]
        round_ = f"{self.length} * (({exponent} - {self.start}) / {self.length}) + {self.start}"
        late = [f"{exponent} = {round_} + {n}" for n in range(self.length)]
        lines = [
            f"have hr : {' ∨ '.join(early + late)} := by omega",
            f"have hz : 0 < {self.base} ^ ({exponent}) := Nat.pow_pos (by decide)",
            f"rcases hr with {' | '.join(['hr'] * (self.start + self.length))}",
        ]
        return "\n".join(lines + [self._case(n, law, exponent) for n in range(len(early + late))])

    def _case(self, number: int, law: str, exponent: str) -> str:
        power, value = f"{self.base} ^ ({exponent})", pow(self.base, number, self.modulus)
        rules = "hr" if number < self.start else f"hr, Nat.pow_add, Nat.mul_mod, {law}"
        return (
            f"· have hc : {power} % {self.modulus} = {value} := by rw [{rules}]\n"
            "  first | omega | (simp_all; done)"
        )


def periods(goal: Goal, context: Context) -> Iterator[Weighted]:
    """Each power of a numeral by each modulus of the goal."""
    moduli = sorted({int(a or b) for a, b in _MODULUS.findall(goal.text)})
    powers = {(int(base), name or term) for base, name, term in _POWER.findall(goal.text)}
    for base, exponent in sorted(powers)[:3]:
        for modulus in moduli:
            if not 1 < modulus <= _LARGEST_MODULUS or base < 2:
                continue
            period = _Period.of(base, modulus)
            if period is not None:
                yield f"{period.law('hp')}\n{period.cases('hp', exponent)}", 3.0
