"""Small theories that the tests of induction share."""

from __future__ import annotations

from prover.theory import Theory
from prover.theory.reader import read_theory

PEANO = """
datatype Nat = 0 | S(Nat)

function + : Nat × Nat → Nat
  x + 0 = x
  x + S(y) = S(x + y)

function · : Nat × Nat → Nat
  x · 0 = 0
  x · S(y) = x · y + x

predicate ≤ : Nat × Nat
  0 ≤ y
  ¬ S(x) ≤ 0
  S(x) ≤ S(y) ↔ x ≤ y

function half : Nat → Nat
  half(0) = 0
  half(S(0)) = 0
  half(S(S(x))) = S(half(x))
"""

LISTS = """
datatype Nat = 0 | S(Nat)
sort A
datatype List = nil | cons(A, List)
predicate p : A

function length : List → Nat
  length(nil) = 0
  length(cons(x, xs)) = S(length(xs))

function app : List × List → List
  app(nil, ys) = ys
  app(cons(x, xs), ys) = cons(x, app(xs, ys))

function rev : List → List
  rev(nil) = nil
  rev(cons(x, xs)) = app(rev(xs), cons(x, nil))

function onto : List × List → List
  onto(nil, ys) = ys
  onto(cons(x, xs), ys) = onto(xs, cons(x, ys))

function filter : List → List
  filter(nil) = nil
  filter(cons(x, xs)) = cons(x, filter(xs))  if p(x)
  filter(cons(x, xs)) = filter(xs)           otherwise
"""

GROUPS = """
sort G
function e : G
function · : G × G → G
function inv : G → G
axiom associativity: (x · y) · z = x · (y · z)
axiom left identity: e · x = x
axiom left inverse: inv(x) · x = e
"""


def theory(text: str, *goals: str) -> Theory:
    """The theory of ``text`` with goals called ``goal 1``, ``goal 2``, …."""
    lines = [f"theorem goal {number}: {goal}" for number, goal in enumerate(goals, start=1)]
    return read_theory("\n".join((text, *lines)), "small")
