"""Prose into sentences: spans are exact, marks are no part, the goal is told apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translators.sentences import split_problem, split_sentences


def texts(text):
    return [s.text for s in split_sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bob is kind. Ann is not.", ["Bob is kind.", "Ann is not."]),
        ("Dr. Smith saw Symphony No. 9.", ["Dr. Smith saw Symphony No. 9."]),
        ("It costs $42.3 billion. Bob pays.", ["It costs $42.3 billion.", "Bob pays."]),
        ('"Who is it?" is a film. Bob left.', ['"Who is it?" is a film.', "Bob left."]),
        ("[BG] All cats are pets.", ["All cats are pets."]),
        ("All cats\nare pets.\nBob is a cat", ["All cats\nare pets.", "Bob is a cat"]),
        ("- A b.\n2. C d.", ["A b.", "C d."]),
        ("The answer is no. Bob left.", ["The answer is no.", "Bob left."]),
        ("# About Bob\nBob is kind.\n  # and Ann. Too\nAnn is.", ["Bob is kind.", "Ann is."]),
        ("# no sentence\nbob is kind.", ["bob is kind."]),
        ("", []),
        ("...", []),
    ],
)
def test_splitting(text, expected):
    assert texts(text) == expected


@pytest.mark.parametrize("marker", ["?", "Therefore:", "Question:", "conclusion:"])
def test_the_goal_follows_its_marker(marker):
    premises, goal = split_problem(f"Bob is kind.\n{marker} Ann is kind.")

    assert [p.text for p in premises] == ["Bob is kind."]
    assert goal.text == "Ann is kind."


def test_a_last_interrogative_is_the_goal():
    premises, goal = split_problem("Bob is kind. Is Ann kind?")

    assert len(premises) == 1
    assert goal.text == "Is Ann kind?"


def test_a_text_may_ask_nothing():
    assert split_problem("Bob is kind.")[1] is None


@given(st.text(max_size=300))
def test_every_span_covers_exactly_its_sentence(text):
    premises, goal = split_problem(text)
    for sentence in (*premises, *([goal] if goal else [])):
        assert text[sentence.span.start : sentence.span.end] == sentence.text
