"""The leaves of a syntax tree: names, nouns, pronouns, and what a joint or a determiner does."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

__all__ = [
    "Adjective",
    "Determiner",
    "Exclusive",
    "Gap",
    "HeadNoun",
    "Name",
    "Number",
    "Pronoun",
    "Relation",
]


class Relation(Enum):
    """How coordinated parts are combined."""

    AND = "and"
    OR = "or"
    EITHER = "either"
    NEITHER = "neither"


class Determiner(Enum):
    """What a determiner does with its noun."""

    EVERY = "every"
    ANY = "any"
    SOME = "some"
    A = "a"
    NO = "no"
    NOT_EVERY = "not every"
    ONLY = "only"
    THE = "the"
    THAT = "that"
    BARE = "bare"
    MOST = "most"


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name: ``symbol`` in snake case, ``text`` as written."""

    symbol: str
    text: str


@dataclass(frozen=True, slots=True)
class Number:
    """A number or an amount, in figures or in words."""

    symbol: str
    text: str


@dataclass(frozen=True, slots=True)
class Pronoun:
    """A personal pronoun in lower case; ``possessive`` ones own what follows."""

    word: str


@dataclass(frozen=True, slots=True)
class Gap:
    """The missing argument inside an object relative clause."""


@dataclass(frozen=True, slots=True)
class HeadNoun:
    """A (compound) noun: ``lemma`` has its last word in the singular.

    ``counted`` is set when ``lemma`` starts with a quantity (*four sides*, *many reviews*):
    such a noun is true of a group as a whole.
    """

    lemma: str
    plural: bool
    capital: bool = False
    counted: bool = False


@dataclass(frozen=True, slots=True)
class Adjective:
    """An adjective or participle without complement: *red*, *very fluffy*, *most active*."""

    words: str


@dataclass(frozen=True, slots=True)
class Exclusive:
    """*only Bob*."""

    name: Name
