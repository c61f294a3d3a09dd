"""Samples read: aligned with the sentences, mended in the open, never silently incomplete."""

from __future__ import annotations

import time

import pytest

from prover.logic.reader import parse_formula
from translators.llm.samples import read_sample

CATS = ("All cats purr.", "Tom is a cat.", "Tom purrs.")


def test_a_clean_sample() -> None:
    reading = read_sample("∀x (Cat(x) → Purrs(x))\nCat(Tom)\nPurrs(Tom)", CATS)
    assert reading.is_clean
    assert reading.formulas[1] is parse_formula("Cat(Tom)")


def test_a_sentence_without_formula_is_listed() -> None:
    reply = (
        "TEXT: All cats purr.\nFOL: all x. (Cat(x) -> Purrs(x))\nTEXT: Tom purrs.\nFOL: Purrs(Tom)"
    )
    reading = read_sample(reply, CATS)
    assert [each.sentence for each in reading.unread] == [1]
    assert reading.formulas[1] is None


def test_a_formula_of_no_sentence_is_listed_and_not_used() -> None:
    reply = "\n".join(
        f"TEXT: {text}\nFOL: {formula}"
        for text, formula in [
            (CATS[0], "all x. (Cat(x) -> Purrs(x))"),
            ("Dogs bark at night.", "all x. (Dog(x) -> Barks(x))"),
            (CATS[1], "Cat(Tom)"),
            (CATS[2], "Purrs(Tom)"),
        ]
    )
    reading = read_sample(reply, CATS)
    assert [each.formula for each in reading.extra] == ["all x. (Dog(x) -> Barks(x))"]
    assert not reading.unread


def test_the_goal_said_twice_is_one_goal() -> None:
    reply = "".join(
        f"TEXT: {t}\nFOL: {f}\n"
        for t, f in zip(CATS, ("A(x)", "Cat(Tom)", "Purrs(Tom)"), strict=True)
    )
    twice = reply + f"TEXT: {CATS[2]}\nFOL: Purrs(Tom)\n"
    reading = read_sample(twice, CATS)
    assert reading.formulas[2] is parse_formula("Purrs(Tom)")
    assert not reading.extra


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("all x. (Cat(x) -> (Purrs(x)", "∀x (Cat(x) → Purrs(x))"),
        ("Cat(x) ∧ Old(x) => Purrs(x)", "∀x (Cat(x) ∧ Old(x) → Purrs(x))"),
        (
            "Symptom(Flu, Fever) & Symptom(Flu, Chills) & ...",
            "Symptom(Flu, Fever) ∧ Symptom(Flu, Chills)",
        ),
        ('Reads(Ann, "Emma" by Jane Austen)', "Reads(Ann, 'Emma by Jane Austen')"),
        ("Worth(Firm, 3.5 billion dollars)", "Worth(Firm, '3.5 billion dollars')"),
        ("Plays(Ann, Chess | Go)", "Plays(Ann, Chess) ∨ Plays(Ann, Go)"),
        ("Sells(Shop, [Tea, Milk])", "Sells(Shop, Tea) ∧ Sells(Shop, Milk)"),
        ("((Poor(x) | Rich(x)) for all x)", "∀x (Poor(x) ∨ Rich(x))"),
        ("No x. (Cat(x) & Barks(x))", "¬∃x (Cat(x) ∧ Barks(x))"),
        ("There exists x. (Cat(x))", "∃x Cat(x)"),
        ("Firm is Rich & Firm is Old", "Rich(Firm) ∧ Old(Firm)"),
        ("<=(Rent(Flat), 900)", "Rent(Flat) ≤ 900"),
        ("Cat(Tom) # a fact", "Cat(Tom)"),
        ("Owns(O'Brien, 7up-can)", "Owns(O'Brien, 7up-can)"),
    ],
)
def test_slips_are_mended_and_named(written: str, meant: str) -> None:
    reading = read_sample(f"TEXT: Something.\nFOL: {written}", ["Something."])
    assert not reading.unread
    assert reading.formulas[0] is parse_formula(meant)
    assert reading.is_clean == (written == meant)


def test_one_name_as_constant_and_predicate_or_at_two_arities_is_no_error() -> None:
    reading = read_sample("Flu(x) -> Ill(x)\nHas(Ann, Flu)\nIll(Ann, Flu)", ("a", "b", "c"))
    assert not reading.unread
    assert "same-name" in {repair.code for repair in reading.repairs}


@pytest.mark.parametrize(
    "formula", ["?", "", "((((", "all x.", "P(" * 3000, "λx. P(x)", "∀x∀x∀x", "P(a) P(b) Q Q"]
)
def test_what_is_no_formula_is_said_to_be_none(formula: str) -> None:
    reading = read_sample(f"TEXT: Something.\nFOL: {formula}", ["Something."])
    assert reading.formulas == (None,)
    assert reading.unread[0].reason


@pytest.mark.parametrize(
    "reply",
    [
        "(" * 200_000,
        "P(a) & " * 30_000,
        "a b " * 50_000,
        "FOL: " + "P(a | b), " * 20_000,
        "x" * 200_000,
    ],
)
@pytest.mark.timed
def test_long_nonsense_takes_no_time(reply: str) -> None:
    start = time.monotonic()
    read_sample(reply, CATS)
    assert time.monotonic() - start < 3


def test_declared_sorts_that_clash_are_no_theory() -> None:
    reading = read_sample("∀x:Cat Purrs(x)\n∀x:Dog Purrs(x)\nPurrs(Tom)", CATS)
    assert reading.unread
