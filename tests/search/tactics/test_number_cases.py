"""Arithmetic that a guess makes finite: what is proposed, and that Lean accepts it."""

from __future__ import annotations

import pytest

from prover.lean.goals import read_goal
from prover.lean.verify import LeanKernel
from search.tactics.context import Context, Proposer
from search.tactics.divisibility import common_divisors
from search.tactics.divisors import divisors, exponents
from search.tactics.exhaustion import exhaustion
from search.tactics.inequalities import products
from search.tactics.periods import periods
from search.tactics.policy import HandWritten
from search.tactics.remainders import remainders
from search.tactics.space import TacticSpace
from search.tactics.value import goal_value
from search.tactics.witnesses import witnesses


def proposals(proposer: Proposer, goal: str) -> list[str]:
    found = sorted(proposer(read_goal(goal), Context()), key=lambda each: -each[1])
    return [tactic for tactic, _ in found]


def test_the_first_factor_of_a_completed_product_has_few_values() -> None:
    tactic = proposals(divisors, "x y : Nat\nh : x * y + 2 * x + 3 * y = 29\n⊢ x < 9")[0]
    assert tactic.startswith("have hg : (x + 3) * (y + 2) = 35 := by grind")
    assert "= [1, 5, 7, 35] from by decide +kernel" in tactic


@pytest.mark.parametrize(
    "given",
    ["x * y + x = 29 + z", "x ^ 2 + y ^ 2 = 25", "x * y = 0", "x * y = 100000", "f x = 3"],
)
def test_other_equations_have_no_divisors(given: str) -> None:
    assert proposals(divisors, f"x y z : Nat\nh : {given}\n⊢ x < 9") == []


def test_variables_of_other_types_are_left_alone() -> None:
    assert proposals(divisors, "x y : Rat\nh : x * y = 6\n⊢ x = 2") == []


def test_an_exponent_is_bounded_by_the_number() -> None:
    decided, tactic = proposals(exponents, "a b : Nat\nh : 2 ^ a * 5 ^ b = 200\n⊢ a + b = 5")
    assert "have hb_a : a < 8" in tactic
    assert "have hb_b : b < 4" in tactic
    assert decided.startswith(tactic)
    assert decided.endswith("decide +kernel")


@pytest.mark.parametrize(
    ("base", "modulus", "law"),
    [
        (2, 7, "∀ q : Nat, 2 ^ (3 * q + 0) % 7 = 1"),
        (2, 12, "∀ q : Nat, 2 ^ (2 * q + 2) % 12 = 4"),
        (6, 10, "∀ q : Nat, 6 ^ (1 * q + 1) % 10 = 6"),
    ],
)
def test_powers_come_round_after_a_start(base: int, modulus: int, law: str) -> None:
    (tactic,) = proposals(periods, f"n : Nat\n⊢ {base} ^ n % {modulus} ≠ 5")
    assert tactic.startswith(f"have hp : {law} := by")


def test_a_long_period_is_not_tried() -> None:
    assert proposals(periods, "n : Nat\n⊢ 2 ^ n % 101 ≠ 0") == []


def test_a_common_divisor_divides_a_combination() -> None:
    cases, bound = proposals(common_divisors, "n : Nat\n⊢ (n + 7).gcd (2 * n + 1) ≤ 13")
    assert "Nat.gcd (n + 7) (2 * n + 1) ∣ 13" in bound
    assert "[1, 13]" in cases


def test_all_values_are_tried_with_what_is_known_early_first() -> None:
    (tactic,) = proposals(exhaustion, "x y : Nat\nh : x % 2 = 0\nk : x + y < 9\n⊢ x * y < 20")
    assert tactic.splitlines()[-7:] == [
        "revert k hn",
        "revert hm_y",
        "revert y",
        "revert h",
        "revert hm_x",
        "revert x",
        "decide +kernel",
    ]


def test_functions_are_not_tried_out() -> None:
    assert proposals(exhaustion, "f : Nat → Nat\nx : Nat\nh : x < 3\n⊢ f x < 3") == []


def test_squares_and_products_of_what_is_known() -> None:
    squares, pairs = proposals(products, "a b : Int\nh : 2 ≤ a\nk : 0 < b\n⊢ 2 * (a * b) ≤ a ^ 3")
    assert "have := sq (a - b)" in squares
    assert (
        "Int.mul_nonneg (Int.sub_nonneg_of_le h) (Int.sub_nonneg_of_le (Int.le_of_lt k))" in pairs
    )


def test_linear_goals_need_no_products() -> None:
    assert proposals(products, "a b : Int\nh : 2 ≤ a\n⊢ 2 * b ≤ a + 3 * b") == []


def test_a_square_has_few_remainders() -> None:
    (tactic,) = proposals(remainders, "x y : Int\n⊢ x ^ 2 - 4 * y ≠ 3")[1:]
    assert tactic.startswith("have : x ^ 2 % 4 = 0 ∨ x ^ 2 % 4 = 1 := by")
    assert tactic.endswith("omega")


def test_witnesses_are_numbers_or_terms() -> None:
    (numbers,) = proposals(witnesses, "⊢ ∃ a b, a ^ 2 + b ^ 2 = 41")
    assert "exact ⟨4, 5, by decide⟩" in numbers
    (terms,) = proposals(witnesses, "n : Nat\n⊢ ∃ m, m = n + n")
    assert "exact ⟨2 * n, by first | omega | grind⟩" in terms
    assert proposals(witnesses, "p : Prop\n⊢ p") == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("proposer", "statement"),
    [
        (divisors, "(x y : Nat) (h : x * y + 2 * x + 3 * y = 29) : x = 2 ∨ x = 4 ∨ 32 ≤ x + 3"),
        (divisors, "(x y : Int) (k : 0 < x) (l : x < y) (h : x * y = 6) : x ≤ 2"),
        (divisors, "(n : Int) (h : n * (n + 1) * (n + 2) = 210) : n = 5"),
        (exponents, "(a b : Nat) (h : 2 ^ a * 5 ^ b = 200) : a + b = 5"),
        (periods, "(n : Nat) (h : n % 4 = 3) : 2 ^ n % 10 = 8"),
        (periods, "(n : Nat) : ¬7 ∣ 2 ^ n + 1"),
        (common_divisors, "(n : Nat) : Nat.gcd (3 * n + 4) (2 * n + 3) = 1"),
        (common_divisors, "(n : Nat) : Nat.gcd (n + 5) (n + 11) ≤ 6"),
        (products, "(a b : Int) : 2 * (a * b) ≤ a ^ 2 + b ^ 2"),
        (products, "(x y : Int) (h : 2 ≤ x) (k : 3 ≤ y) : 6 ≤ x * y"),
        (products, "(x y : Nat) (h : 2 ≤ x) (k : 3 ≤ y) : 6 ≤ x * y"),
        (remainders, "(x y : Int) : x ^ 2 - 4 * y ≠ 3"),
        (witnesses, ": ∃ a b : Nat, a ^ 2 + b ^ 2 = 41"),
        (witnesses, "(n : Nat) (h : n % 2 = 0) : ∃ m, n = m + m"),
        (exhaustion, "(x y : Nat) (h : x + y < 9) : x * y ≤ 16"),
        (exhaustion, "(x : Int) (h : -3 < x ∧ x < 4) : x * x ≤ 9"),
    ],
)
def test_what_is_proposed_proves(proposer: Proposer, statement: str, lean: LeanKernel) -> None:
    space = TacticSpace(lean, HandWritten(), goal_value)
    root = space.start(f"theorem t {statement}")
    tactics = [t for t, _ in sorted(proposer(root.goals[0], Context()), key=lambda each: -each[1])]
    assert any(space.apply(root, tactic).states == () for tactic in tactics)
    space.close()
