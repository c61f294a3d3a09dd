"""Controlled mathematical English: what it means, and what is said when it is not understood."""

from __future__ import annotations

from contextlib import suppress

import pytest

from tests.translators.lean_goals.sentences import SENTENCES
from translators.lean_goals import NotUnderstood, formalize


@pytest.mark.parametrize(("text", "statement", "_"), SENTENCES)
def test_sentences_mean_what_they_say(text: str, statement: str, _: str) -> None:
    made = formalize(text)
    assert made.statement == f"theorem goal {statement}"


@pytest.mark.parametrize(("text", "_", "__"), SENTENCES)
def test_what_is_said_back_is_the_same_statement(text: str, _: str, __: str) -> None:
    made = formalize(text)
    again = formalize(made.english)
    assert (again.statement, again.english) == (made.statement, made.english)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("n divides m, for all natural numbers n and m.", "∀ n m : ℕ, n ∣ m"),
        ("∀ n m : Nat, n <= m \\/ m <= n", "For all natural numbers n, m: n ≤ m or m ≤ n."),
        ("For all integers x, x != 0 -> x > 0 or x < 0", "∀ x : ℤ, x ≠ 0 → x > 0 ∨ x < 0"),
        ("Let $a$ be an integer. Then $a \\leq a$.", "For every integer a, a is at most a."),
        ("The square of 2 plus 1 is 5.", "2^2 + 1 = 5"),
        ("The square of 2 + 1 is 9.", "(2 + 1)^2 = 9"),
        ("~(p /\\ q) <-> ~p \\/ ~q", "Not (p and q) if and only if not p or not q."),
    ],
)
def test_signs_and_words_say_the_same(first: str, second: str) -> None:
    assert formalize(first).statement == formalize(second).statement


def test_words_reach_farther_than_signs() -> None:
    made = formalize("For every list xs, the length of xs + 1 is greater than 0.")
    assert made.statement.endswith(": xs.length + 1 > 0")


def test_integers_and_natural_numbers_mix_by_casts() -> None:
    made = formalize(
        "Let n and m be natural numbers. Let a be an integer. Suppose n - m = a. Then a + m = n."
    )
    assert "(h1 : (n : Int) - (m : Int) = a)" in made.statement


def test_truncated_subtraction_is_noted() -> None:
    assert "stops at 0" in formalize("For all natural numbers n, n - n = 0.").notes[0]
    assert not formalize("For all integers n, n - n = 0.").notes


def test_sentences_keep_their_places() -> None:
    text = "Let n be a natural number. Suppose n > 1. Then n > 0."
    parts = [text[span.start : span.end] for span in formalize(text).spans]
    assert parts == ["Let n be a natural number", "Suppose n > 1", "Then n > 0"]


@pytest.mark.parametrize(
    ("text", "column", "part"),
    [
        ("", 0, "there is no statement"),
        ("Every natural number is blue.", 25, "after “Every natural number is”"),
        ("The sum of two even numbers is even.", 21, "a number could be either"),
        ("If x = 1 then 1 = x.", 4, "nothing tells what x is"),
        ("For all lists xs and integers n, xs + n = n.", 34, "cannot be said of a list"),
        ("Let n be a natural number.", 1, "nothing is claimed"),
        ("1 = 1. 2 = 2.", 8, "the claim has to come last"),
        ("It is even.", 1, "it refers to nothing"),
        ("The list is empty.", 1, "nothing was called a list"),
        ("For all integers n, n ^ n = n.", 21, "cannot be said of"),
        ("If p is a prime and p divides ab, then p divides a.", 31, "nothing tells what ab is"),
        ("1 = ", 0, "the end of the text"),
        ("Let a and b be integers. Then a and b are coprime integers.", 0, "several things"),
        ("∅ ⊆ ∅", 1, "nothing tells what the elements are"),
    ],
)
def test_errors_say_where_and_why(text: str, column: int, part: str) -> None:
    with pytest.raises(NotUnderstood) as raised:
        formalize(text)
    assert part in str(raised.value)
    assert raised.value.hint
    if column:
        assert raised.value.position is not None
        assert raised.value.position.column == column


@pytest.mark.parametrize(
    "text",
    [
        "(" * 300 + "1" + ")" * 300 + " = 1",
        "not " * 500 + "p",
        "the square of " * 200 + "2 is 4",
        "1 + " * 900 + "1 = 2",
        "p and " * 300 + "p",
        "x" * 5_000,
        "if p then " * 300 + "p",
        "\x00 ♞ \u202e",
        "for all natural numbers n, " * 100 + "n = n",
    ],
)
def test_strange_texts_end_soon(text: str) -> None:
    with suppress(NotUnderstood):
        formalize(text)
