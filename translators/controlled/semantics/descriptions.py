"""What the shape of a description gives away: its plain words, its owner, a name made of it."""

from __future__ import annotations

from translators.controlled.tree import (
    Adjective,
    Name,
    Nominal,
    NounPhrase,
    PrepositionPhrase,
)
from translators.word_lists import word_set

__all__ = ["UNRESTRICTING", "name_of_description", "owner_in", "phrase_of"]


UNRESTRICTING = word_set("thing object entity")
"""Nouns true of everything, which therefore say nothing."""


def phrase_of(nominal: Nominal) -> str | None:
    """The plain words of a noun with adjectives only; None if it has other modifiers."""
    words: list[str] = []
    for modifier in nominal.modifiers:
        if not isinstance(modifier, Adjective):
            return None
        words.append(modifier.words)
    return " ".join((*words, nominal.head.lemma))


def name_of_description(nominal: Nominal) -> str | None:
    """A definite whose modifiers hold names only: *the girl from Paris*."""
    before, after = [], []
    for modifier in nominal.modifiers:
        match modifier:
            case Adjective(words):
                before.append(words)
            case PrepositionPhrase(preposition, Name(_, text)):
                after.append(f"{preposition} {text}")
            case _:
                return None
    return " ".join((*before, nominal.head.lemma, *after))


def owner_in(nominal: Nominal) -> tuple[NounPhrase, Nominal] | None:
    """*the capital of China* seen as *China's capital*."""
    last = nominal.modifiers[-1] if nominal.modifiers else None
    if isinstance(last, PrepositionPhrase) and last.preposition == "of":
        return last.object, Nominal(nominal.head, nominal.modifiers[:-1])
    return None
