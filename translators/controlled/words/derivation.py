"""Words made of words that say what something has: *four-sided*, *long-legged*.

They mean what the phrase means they are made from (*that has four sides*), so they are
read as that phrase, and both give the same formula.
"""

from __future__ import annotations

from translators.controlled.tree import (
    Adjective,
    Complement,
    Determiner,
    HeadNoun,
    Modifier,
    Nominal,
    Quantified,
    SubjectRelative,
    VerbCore,
)
from translators.controlled.words.morphology import adjective_degree, noun_forms, word_classes
from translators.word_lists import word_set

__all__ = ["SMALL_NUMBERS", "counted", "having"]

SMALL_NUMBERS = (
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
)
_PARTS = word_set(
    """
    leg eye hair wing tail ear nose foot tooth skin face beard feather fin horn side corner
    color colour breast belly neck throat sleeve heart roof wall wheel edge surface leaf stem
    petal claw beak bill fur coat brow lip
    """
)
"""Nouns that make such a word with any adjective; after others, as in *ready-cooked* or
*open-minded*, the adjective may say something else."""


def counted(quantity: str, adjectives: tuple[Modifier, ...] | None, head: HeadNoun) -> Nominal:
    """*four sides*: a noun true of a group of so many."""
    words = SMALL_NUMBERS[int(quantity)] if quantity.isdigit() and int(quantity) < 13 else quantity
    noun = HeadNoun(f"{words} {head.lemma}", True, counted=True)
    return Nominal(noun, adjectives or ())


def having(word: str) -> SubjectRelative | None:
    """What a word such as *four-sided* says, as a relative clause; None for other words."""
    quality, _, tail = word.rpartition("-")
    noun = _stem(tail)
    if not quality or noun is None:
        return None
    if quality.isdigit() or quality in SMALL_NUMBERS[1:]:
        number = quality if quality.isdigit() else str(SMALL_NUMBERS.index(quality))
        return _that_has(counted(number, None, HeadNoun(noun, number != "1")))
    if noun in _PARTS and adjective_degree(quality) == "JJ":
        return _that_has(Nominal(HeadNoun(noun, True), (Adjective(quality),)))
    return None


def _stem(word: str) -> str | None:
    """*sided* → *side*, *legged* → *leg*."""
    if not word.endswith("ed"):
        return None
    stem = word[:-2]
    single = stem[:-1] if len(stem) > 2 and stem[-1] == stem[-2] else stem
    for noun in (word[:-1], stem, single):
        if "NOUN" in word_classes(noun) and not noun_forms(noun)[0][1]:
            return noun
    return None


def _that_has(part: Nominal) -> SubjectRelative:
    owned = Complement(object=Quantified(Determiner.BARE, part))
    return SubjectRelative(VerbCore("have", (owned,)))
