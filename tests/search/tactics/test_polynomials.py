"""Polynomials read from Lean's text."""

from __future__ import annotations

import pytest

from search.tactics.polynomials import Polynomial, equations_in, names_in, read_polynomial


def read(text: str) -> Polynomial:
    found = read_polynomial(text)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("x * y + (x + y)", "x * y + x + y"),
        ("(n - 1) * n * (n + 1)", "n ^ 3 - n"),
        ("(x - y) ^ 2", "x ^ 2 + y ^ 2 - 2 * x * y"),
        ("-x + 3", "3 - x"),
        ("2 ^ 5 * z", "32 * z"),
        ("2 ^ n * 3 ^ m", "(2 ^ n) * (3 ^ m)"),
        ("x - x", "0"),
    ],
)
def test_a_term_is_multiplied_out(text: str, written: str) -> None:
    assert set(str(read(text)).split(" + ")) == set(written.split(" + ")) or (
        read(written) == read(text)
    )


@pytest.mark.parametrize("text", ["f x", "x % 2", "x / 2", "x ^ y", "(x", "x +", "2 ^ 2008", ""])
def test_other_terms_are_none(text: str) -> None:
    assert read_polynomial(text) is None


def test_what_is_written_is_read_back() -> None:
    polynomial = read("3 * x ^ 2 * y - 7 * y + 5")
    assert read(str(polynomial)) == polynomial


def test_equations_keep_their_names() -> None:
    given = [("h", "x + y = 3"), ("k", "x < 2"), ("p", "f x = 1")]
    assert [(name, left.atoms) for name, left, _ in equations_in(given)] == [("h", ("x", "y"))]


def test_names_are_whole_words() -> None:
    assert names_in("x₁ * y' + 2 ≤ max a b") == {"x₁", "y'", "max", "a", "b"}
