"""Statements that an exploration has to find unasked."""

from __future__ import annotations

from prover.logic.syntax import Formula
from prover.theory import Theory
from prover.theory.reader import read_theory

__all__ = ["GROUPS", "LISTS", "PEANO", "SUMS", "theory", "wanted"]

_NATURALS = """
datatype Nat = 0 | S(Nat)

function + : Nat × Nat → Nat
  x + 0 = x
  x + S(y) = S(x + y)

function · : Nat × Nat → Nat
  x · 0 = 0
  x · S(y) = x · y + x
"""

PEANO = (
    _NATURALS
    + """
predicate ≤ : Nat × Nat
  0 ≤ y
  ¬ S(x) ≤ 0
  S(x) ≤ S(y) ↔ x ≤ y
""",
    (
        "0 + x = x",
        "S(x) + y = S(x + y)",
        "x + S(0) = S(x)",
        "x + y = x + z → y = z",
        "x + y = y + x",
        "(x + y) + z = x + (y + z)",
        "x · y = y · x",
        "(x · y) · z = x · (y · z)",
        "x · (y + z) = x · y + x · z",
        "0 · x = 0",
        "S(x) · y = y + x · y",
        "x ≤ y ∧ y ≤ z → x ≤ z",
        "x ≤ S(x)",
        "S(0) · x = x",
        "x + z = y + z → x = y",
        "x + y = 0 → x = 0",
        "x ≤ x",
        "x ≤ y ∧ y ≤ x → x = y",
        "x ≤ y ∨ y ≤ x",
    ),
)

SUMS = (
    _NATURALS
    + """
function Σ : Nat → Nat
  Σ(0) = 0
  Σ(S(n)) = Σ(n) + S(n)
""",
    ("Σ(n) + Σ(n) = n · S(n)",),
)

GROUPS = (
    """
sort G

function e : G
function ∘ : G × G → G
function inv : G → G

axiom associativity: (x ∘ y) ∘ z = x ∘ (y ∘ z)
axiom left identity: e ∘ x = x
axiom left inverse: inv(x) ∘ x = e
""",
    (
        "x ∘ y = x → y = e",
        "x ∘ y = e → y = inv(x)",
        "inv(x ∘ y) = inv(y) ∘ inv(x)",
        "inv(inv(x)) = x",
        "z ∘ x = z ∘ y → x = y",
        "x ∘ z = y ∘ z → x = y",
        "(∀x (x ∘ x = e)) → ∀x ∀y (x ∘ y = y ∘ x)",
    ),
)

LISTS = (
    """
sort A
datatype Nat = 0 | S(Nat)
datatype List = nil | A :: List

function + : Nat × Nat → Nat
  x + 0 = x
  x + S(y) = S(x + y)

function length : List → Nat
  length(nil) = 0
  length(x :: xs) = S(length(xs))

function ++ : List × List → List
  nil ++ ys = ys
  (x :: xs) ++ ys = x :: xs ++ ys

function reverse : List → List
  reverse(nil) = nil
  reverse(x :: xs) = reverse(xs) ++ x :: nil

predicate ∈ : A × List
  ¬ x ∈ nil
  x ∈ y :: ys ↔ x = y ∨ x ∈ ys
""",
    (
        "xs ++ nil = xs",
        "(xs ++ ys) ++ zs = xs ++ (ys ++ zs)",
        "length(xs ++ ys) = length(xs) + length(ys)",
        "reverse(xs ++ ys) = reverse(ys) ++ reverse(xs)",
        "reverse(reverse(xs)) = xs",
        "length(reverse(xs)) = length(xs)",
        "x ∈ xs ++ ys ↔ x ∈ xs ∨ x ∈ ys",
        "x ∈ reverse(xs) ↔ x ∈ xs",
        "zs ++ xs = zs ++ ys → xs = ys",
    ),
)


def theory(text: str, name: str) -> Theory:
    """The theory that ``text`` describes."""
    return read_theory(text, name)


def wanted(text: str, statements: tuple[str, ...]) -> tuple[Formula, ...]:
    """The statements as closed formulas in the language of ``text``."""
    goals = "\n".join(f"theorem goal {n}: {s}" for n, s in enumerate(statements))
    return tuple(goal.formula for goal in read_theory(f"{text}\n{goals}\n", "wanted").goals)
