"""Goals of our own, beside the public sets: written before any search was run on them.

The competition goals are in the style of miniF2F, those about lists, trees and numbers in the
style of TIP; none is taken from either.
"""

from __future__ import annotations

import re

from search.tactics.prove import LeanGoal
from tests.bench.lean_tables import Named

__all__ = ["COMPETITION", "FUNCTIONS"]

_COMPETITION = """\
sum_and_product (x y : Nat) (h : x * y + 2 * x + 3 * y = 29) (hx : 0 < x) (hy : 0 < y) : x + y ≤ 9
product_of_neighbours (n : Nat) (h : n * (n + 1) = 132) : n = 11
three_neighbours (n : Int) (h : n * (n + 1) * (n + 2) = 210) : n = 5
rectangle (a b : Nat) (h : a * b = 91) (h₁ : a < b) (h₂ : 1 < a) : a + b = 20
power_residue (n : Nat) : 5 ^ n % 4 = 1
seven_powers (n : Nat) (h : n % 4 = 2) : 7 ^ n % 10 = 9
divides_power_sum (n : Nat) : 5 ∣ 3 ^ (4 * n) + 4
last_digit (n : Nat) (h : n % 4 = 3) : 2 ^ n % 10 = 8
powers_of_two_and_five (a b : Nat) (h : 2 ^ a * 5 ^ b = 200) : a + b = 5
common_divisor (n : Nat) : Nat.gcd (3 * n + 4) (2 * n + 3) = 1
common_divisor_bound (n : Nat) : Nat.gcd (n + 5) (n + 11) ≤ 6
two_digits (a b : Nat) (ha : 1 ≤ a ∧ a ≤ 9) (hb : b ≤ 9) (h : 10 * a + b = a ^ 2 + b ^ 2 + 1) :\
 a = 3 ∨ a = 7
pythagorean (a b : Nat) (h : a ^ 2 + b ^ 2 = 25) (h₁ : 0 < a) (h₂ : a < b) (h₃ : b < 6) : a = 3
squares_mod_eight (n : Int) (h : n % 2 = 1) : n ^ 2 % 8 = 1
cubes_mod_nine (n : Int) : n ^ 3 % 9 = 0 ∨ n ^ 3 % 9 = 1 ∨ n ^ 3 % 9 = 8
product_of_three (n : Nat) : 6 ∣ n * (n + 1) * (n + 2)
cyclic_number (x : Nat) (h₀ : x < 100) (h₁ : x % 9 = 4) (h₂ : x % 11 = 7) : x = 40
function_at_three (f : Nat → Nat) (h₀ : f 0 = 1) (h : ∀ n, f (n + 1) = 2 * f n + 3) : f 3 = 29
function_closed (f : Nat → Nat) (h₀ : f 0 = 0)\
 (h : ∀ n, f (n + 1) = f n + 2 * n + 1) (n : Nat) : f n = n ^ 2
inequality_of_squares (a b : Int) : 2 * (a * b) ≤ a ^ 2 + b ^ 2
quadratic (x : Int) (h : x ^ 2 - 5 * x + 6 = 0) : x = 2 ∨ x = 3
linear_system (x y z : Int) (h₁ : x + y = 7) (h₂ : y + z = 9) (h₃ : x + z = 8) : x * y * z = 60
no_solution (x y : Int) : x ^ 2 - 4 * y ≠ 3
small_sum (a b c : Nat) (h : a + b + c = 6) (h₁ : a * b * c = 6) (h₂ : a < b) (h₃ : b < c) : c = 3
exists_pair : ∃ a b : Nat, a ^ 2 + b ^ 2 = 41
factorial_tail (n : Nat) (h : n * (n - 1) = 30) : n = 6
"""

COMPETITION = [
    Named(line.split()[0], LeanGoal(f"theorem {line}")) for line in _COMPETITION.splitlines()
]
"""Numbers: 26 goals."""

_PREAMBLE = """\
namespace Own

inductive N where
  | zero
  | succ (n : Own.N)

inductive L (a : Type) where
  | nil
  | cons (head : a) (tail : Own.L a)

inductive T (a : Type) where
  | leaf
  | node (left : Own.T a) (value : a) (right : Own.T a)

def add (x : Own.N) (y : Own.N) : Own.N :=
  match x with
  | Own.N.zero => y
  | Own.N.succ n => Own.N.succ (Own.add n y)

def mul (x : Own.N) (y : Own.N) : Own.N :=
  match x with
  | Own.N.zero => Own.N.zero
  | Own.N.succ n => Own.add y (Own.mul n y)

def double (x : Own.N) : Own.N :=
  match x with
  | Own.N.zero => Own.N.zero
  | Own.N.succ n => Own.N.succ (Own.N.succ (Own.double n))

def le (x : Own.N) (y : Own.N) : Bool :=
  match x with
  | Own.N.zero => true
  | Own.N.succ n => (match y with
    | Own.N.zero => false
    | Own.N.succ m => Own.le n m)

def app {a : Type} (x : Own.L a) (y : Own.L a) : Own.L a :=
  match x with
  | Own.L.nil => y
  | Own.L.cons h t => Own.L.cons h (Own.app t y)

def snoc {a : Type} (x : Own.L a) (y : a) : Own.L a :=
  match x with
  | Own.L.nil => Own.L.cons y Own.L.nil
  | Own.L.cons h t => Own.L.cons h (Own.snoc t y)

def rev {a : Type} (x : Own.L a) : Own.L a :=
  match x with
  | Own.L.nil => Own.L.nil
  | Own.L.cons h t => Own.snoc (Own.rev t) h

def len {a : Type} (x : Own.L a) : Own.N :=
  match x with
  | Own.L.nil => Own.N.zero
  | Own.L.cons _ t => Own.N.succ (Own.len t)

def sum (x : Own.L Own.N) : Own.N :=
  match x with
  | Own.L.nil => Own.N.zero
  | Own.L.cons h t => Own.add h (Own.sum t)

def keep {a : Type} (p : a → Bool) (x : Own.L a) : Own.L a :=
  match x with
  | Own.L.nil => Own.L.nil
  | Own.L.cons h t => if p h then Own.L.cons h (Own.keep p t) else Own.keep p t

def size {a : Type} (x : Own.T a) : Own.N :=
  match x with
  | Own.T.leaf => Own.N.zero
  | Own.T.node l _ r => Own.N.succ (Own.add (Own.size l) (Own.size r))

def flip {a : Type} (x : Own.T a) : Own.T a :=
  match x with
  | Own.T.leaf => Own.T.leaf
  | Own.T.node l v r => Own.T.node (Own.flip r) v (Own.flip l)

def flat {a : Type} (x : Own.T a) : Own.L a :=
  match x with
  | Own.T.leaf => Own.L.nil
  | Own.T.node l v r => Own.app (Own.flat l) (Own.L.cons v (Own.flat r))

end Own
"""

_FUNCTIONS = """\
add_zero: add | (n : N) : add n N.zero = n
add_comm: add | (n m : N) : add n m = add m n
add_assoc: add | (n m k : N) : add (add n m) k = add n (add m k)
add_left_comm: add | (n m k : N) : add n (add m k) = add m (add n k)
mul_zero: add mul | (n : N) : mul n N.zero = N.zero
mul_succ: add mul | (n m : N) : mul n (N.succ m) = add n (mul n m)
mul_comm: add mul | (n m : N) : mul n m = mul m n
mul_add: add mul | (n m k : N) : mul n (add m k) = add (mul n m) (mul n k)
double_add: add double | (n : N) : double n = add n n
double_sum: add double | (n m : N) : double (add n m) = add (double n) (double m)
le_self: le | (n : N) : le n n = true
le_add: add le | (n m : N) : le n (add n m) = true
le_add_left: add le | (n m : N) : le n (add m n) = true
le_double: double le | (n : N) : le n (double n) = true
app_nil: app | (x : L N) : app x L.nil = x
app_assoc: app | (x y z : L N) : app (app x y) z = app x (app y z)
len_app: app len add | (x y : L N) : len (app x y) = add (len x) (len y)
len_app_comm: app len | (x y : L N) : len (app x y) = len (app y x)
len_snoc: snoc len | (x : L N) (y : N) : len (snoc x y) = N.succ (len x)
len_rev: snoc rev len | (x : L N) : len (rev x) = len x
rev_snoc: snoc rev | (x : L N) (y : N) : rev (snoc x y) = L.cons y (rev x)
rev_rev: snoc rev | (x : L N) : rev (rev x) = x
rev_app: snoc rev app | (x y : L N) : rev (app x y) = app (rev y) (rev x)
snoc_app: snoc app | (x : L N) (y : N) : snoc x y = app x (L.cons y L.nil)
sum_app: add sum app | (x y : L N) : sum (app x y) = add (sum x) (sum y)
sum_rev: add sum snoc rev | (x : L N) : sum (rev x) = sum x
keep_app: keep app | (p : N → Bool) (x y : L N) : keep p (app x y) = app (keep p x) (keep p y)
keep_keep: keep | (p : N → Bool) (x : L N) : keep p (keep p x) = keep p x
keep_rev: keep snoc rev | (p : N → Bool) (x : L N) : keep p (rev x) = rev (keep p x)
len_keep: keep len le | (p : N → Bool) (x : L N) : le (len (keep p x)) (len x) = true
size_flip: add size flip | (t : T N) : size (flip t) = size t
flip_flip: flip | (t : T N) : flip (flip t) = t
len_flat: add size flat app len | (t : T N) : len (flat t) = size t
"""


_QUALIFIED = r"Own.\1"


def _function_goal(line: str) -> Named:
    """A goal with those functions that it needs; definitions that it does not are left out."""
    head, _, statement = line.partition(" | ")
    name, *used = head.replace(":", "").split()
    blocks = _PREAMBLE.split("\n\n")
    kept = [b for b in blocks if not b.startswith("def ") or b.split()[1] in used]
    preamble = "\n\n".join(kept)
    definitions = tuple(f"Own.{function}" for function in used)
    own = re.compile(rf"(?<![\w.])(N|L|T|{'|'.join(used)})(?!\w)")
    return Named(
        name, LeanGoal(f"theorem {name} {own.sub(_QUALIFIED, statement)}", preamble, definitions)
    )


FUNCTIONS = [_function_goal(line) for line in _FUNCTIONS.splitlines()]
"""Functions on naturals, lists and trees: 33 goals."""
