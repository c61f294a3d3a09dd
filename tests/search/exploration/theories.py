"""Small theories for the tests of exploration, and formulas in their language."""

from __future__ import annotations

from prover.logic.syntax import Formula
from prover.theory import Theory
from prover.theory.reader import read_theory

NATURALS = """
datatype Nat = 0 | S(Nat)

function + : Nat × Nat → Nat
  x + 0 = x
  x + S(y) = S(x + y)
"""

ORDER = """
predicate ≤ : Nat × Nat
  0 ≤ y
  ¬ S(x) ≤ 0
  S(x) ≤ S(y) ↔ x ≤ y
"""

DOUBLE = """
function double : Nat → Nat
  double(0) = 0
  double(S(x)) = S(S(double(x)))
"""

GROUPS = """
sort G

function e : G
function ∘ : G × G → G
function inv : G → G

axiom associativity: (x ∘ y) ∘ z = x ∘ (y ∘ z)
axiom left identity: e ∘ x = x
axiom left inverse: inv(x) ∘ x = e
"""


def theory(*parts: str) -> Theory:
    """The theory that the parts describe together."""
    return read_theory("\n".join(parts), "test")


def statement(text: str, *parts: str) -> Formula:
    """A closed formula in the language of the parts."""
    return theory(*parts, f"theorem goal: {text}").goals[0].formula
