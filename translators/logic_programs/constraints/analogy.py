"""What a question supposes, read like a sentence that the program has already put in logic.

Programs often leave out the condition of a question (*If Ann is seated third, which …?*).
Where the program or one of its options says the same of somebody else (``seated(Bob) == 1``
beside *Bob is seated first*), the condition is that formula with the names exchanged:
translation by analogy (Nagao, "A framework of a mechanical translation between Japanese and
English by analogy principle", 1984).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from translators.logic_programs.constraints.syntax import Raw
from translators.logic_programs.constraints.vocabulary import key

__all__ = ["Example", "by_analogy", "number_in", "supposition"]

_SUPPOSITION = re.compile(
    r"^\s*(?:if|suppose|assume)\b(?:\s+that\b)?\s+(.+?)[,.]\s*"
    r"(?:then\b|(?:which|each|any|what|how|it)\b)",
    re.IGNORECASE | re.DOTALL,
)
_WORD = re.compile(r"\w+(?:[’']s\b)?")
_AND = re.compile(r",?\s+and\s+", re.IGNORECASE)
_STOP = frozenset(
    {"a", "an", "the", "is", "are", "be", "was", "were", "do", "does", "did", "must", "will"}
    | {"would", "to", "of", "in", "on", "at", "for", "that", "then", "it"}
)
_NOT = frozenset({"not", "cannot"})
_ORDINALS = {
    word: number
    for number, words in enumerate(
        (
            "first one 1st",
            "second two 2nd",
            "third three 3rd",
            "fourth four 4th",
            "fifth five 5th",
            "sixth six 6th",
            "seventh seven 7th",
            "eighth eight 8th",
        ),
        start=1,
    )
    for word in words.split()
}
_LONGEST_NAME = 4
"""Words of a sentence that can be one name."""


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence and the formula that stands for it."""

    sentence: str
    formula: Raw


@dataclass(frozen=True, slots=True)
class _Mention:
    """A name or a number in a sentence; ``sort`` tells what it may be exchanged with."""

    text: str
    sort: str


@dataclass(frozen=True, slots=True)
class _Outline:
    """The words of a sentence that are no names, what it mentions, and whether it denies."""

    words: tuple[str, ...]
    mentions: tuple[_Mention, ...]
    denied: bool

    def is_like(self, other: _Outline) -> bool:
        """Whether the sentences differ in the names and in *not* only."""
        sorts = [[mention.sort for mention in outline.mentions] for outline in (self, other)]
        return self.words == other.words and sorts[0] == sorts[1]


def supposition(question: str) -> str:
    """What ``question`` supposes before it asks, or nothing."""
    found = _SUPPOSITION.match(question)
    return " ".join(found[1].split()) if found else ""


def number_in(wording: str) -> int | None:
    """The number that a short wording is: *three*, *(E) five*, *4*."""
    words = [word for word in _WORD.findall(wording.lower()) if len(word) > 1 or word.isdecimal()]
    if len(words) != 1:
        return None
    word = words[0]
    if word == "zero":
        return 0
    return int(word) if word.isdecimal() else _ORDINALS.get(word)


def by_analogy(
    sentence: str, examples: Sequence[Example], elements: Mapping[str, str]
) -> tuple[Raw, str] | None:
    """The formula for ``sentence`` and the sentences it was read like, if there are such.

    Args:
        sentence: what is to be said.
        examples: sentences with their formulas.
        elements: the sort of every name that can be exchanged, by the name's key.
    """
    whole = _like_one(sentence, examples, elements)
    if whole is not None:
        return whole
    parts = [_like_one(part, examples, elements) for part in _AND.split(sentence)]
    found = [part for part in parts if part is not None]
    if len(parts) < 2 or len(found) < len(parts):
        return None
    formulas = tuple(formula for formula, _ in found)
    return Raw("operator", "and", formulas, 0), "; ".join(like for _, like in found)


def _like_one(
    sentence: str, examples: Sequence[Example], elements: Mapping[str, str]
) -> tuple[Raw, str] | None:
    wanted = _outline(sentence, elements)
    for example in examples:
        outline = _outline(example.sentence, elements)
        if not wanted.mentions or not outline.is_like(wanted):
            continue
        pairs = zip(outline.mentions, wanted.mentions, strict=True)
        exchanged = {old.text: new.text for old, new in pairs}
        leaves = {_leaf(leaf) for leaf in _leaves(example.formula)}
        if len(exchanged) == len(outline.mentions) and leaves >= exchanged.keys():
            formula = _exchanged(example.formula, exchanged)
            if outline.denied is not wanted.denied:
                formula = Raw("operator", "not", (formula,), formula.start)
            return formula, example.sentence
    return None


def _outline(sentence: str, elements: Mapping[str, str]) -> _Outline:
    tokens = _WORD.findall(sentence)
    words: list[str] = []
    mentions: list[_Mention] = []
    denied = False
    at = 0
    while at < len(tokens):
        word = tokens[at].lower()
        length, mention = _mention(tokens[at : at + _LONGEST_NAME], elements)
        if mention is not None:
            mentions.append(mention)
        elif word == "last" and mentions and mentions[0].sort in elements.values():
            size = sum(sort == mentions[0].sort for sort in elements.values())
            mentions.append(_Mention(str(size), "number"))
        elif word in _NOT:
            denied = not denied
        elif word not in _STOP:
            words.append(word.removesuffix("s"))
        at += length
    return _Outline(tuple(words), tuple(mentions), denied)


def _mention(tokens: Sequence[str], elements: Mapping[str, str]) -> tuple[int, _Mention | None]:
    """The longest name that ``tokens`` begin with, and how many of them it takes."""
    for length in range(len(tokens), 0, -1):
        name = key(re.sub(r"[’']s$", "", " ".join(tokens[:length])))
        if name in elements:
            return length, _Mention(name, elements[name])
    word = tokens[0].lower()
    if word.isdecimal() or word in _ORDINALS:
        return 1, _Mention(str(_ORDINALS.get(word, word)), "number")
    return 1, None


def _leaves(raw: Raw) -> Iterator[Raw]:
    if not raw.parts and raw.kind in ("name", "number"):
        yield raw
    for part in raw.parts:
        yield from _leaves(part)


def _leaf(raw: Raw) -> str:
    return raw.text if raw.kind == "number" else key(raw.text)


def _exchanged(raw: Raw, names: Mapping[str, str]) -> Raw:
    """``raw`` with names and numbers exchanged, all at once."""
    if raw.kind in ("name", "number") and not raw.parts:
        return replace(raw, text=names.get(_leaf(raw), raw.text))
    return replace(raw, parts=tuple(_exchanged(part, names) for part in raw.parts))
