"""Formulas said back in English, the translator's own and others."""

from __future__ import annotations

import pytest

from prover.logic.reader import parse_formula
from translators.controlled import verbalise

ECHOES = {
    "Bob is kind.": "Bob is kind.",
    "Cold, young things are furry.": "Every cold, young thing is furry.",
    "Zumpuses are not sweet.": "No zumpus is sweet.",
    "If something is round and not young then it does not need the squirrel.": (
        "If something is round and not young, then it does not need the squirrel."
    ),
    "If someone likes a cat then the cat likes them.": (
        "If someone likes a cat, then the cat likes that person."
    ),
    "Every dog either barks or sleeps.": "Every dog either barks or sleeps.",
    "Bob can swim but cannot fly.": "Bob can swim and cannot fly.",
    'Karen will share "Black Mirror" to Lisa.': "Karen shares Black Mirror to Lisa.",
    "Fluffy is Tom's cat.": "Fluffy is a cat of Tom.",
    "Emma's favorite season is summer.": "Emma's favorite season is summer.",
    "Someone loves everyone.": "There is something X such that for all Y, X loves Y.",
    "All squares have four sides.": "Every square has four sides.",
    "Some turtles exist.": "There is a turtle.",
    "Every clerk who travels abroad needs a permit.": (
        "If a clerk travels abroad, then the clerk needs a permit."
    ),
    "Nobody who reads a newspaper is uninformed.": (
        "If someone reads a newspaper, then that person is not uninformed."
    ),
    "No visitor pays an entrance fee.": "No visitor pays an entrance fee.",
    "Every child who does not own a book is sad.": (
        "If a child does not own a book, then the child is sad."
    ),
    "Everyone is kind.": "Everyone is kind.",
    "Nobody is kind.": "No one is kind.",
    "Nothing is kind.": "Nothing is kind.",
    "Ann swims every week.": "Ann swims every week.",
}


@pytest.mark.parametrize(("sentence", "english"), ECHOES.items(), ids=list(ECHOES))
def test_a_reading_says_its_formula(translate, sentence, english):
    assert translate(sentence).premises[0].readings[0].english == english


@pytest.mark.parametrize(
    ("formula", "english"),
    [
        ("kind(bob) ∨ ¬like(bob, cow)", "Bob is kind or does not like the cow."),
        ("∀x (kind(x) → ⊥)", "Nothing is kind."),
        ("¬∃x (kind(x) ∧ like(x, cow))", None),
        ("¬∃x (kind(x) ∧ like(bob, x))", "Bob does not like a kind thing."),
        ("∀x (cow(x) → ¬∃y kind(y))", None),
        ("¬∃x like(bob, x)", "Bob does not like anything."),
        ("kind(sk1(bob))", "Bob's sk1 is kind."),
        ("∀x like(x, sk2(x, bob))", "Everything likes the sk2 of it and Bob."),
        ("¬(kind(bob) ∧ like(bob, cow))", None),
    ],
)
def test_derived_formulas_are_said_with_the_glossary_of_the_text(translate, formula, english):
    glossary = translate("Bob is kind.", "Bob likes the cow.").glossary

    said = verbalise(parse_formula(formula), glossary)

    assert said.endswith(".")
    assert english is None or said == english


@pytest.mark.parametrize("formula", ["TalentShows(bonnie)", "∀x (P(x) → ∃y Q(x, f(y)))", "⊥"])
def test_symbols_outside_the_glossary_are_written_as_they_are(formula):
    said = verbalise(parse_formula(formula), {})

    assert said
    assert "TalentShows" not in formula or said == "TalentShows(bonnie)."
