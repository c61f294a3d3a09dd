"""The syntax of the text: noun phrases, pronouns and predicates as they were written.

A predicate is a proposition about :class:`Subject`; ``discourse`` puts the subject in.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from prover.problem import Span
from translators.lean_goals.controlled.sorts import Sort
from translators.lean_goals.controlled.tree import Connective, Quantifier

__all__ = [
    "Bind",
    "Claim",
    "Clause",
    "Compute",
    "Definite",
    "Described",
    "Determiner",
    "Holds",
    "IsKind",
    "Join",
    "Let",
    "Name",
    "Not",
    "NounPhrase",
    "Number",
    "Phrase",
    "Pronoun",
    "Relates",
    "Sentence",
    "Subject",
    "Suppose",
    "Words",
]


class Determiner(Enum):
    """How a noun phrase picks what it speaks of."""

    A = "a"
    EVERY = "every"
    SOME = "some"
    NO = "no"
    EXACTLY_ONE = "exactly one"
    AT_MOST_ONE = "at most one"


@dataclass(frozen=True, slots=True)
class Name:
    """A variable."""

    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class Number:
    """A number."""

    value: int
    span: Span


@dataclass(frozen=True, slots=True)
class Compute:
    """A function of terms."""

    symbol: str
    arguments: tuple[Phrase, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Pronoun:
    """*it*, *itself*; ``index`` counts backwards for *they*: their sum is of 1 and 0."""

    word: str
    span: Span
    index: int = 0


@dataclass(frozen=True, slots=True)
class Definite:
    """*the list*: the last thing that was called that."""

    noun: str
    span: Span


@dataclass(frozen=True, slots=True)
class Described:
    """One of the things that a noun phrase speaks of."""

    phrase: NounPhrase
    span: Span
    index: int = 0


@dataclass(frozen=True, slots=True)
class Subject:
    """What a predicate is about."""

    span: Span
    index: int = 0


Phrase: TypeAlias = Name | Number | Compute | Pronoun | Definite | Described | Subject


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """*every even natural number n that is less than m*.

    Attributes:
        determiner: how it picks.
        noun: what it was called.
        sort: what that is.
        names: variables given to it.
        count: how many things it speaks of.
        properties: predicates that hold of each.
        mutual: predicates that hold of each two.
        conditions: propositions with ``such that``.
        span: where it stands.
        is_run: the mutual predicates hold of neighbours only: *consecutive*.
    """

    determiner: Determiner
    noun: str
    sort: Sort
    names: tuple[str, ...]
    count: int
    properties: tuple[Words, ...]
    mutual: tuple[Words, ...]
    conditions: tuple[Words, ...]
    span: Span
    is_run: bool = False


@dataclass(frozen=True, slots=True)
class Relates:
    """A relation between terms."""

    symbol: str
    arguments: tuple[Phrase, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class IsKind:
    """*is an even natural number*."""

    subject: Phrase
    phrase: NounPhrase
    span: Span


@dataclass(frozen=True, slots=True)
class Holds:
    """A variable said as a sentence."""

    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite."""

    body: Words


@dataclass(frozen=True, slots=True)
class Join:
    """Two propositions; the second may refer to the first."""

    connective: Connective
    left: Words
    right: Words


@dataclass(frozen=True, slots=True)
class Clause:
    """Subjects and what is said of them: of each, or of them together."""

    subjects: tuple[Phrase, ...]
    predicate: Words
    span: Span
    is_collective: bool = False


@dataclass(frozen=True, slots=True)
class Bind:
    """*for all … , …* and *there is … such that …*."""

    quantifier: Quantifier
    phrases: tuple[NounPhrase, ...]
    body: Words | None
    span: Span


Words: TypeAlias = Relates | IsKind | Holds | Not | Join | Clause | Bind


@dataclass(frozen=True, slots=True)
class Let:
    """*Let a and b be integers.*"""

    names: tuple[str, ...]
    phrase: NounPhrase
    span: Span


@dataclass(frozen=True, slots=True)
class Suppose:
    """*Suppose that a divides b.*"""

    body: Words
    span: Span


@dataclass(frozen=True, slots=True)
class Claim:
    """*Then a = b.*"""

    body: Words
    span: Span


Sentence: TypeAlias = Let | Suppose | Claim
