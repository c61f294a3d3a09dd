"""Formulas found in replies, as models really write them."""

from __future__ import annotations

import pytest

from translators.llm.samples.reply import Written, written


def test_pairs_of_lines() -> None:
    reply = (
        "TEXT:\tAll cats purr.\nFOL:\tall x. (Cat(x) -> Purrs(x))\n"
        "TEXT:\tTom purrs.\nFOL:\tPurrs(Tom)"
    )
    assert written(reply) == (
        Written("all x. (Cat(x) -> Purrs(x))", "All cats purr."),
        Written("Purrs(Tom)", "Tom purrs."),
    )


def test_a_block_with_fences_numbers_and_courtesy() -> None:
    reply = "Sure! Here:\n```\n1. ∀x (Cat(x) → Purrs(x))\n2) Purrs(Tom)\n```\nI hope this helps."
    assert [each.formula for each in written(reply)] == ["∀x (Cat(x) → Purrs(x))", "Purrs(Tom)"]


def test_glosses() -> None:
    assert written("Purrs(Tom) ::: Tom purrs.") == (Written("Purrs(Tom)", "Tom purrs."),)


def test_a_formula_over_several_lines() -> None:
    reply = "TEXT: x\nFOL: all x. (Cat(x) ->\n   Purrs(x))\nTEXT: y\nFOL: Cat(Tom)\n  & Old(Tom)"
    assert [each.formula for each in written(reply)] == [
        "all x. (Cat(x) -> Purrs(x))",
        "Cat(Tom) & Old(Tom)",
    ]


def test_a_label_for_the_conclusion_and_bold_labels() -> None:
    reply = "**TEXT:** Tom is a cat.\n**FOL:** Cat(Tom)\n\nCONCLUSION: Tom purrs.\nFOL: Purrs(Tom)"
    assert written(reply) == (
        Written("Cat(Tom)", "Tom is a cat."),
        Written("Purrs(Tom)", "Tom purrs."),
    )


def test_several_formulas_under_one_label() -> None:
    reply = "TEXT: Tom and Kit are cats.\nFOL:\n\tCat(Tom)\n\tCat(Kit)"
    sentence = "Tom and Kit are cats."
    assert written(reply) == (Written("Cat(Tom)", sentence), Written("Cat(Kit)", sentence))


@pytest.mark.parametrize(
    "reply", ["", "\n\n", "I cannot help with that.", "TEXT: Tom.\nFOL:", "```"]
)
def test_no_formula(reply: str) -> None:
    assert written(reply) == ()


def test_a_reply_without_end() -> None:
    assert len(written("FOL: P(a)\n" * 100_000)) < 30_000
