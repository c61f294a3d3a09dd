"""What a symbol's name says: its words, and how near two names are to each other."""

from __future__ import annotations

import re
from functools import lru_cache

from translators.controlled.words.morphology import word_classes
from translators.word_lists import word_set

__all__ = ["nearness", "spoken", "words_of"]

_CAMEL = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][^\W\d_A-Z])")
_WORD = re.compile(r"[^\W\d_]+|\d+(?:[.,]\d+)*")
_POSSESSIVE = re.compile(r"['’](?:s(?![a-z]))?")

_SILENT = word_set("a an the is are was were be been being am")
"""Words that do not tell one name from another."""

_LIGHT = word_set(
    """
    of in on at to for by from with as into that it its and has have had having do does did can
    will would get
    """
)
"""Words that tell little."""

_NEGATIVE = word_set("not no non never without neither nor un lack cannot")
_LIGHT_WEIGHT = 0.25
_TYPO_LENGTH = 5
"""Shorter words with one letter changed are other words."""


def spoken(name: str) -> tuple[str, ...]:
    """The words of a name as they are written in it: *BBC Three*, *is located in*."""
    return tuple(_WORD.findall(_CAMEL.sub(" ", _POSSESSIVE.sub(" ", name))))


@lru_cache(maxsize=65536)
def words_of(name: str) -> tuple[str, ...]:
    """The words of a name in base form: ``isLocated_In`` and ``LocatedIn`` have the same.

    Case, underscores, hyphens, plural and verb endings, articles and forms of *be* are gone.
    """
    found = [_base(word.lower()) for word in spoken(name)]
    return tuple(word for word in found if word not in _SILENT) or tuple(found)


@lru_cache(maxsize=65536)
def _base(word: str) -> str:
    """One base form for all inflections of a word."""
    if not word.isalpha():
        return word.replace(",", "")
    lemmas = {lemma for found in word_classes(word).values() for lemma in found}
    if lemmas:
        return min(lemmas, key=lambda lemma: (len(lemma), lemma))
    for ending, instead in (("ies", "y"), ("sses", "ss"), ("xes", "x"), ("ches", "ch")):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            return word[: -len(ending)] + instead
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        return word[:-1]
    return word


@lru_cache(maxsize=65536)
def nearness(one: str, other: str) -> float:
    """From 0, two names for two things, to 1, two spellings of one name.

    A name is near to another when it says the same with fewer words, or when a letter is wrong.
    Names that differ in a number or a negation, or that put one word for another, are not near.
    """
    here, there = _unmatched(words_of(one), words_of(other))
    if not here and not there:
        return 1.0
    if here and there:
        return 0.0
    left = here or there
    if any(word in _NEGATIVE or word[0].isdigit() for word in left):
        return 0.0
    all_words = max(words_of(one), words_of(other), key=len)
    total = sum(map(_weight, all_words))
    return 1.0 - sum(map(_weight, left)) / total if total else 0.0


def _weight(word: str) -> float:
    return _LIGHT_WEIGHT if word in _LIGHT else 1.0


def _unmatched(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[list[str], list[str]]:
    """The words of each that the other lacks, misspelt ones not counted."""
    here, there = list(one), list(other)
    for word in one:
        match = next((w for w in there if w == word), None)
        match = match or next((w for w in there if _is_typo(word, w)), None)
        if match is not None:
            here.remove(word)
            there.remove(match)
    return here, there


def _is_typo(one: str, other: str) -> bool:
    """Whether one letter is missing, added, wrong, or two are exchanged."""
    if min(len(one), len(other)) < _TYPO_LENGTH or abs(len(one) - len(other)) > 1:
        return False
    if one[0] != other[0] or not (one.isalpha() and other.isalpha()):
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    a, b = one[start:], other[start:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])
