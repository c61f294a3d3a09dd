"""Names that were meant to be one: what is merged, what never is, and that it is said."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prover.logic.reader import parse_formulas
from prover.logic.syntax import Formula, constant, predicate
from translators.llm.samples.candidates import Stage, candidates
from translators.llm.samples.links import absorb_arguments, name_individuals, restore_links
from translators.llm.samples.merging import merge_spellings
from translators.llm.samples.names import nearness, words_of


def theory(*texts: str) -> tuple[Formula, ...]:
    return parse_formulas(texts, tolerant=True).formulas


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("LocatedIn", "isLocated_in"),
        ("RedCars", "red_car"),
        ("Loves", "Love"),
        ("JoesPlate", "Joe'sPlate"),
        ("TheBeatles", "Beatles"),
        ("BBCThree", "bbc_three"),
        ("City", "Cities"),
    ],
)
def test_spellings_of_one_name(one: str, other: str) -> None:
    assert nearness(one, other) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("NorthChina", "SouthChina"),
        ("Happy", "NotHappy"),
        ("Plate34", "Plate35"),
        ("Cat", "Car"),
        ("Teacher", "Student"),
        ("Apollo11", "Apollo"),
        ("Loves", "Hates"),
    ],
)
def test_names_of_different_things(one: str, other: str) -> None:
    assert nearness(one, other) == 0


def test_a_name_with_fewer_words_is_near_and_a_typo_is_none() -> None:
    assert 0.4 < nearness("DigitalMedia", "Digital") < 1
    assert nearness("Symptons", "Symptoms") == 1
    assert nearness("LocatedIn", "Located") > nearness("RedCar", "Car")


NAMES = st.sampled_from(
    ["Cat", "Cats", "cat", "RedCar", "red_cars", "Car", "Loves", "Love", "lovesX"]
)


@given(st.lists(st.tuples(NAMES, NAMES), min_size=1, max_size=6), st.randoms())
def test_merging_is_idempotent_and_independent_of_order(
    pairs: list[tuple[str, str]], random: Random
) -> None:
    formulas = [predicate(p, constant(c)) for p, c in pairs]
    merged, _ = merge_spellings(formulas)
    assert merge_spellings(merged) == (merged, ())
    order = list(range(len(formulas)))
    random.shuffle(order)
    shuffled, _ = merge_spellings([formulas[index] for index in order])
    assert [merged[index] for index in order] == list(shuffled)


@given(NAMES, NAMES)
def test_nearness_is_symmetric(one: str, other: str) -> None:
    assert nearness(one, other) == nearness(other, one)
    assert (nearness(one, other) == 1) or words_of(one) != words_of(other)


def test_merges_are_shown_and_kinds_are_kept_apart() -> None:
    formulas, merges = merge_spellings(
        theory("Cats(Tom)", "∀x (Cat(x) → Likes(x, cat))", "Cat(Tom)")
    )
    assert [str(merge) for merge in merges] == ["predicate 'Cats' taken for 'Cat' (spelling)"]
    assert formulas[0] is formulas[2]


def test_an_argument_in_the_name() -> None:
    formulas, merges = absorb_arguments(
        theory("Drinks(Ann, Coffee)", "∀x (DrinksCoffee(x) → Awake(x))")
    )
    assert formulas[0] is theory("DrinksCoffee(Ann)")[0]
    assert "Drinks(…, Coffee)" in str(merges[0])


def test_a_lost_link_of_the_goal() -> None:
    formulas, merges = restore_links(
        theory("∀x (Cat(x) → LovesDearly(x, Milk))", "Loves(Tom, Milk)")
    )
    assert formulas[1] is theory("LovesDearly(Tom, Milk)")[0]
    assert merges[0].why == "lost link"


def test_a_lost_link_between_premises_joins_what_is_concluded_and_what_is_asked_for() -> None:
    texts = ("∀x (Stream(x) → Digital(x))", "∀x (DigitalMedia(x) → ¬Analog(x))", "Analog(Tape)")
    _, merges = restore_links(theory(*texts))
    assert [(m.name, m.into) for m in merges] == [("DigitalMedia", "Digital")]


def test_a_predicate_with_the_name_of_a_thing() -> None:
    formulas, merges = name_individuals(theory("∀x (Mars(x) → Red(x))", "Orbits(Kit, Mars)"))
    assert formulas[0] is theory("∀x (x = Mars → Red(x))")[0]
    assert str(merges[0]) == "predicate 'Mars(…)' taken for '… = Mars' (name of a thing)"


def test_equally_near_names_are_left_alone() -> None:
    _, merges = restore_links(theory("RedCar(a) ∧ BlueCar(b)", "Car(a)"))
    assert merges == ()


def test_what_is_taken_for_granted_and_exclusive_readings_come_last_and_are_said() -> None:
    sentences = ("A person is either poor or rich.", "Ann is not poor.", "Ann is rich.")
    formulas = theory("∀x (Person(x) → Poor(x) ∨ Rich(x))", "¬Poor(Ann)", "Rich(Ann)")
    found = list(candidates(formulas, sentences))
    assert [each.stage for each in found] == [Stage.WRITTEN, Stage.GRANTED, Stage.EXCLUSIVE]
    assert found[1].granted[0].english == "Everything is a person."
    assert found[2].exclusive == (0,)
