"""Sentences, the statements they make, and scripts that prove those that are true and easy."""

from __future__ import annotations

__all__ = ["FALSE", "SENTENCES"]

SENTENCES: tuple[tuple[str, str, str], ...] = (
    (
        "For all natural numbers n and m, n + m = m + n.",
        "(n m : Nat) : n + m = m + n",
        "omega",
    ),
    (
        "Let a and b be integers. Suppose a divides b and b divides a. Then |a| = |b|.",
        "(a b : Int) (h1 : a ∣ b) (h2 : b ∣ a) : (a.natAbs : Int) = (b.natAbs : Int)",
        "exact congrArg Int.ofNat (Nat.dvd_antisymm (Int.natAbs_dvd_natAbs.mpr h1) "
        "(Int.natAbs_dvd_natAbs.mpr h2))",
    ),
    (
        "The sum of two even natural numbers is even.",
        "(n m : Nat) (h1 : n % 2 = 0) (h2 : m % 2 = 0) : (n + m) % 2 = 0",
        "omega",
    ),
    (
        "If n is an even natural number then n + 1 is odd.",
        "(n : Nat) (h1 : n % 2 = 0) : (n + 1) % 2 = 1",
        "omega",
    ),
    (
        "For all lists xs and ys of natural numbers, the length of xs ++ ys is the sum of the "
        "length of xs and the length of ys.",
        "(xs ys : List Nat) : (xs ++ ys).length = xs.length + ys.length",
        "grind",
    ),
    (
        "The reverse of the reverse of a list is the list itself.",
        "{α : Type} (xs : List α) : xs.reverse.reverse = xs",
        "simp",
    ),
    (
        "There exists a natural number n such that n * n = 4.",
        ": ∃ n : Nat, n * n = 4",
        "exact ⟨2, rfl⟩",
    ),
    ("No natural number is less than 0.", "(n : Nat) : ¬(n < 0)", "omega"),
    (
        "For all propositions p and q, if p and q then q and p.",
        "(p q : Prop) (h1 : p) (h2 : q) : q ∧ p",
        "grind",
    ),
    (
        "p implies q if and only if not q implies not p.",
        "(p q : Prop) : p → q ↔ ¬q → ¬p",
        "grind",
    ),
    (
        "If p implies q and q implies r, then p implies r.",
        "(p q r : Prop) (h1 : p → q) (h2 : q → r) (h3 : p) : r",
        "grind",
    ),
    (
        "For all sets A and B, the intersection of A and B is a subset of A.",
        "{α : Type} (A B : α → Prop) : ∀ x : α, A x ∧ B x → A x",
        "grind",
    ),
    (
        "The complement of the union of two sets is the intersection of their complements.",
        "{α : Type} (A B : α → Prop) : ∀ x : α, ¬(A x ∨ B x) ↔ ¬A x ∧ ¬B x",
        "grind",
    ),
    (
        "For all sets A, B, C: A \\ (B ∪ C) = (A \\ B) ∩ (A \\ C).",
        "{α : Type} (A B C : α → Prop) : ∀ x : α, A x ∧ ¬(B x ∨ C x) ↔ (A x ∧ ¬B x) ∧ A x ∧ ¬C x",
        "grind",
    ),
    (
        "If x is an element of A and A is a subset of B, then x is an element of B.",
        "{α : Type} (x : α) (A B : α → Prop) (h1 : A x) (h2 : ∀ x1 : α, A x1 → B x1) : B x",
        "grind",
    ),
    (
        "The product of two consecutive integers is even.",
        "(a b : Int) (h1 : b = a + 1) : (a * b) % 2 = 0",
        "",
    ),
    (
        "The sum of three consecutive integers is divisible by 3.",
        "(a b c : Int) (h1 : b = a + 1) (h2 : c = b + 1) : 3 ∣ a + b + c",
        "omega",
    ),
    (
        "If a natural number is divisible by 6, then it is divisible by 2 and by 3.",
        "(n : Nat) (h1 : 6 ∣ n) : 2 ∣ n ∧ 3 ∣ n",
        "omega",
    ),
    (
        "Every natural number is either even or odd.",
        "(n : Nat) : n % 2 = 0 ∨ n % 2 = 1",
        "omega",
    ),
    ("No integer is both even and odd.", "(a : Int) : ¬(a % 2 = 0 ∧ a % 2 = 1)", "omega"),
    (
        "There is exactly one natural number n such that n + 3 = 5.",
        ": ∃ n : Nat, n + 3 = 5 ∧ ∀ n1 : Nat, n1 + 3 = 5 → n1 = n",
        "exact ⟨2, rfl, by omega⟩",
    ),
    (
        "There is at most one integer x such that x + x = 6.",
        ": ∀ x x1 : Int, x + x = 6 → x1 + x1 = 6 → x = x1",
        "omega",
    ),
    (
        "For every natural number n there is a natural number m such that n < m.",
        "(n : Nat) : ∃ m : Nat, n < m",
        "exact ⟨n + 1, by omega⟩",
    ),
    (
        "For all integers a and b, |a + b| ≤ |a| + |b|.",
        "(a b : Int) : ((a + b).natAbs : Int) ≤ (a.natAbs : Int) + (b.natAbs : Int)",
        "omega",
    ),
    (
        "For all integers a and b, (a + b)^2 = a^2 + 2ab + b^2.",
        "(a b : Int) : (a + b) ^ 2 = a ^ 2 + 2 * (a * b) + b ^ 2",
        "grind",
    ),
    (
        "An integer n is nonzero if and only if |n| > 0.",
        "(n : Int) : n ≠ 0 ↔ (n.natAbs : Int) > 0",
        "omega",
    ),
    (
        "If a natural number n satisfies n + n = n, then n is 0.",
        "(n : Nat) (h1 : n + n = n) : n = 0",
        "omega",
    ),
    (
        "For every list xs of natural numbers and every element x of xs, x is at most the sum of "
        "xs.",
        "(xs : List Nat) (x : Nat) (h1 : x ∈ xs) : x ≤ xs.sum",
        "",
    ),
    (
        "For all lists xs and ys, the reverse of xs ++ ys is the reverse of ys ++ the reverse of "
        "xs.",
        "{α : Type} (xs ys : List α) : (xs ++ ys).reverse = ys.reverse ++ xs.reverse",
        "grind",
    ),
    (
        "If p or q, and not p, then q.",
        "(p q : Prop) (h1 : p ∨ q) (h2 : ¬p) : q",
        "grind",
    ),
    (
        "Either p implies q or q implies p.",
        "(p q : Prop) : (p → q) ∨ (q → p)",
        "grind",
    ),
    (
        "A list is empty if and only if its length is 0.",
        "{α : Type} (xs : List α) : xs = [] ↔ xs.length = 0",
        "grind",
    ),
    (
        "If xs is a prefix of ys, then the length of xs is at most the length of ys.",
        "{α : Type} (xs ys : List α) (h1 : xs <+: ys) : xs.length ≤ ys.length",
        "exact h1.length_le",
    ),
    (
        "Every list is a permutation of its reverse.",
        "{α : Type} (xs : List α) : xs.Perm xs.reverse",
        "exact (List.reverse_perm xs).symm",
    ),
    (
        "The number of occurrences of x in xs ++ ys is the number of occurrences of x in xs plus "
        "the number of occurrences of x in ys, for all lists xs and ys of integers and every "
        "integer x.",
        "(xs ys : List Int) (x : Int) : (xs ++ ys).count x = xs.count x + ys.count x",
        "grind",
    ),
    (
        "Every natural number greater than 1 has a prime divisor.",
        "(n : Nat) (h1 : n > 1) : ∃ m : Nat, "
        "(2 ≤ m ∧ ∀ m1 : Nat, m1 ∣ m → m1 = 1 ∨ m1 = m) ∧ m ∣ n",
        "",
    ),
    (
        "Let n be a natural number. Let a be an integer. Then n - a = -(a - n).",
        "(n : Nat) (a : Int) : (n : Int) - a = -(a - (n : Int))",
        "omega",
    ),
)
"""English, statement after ``theorem goal``, script (or nothing where it is not easy)."""

FALSE: tuple[str, ...] = (
    "The sum of two odd natural numbers is odd.",
    "For all natural numbers n and m, n - m = m - n.",
    "If n is an even natural number then n + 1 is even.",
    "For all integers a and b, |a + b| = |a| + |b|.",
    "For all lists xs and ys of natural numbers, xs ++ ys = ys ++ xs.",
    "For all sets A and B, A is a subset of the intersection of A and B.",
    "p implies q if and only if q implies p.",
    "Every natural number is less than 3.",
    "There is exactly one natural number n such that n < 2.",
)
"""Sentences whose negation is proved."""
