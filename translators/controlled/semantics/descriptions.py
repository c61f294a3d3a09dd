"""What the shape of a description gives away: its plain words, its owner, a name made of it."""

from __future__ import annotations

from translators.controlled.tree import (
    Adjective,
    Determiner,
    Name,
    Nominal,
    NounPhrase,
    PrepositionPhrase,
    Quantified,
)
from translators.controlled.words.morphology import plural
from translators.word_lists import word_set

__all__ = ["UNRESTRICTING", "amount_of", "name_of_description", "owner_in", "phrase_of"]


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


_AMOUNTS = word_set("number amount quantity percentage share total proportion majority")


def amount_of(nominal: Nominal) -> tuple[str, str] | None:
    """*the number of guests*: its name and its words; it belongs to no single guest."""
    match nominal:
        case Nominal(
            head, (PrepositionPhrase("of", Quantified(Determiner.BARE, Nominal() as counted)),)
        ) if head.lemma in _AMOUNTS and counted.head.plural:
            plain = phrase_of(counted)
            said = f"{head.lemma} of "
            return None if plain is None else (said + plain, said + plural(plain))
        case _:
            return None


def owner_in(nominal: Nominal) -> tuple[NounPhrase, Nominal] | None:
    """*the capital of China* seen as *China's capital*."""
    last = nominal.modifiers[-1] if nominal.modifiers else None
    if isinstance(last, PrepositionPhrase) and last.preposition == "of":
        return last.object, Nominal(nominal.head, nominal.modifiers[:-1])
    return None
