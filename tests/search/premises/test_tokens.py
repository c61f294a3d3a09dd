"""What counts as a word and as a symbol of a statement."""

from __future__ import annotations

import pytest

from search.premises.tokens import symbols, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("List.length_append", ["list", "length", "append"]),
        ("Nat.dvd_of_modEqZero", ["nat", "dvd", "of", "mod", "eq", "zero"]),
        ("HAppend.hAppend", ["h", "append", "h", "append"]),
        ("n % 2 ∣ m ++ k", ["n", "%", "2", "∣", "m", "++", "k"]),
        ("∀ (n m : Nat), n + m = m + n", ["nat", "+", "=", "+"]),
        ("∀ {α : Type u_1} (xs : List α), xs.length = 0", ["list", "length", "=", "0"]),
        ("fun x y => f x", ["f"]),
        ("∃ k, k < Nat.zero", ["∃", "<", "nat", "zero"]),
        ("∀ x ∈ S, x.val = S.val", ["∈", "s", "val", "=", "s", "val"]),
        ("n m : Nat\nh : n ≤ m\n⊢ n < m.succ", ["nat", "≤", "<", "succ"]),
        ("TIP.«++» xs TIP.list.nil", ["tip", "++", "xs", "tip", "list", "nil"]),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_symbols_are_the_last_parts_of_names() -> None:
    assert symbols("List.length xs = ys.length") == {"length", "xs"}


def test_bound_variables_are_no_symbols() -> None:
    text = "∀ {α : Type u} (xs : List α), xs.length = 0 ∧ xs ++ xs = xs"
    assert symbols(text) == {"List", "length", "0", "++"}


def test_a_cons_binds_nothing() -> None:
    assert "head" in symbols("f (head :: tail)")
