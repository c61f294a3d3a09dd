"""Invented words are welcome; no text, however odd, raises or takes long."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prover.logic.syntax import Atom, ForAll
from prover.problem import Sentence, Span
from translators.controlled import ControlledEnglish
from translators.controlled.words.morphology import plural, third_person, word_classes

SYLLABLES = ("zor", "mip", "lum", "bax", "gre", "tov", "quon", "fle", "dak", "pim")
WORDS = (
    st.lists(st.sampled_from(SYLLABLES), min_size=2, max_size=3)
    .map("".join)
    .filter(lambda w: not word_classes(w))
)
TEMPLATES = (
    "Every {n1} is a {n2}.",
    "{N1s} are {n2s}.",
    "{Name} is a {n1}.",
    "{Name} is not {a1}.",
    "All {a1} things are {a2}.",
    "{Name} {vs} the {n1}.",
    "If something {vs} the {n1} then it is {a1}.",
    "No {n1} is {a1} or {a2}.",
    "If a {n1} is {a1}, then the {n1} does not {v} {Name}.",
)


def read(text):
    sentence = Sentence(text, Span(0, len(text)))
    return ControlledEnglish().translate([sentence], None).premises[0]


@given(st.sampled_from(TEMPLATES), st.lists(WORDS, min_size=6, max_size=6, unique=True))
def test_sentences_with_invented_words_translate(template, words):
    n1, n2, a1, a2, verb, name = words
    text = template.format(
        n1=n1, n2=n2, a1=a1, a2=a2, N1s=plural(n1).capitalize(), n2s=plural(n2), v=verb,
        vs=third_person(verb), Name=name.capitalize(),
    )  # fmt: skip

    translation = read(text)

    assert translation.failure is None, text


@given(WORDS, WORDS)
@settings(deadline=None)
def test_singular_and_plural_rules_are_the_same_formula(one, other):
    singular = read(f"Every {one} is a {other}.").readings[0].formula
    many = read(f"{plural(one).capitalize()} are {plural(other)}.").readings[0].formula

    assert singular is many
    assert isinstance(singular, ForAll)
    assert isinstance(singular.body.left, Atom)


@given(st.text(max_size=200))
@settings(deadline=None)
def test_arbitrary_text_never_raises(text):
    translation = read(text)

    assert (translation.failure is None) != (not translation.readings)


@pytest.mark.timed
@given(
    st.lists(
        st.sampled_from(
            [
                "if",
                "then",
                "the",
                "a",
                "bob",
                "likes",
                "cat",
                "and",
                "or",
                "not",
                ",",
                ".",
                "is",
                "are",
                "who",
                "that",
                "of",
                "every",
                "red",
                "kind",
                "in",
                "by",
                "'s",
                "either",
                "neither",
                "nor",
                "some",
                "no",
                "Max",
                "9",
                "than",
                "more",
                "as",
                "each",
                "other",
                "it",
                "they",
            ]
        ),
        max_size=95,
    )
)
@settings(deadline=5000)
def test_word_salad_is_answered_in_bounded_time(words):
    read(" ".join(words))
