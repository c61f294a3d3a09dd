"""What is not understood comes back whole, with the place and a reason; nothing is guessed."""

from __future__ import annotations

import pytest

REFUSED = {
    "Most dogs bark.": "most",
    "Who is kind?": "who",
    "Three students failed.": "counting",
    "The cow sees it.": "it",
    "You must leave.": "you",
    "Bob and Ann like each other.": "each other",
    "Butte and Pierre are in the same state.": "the same",
}


@pytest.mark.parametrize(("sentence", "word"), REFUSED.items(), ids=list(REFUSED))
def test_what_cannot_be_said_in_logic_is_refused_with_its_reason(translate, sentence, word):
    translation = translate(sentence).premises[0]

    assert translation.readings == ()
    assert word in translation.failure.reason


def test_the_span_points_at_the_word_where_understanding_stopped(translate):
    text = ("Bob is kind.", "Mammals, viz. whales, are animals.")
    failure = translate(*text).premises[1].failure

    assert " ".join(text)[failure.span.start : failure.span.end] == "viz"
    assert failure.expected


def test_a_failed_sentence_does_not_disturb_the_others(translate):
    document = translate("Bob is kind.", "Colon: semicolon;", "Ann is kind.")

    assert [t.failure is None for t in document.premises] == [True, False, True]
    assert not document.understood


def test_an_endless_sentence_is_refused_at_once(translate):
    failure = translate("red " * 5000).premises[0].failure

    assert "too long" in failure.reason


@pytest.mark.parametrize(
    "sentence",
    [
        "Either Mia's cooking style or Tom's cooking style.",
        "Ann lives in well paid.",
        "Good boys fight bad boys and vice versa.",
        "The price is $20 or more.",
        "Mia spends a lot of her time eating and catching up with friends.",
    ],
)
def test_what_is_no_sentence_or_leaves_something_out_is_refused(translate, sentence):
    assert translate(sentence).premises[0].readings == ()
