"""How to say the symbols that a model made up: from the words in their names."""

from __future__ import annotations

import re
from collections.abc import Iterable

from prover.logic.syntax import Formula, FunctionSymbol, PredicateSymbol, Symbol
from prover.logic.walk import symbols
from translators.controlled.words.morphology import adjective_degree, verb_forms, word_classes
from translators.llm.samples.names import spoken
from translators.translation import Category, LexicalEntry
from translators.word_lists import word_set

__all__ = ["glossary_of"]

_PREPOSITIONS = word_set(
    "of in on at to for by from with as into over under than about after before between"
)
_AUXILIARY = word_set("is are was were be has have had can will does")
_COPULA = re.compile(r"is|are|was|were|be")


def glossary_of(formulas: Iterable[Formula]) -> dict[Symbol, LexicalEntry]:
    """Entries for the symbols whose names can be said; the others are written as they are."""
    entries: dict[Symbol, LexicalEntry] = {}
    for formula in formulas:
        for symbol in symbols(formula):
            entry = _entry(symbol)
            if entry is not None:
                entries[symbol] = entry
    return entries


def _entry(symbol: Symbol) -> LexicalEntry | None:
    words = spoken(symbol.name)
    if not words:
        return None
    if isinstance(symbol, FunctionSymbol):
        if symbol.arity:
            return None
        return LexicalEntry(Category.NAME, (symbol.name if len(words) == 1 else " ".join(words),))
    return _predicate_entry(symbol, tuple(word.lower() for word in words))


def _predicate_entry(symbol: PredicateSymbol, words: tuple[str, ...]) -> LexicalEntry | None:
    if _COPULA.fullmatch(words[0]) and len(words) > 1:
        words = words[1:]
        if symbol.arity > 1 or words[-1] in _PREPOSITIONS:
            return _with_places(Category.ADJECTIVE, words, symbol.arity)
    first, last = words[0], words[-1]
    if symbol.arity == 1:
        if first in _PREPOSITIONS:
            return LexicalEntry(Category.ADJECTIVE, words)
        if len(words) > 1 and _is_verb(first):
            return LexicalEntry(Category.VERB, (_lemma(first), *words[1:]))
        if last in _PREPOSITIONS:
            return None
        if len(words) == 1 and _is_third_person(first):
            return LexicalEntry(Category.VERB, (_lemma(first),))
        if (len(words) == 1 and adjective_degree(first)) or "NOUN" not in word_classes(last):
            return LexicalEntry(Category.ADJECTIVE, words)
        return LexicalEntry(Category.NOUN, words)
    if symbol.arity == 0:
        return None
    if _is_participle(first) and last in _PREPOSITIONS:
        return _with_places(Category.ADJECTIVE, words, symbol.arity)
    if _is_verb(first):
        return _with_places(Category.VERB, (_lemma(first), *words[1:]), symbol.arity)
    if last in _PREPOSITIONS and len(words) == 1:
        return _with_places(Category.ADJECTIVE, words, symbol.arity)
    return None


def _with_places(category: Category, words: tuple[str, ...], arity: int) -> LexicalEntry:
    return LexicalEntry(category, (*words, *(None for _ in range(arity - 1))))


def _is_verb(word: str) -> bool:
    """Whether a word begins a verb phrase: a verb's base form or third person, or *has*."""
    if word in _AUXILIARY:
        return word in ("has", "have")
    classes = word_classes(word)
    return "VERB" in classes and any(tag in ("VB", "VBZ") for _, tag in verb_forms(word))


def _is_third_person(word: str) -> bool:
    """*Purrs*, *sleeps*: a plural that could be a verb as well is taken for one."""
    known = "VERB" in word_classes(word)
    return known and word.endswith("s") and any(tag == "VBZ" for _, tag in verb_forms(word))


def _is_participle(word: str) -> bool:
    return any(tag in ("VBN", "VBG") for _, tag in verb_forms(word)) and not _is_verb(word)


def _lemma(word: str) -> str:
    if word in ("has", "have"):
        return "have"
    return next((lemma for lemma, tag in verb_forms(word) if tag in ("VB", "VBZ")), word)
