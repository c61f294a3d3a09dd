"""What a translator answers: readings of each sentence, or an honest failure.

A translator turns sentences into formulas.  It may find a sentence ambiguous (several
:class:`~prover.problem.Reading` values, best first) or may not understand it
(:class:`Failure`, with
the place where understanding stopped).  It never drops a sentence and never raises on
account of what a sentence says.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from prover.logic.syntax import Formula, Symbol
from prover.problem import Reading, Sentence, Span

__all__ = [
    "Category",
    "Document",
    "Failure",
    "LexicalEntry",
    "Presupposition",
    "Translation",
    "Translator",
]


class Category(Enum):
    """How a symbol was used in the text, which decides how it is said back."""

    NAME = "name"
    DEFINITE = "definite"
    """A constant named by a definite noun phrase: *the cow*."""
    NUMBER = "number"
    FUNCTION = "function"
    """A relational noun: ``favorite_season_of(x)``, said *x's favorite season*."""
    NOUN = "noun"
    GROUP = "group"
    """A counted noun, true of a group: *four sides*."""
    ADJECTIVE = "adjective"
    """Any predicate said with the copula: adjective, participle, preposition, comparative."""
    VERB = "verb"
    POSSESSION = "possession"
    """The relation of owner and owned, said *x has y* or *y of x*."""


@dataclass(frozen=True, slots=True)
class LexicalEntry:
    """How to say a symbol.

    ``words`` is the phrase in base form.  For a verb or an adjective, each ``None``
    among ``words`` stands for the next argument after the subject
    (``("share", None, "to", None)``), and ``head`` is the place of the word to inflect.
    """

    category: Category
    words: tuple[str | None, ...]
    head: int = 0


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a sentence is not understood.

    ``span`` covers, in source offsets, the piece where understanding stopped;
    ``expected`` names the constructs that would have been accepted there.
    """

    span: Span
    reason: str
    expected: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Translation:
    """A sentence with its readings, preferred one first, or the failure to read it.

    Exactly one of ``readings`` and ``failure`` is empty.  ``notes`` say how the
    translator decided where the text left a choice (which antecedent, which domain).
    """

    sentence: Sentence
    readings: tuple[Reading, ...] = ()
    failure: Failure | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Presupposition:
    """A statement that a text takes for granted without saying it.

    ``source`` is the index of the premise whose words suggest it.
    """

    name: str
    formula: Formula
    english: str
    source: int


@dataclass(frozen=True, slots=True)
class Document:
    """The translations of the premises and of the question, in the order given.

    ``glossary`` says how each symbol is put in words; ``presuppositions`` are never assumed
    here, and a caller who does assume them must say so.
    """

    premises: tuple[Translation, ...]
    question: Translation | None
    glossary: Mapping[Symbol, LexicalEntry]
    presuppositions: tuple[Presupposition, ...] = ()

    @property
    def translations(self) -> tuple[Translation, ...]:
        """Premises, then the question when there is one."""
        return self.premises if self.question is None else (*self.premises, self.question)

    @property
    def understood(self) -> bool:
        """Whether every sentence has a reading."""
        return all(t.failure is None for t in self.translations)


class Translator(Protocol):
    """Anything that reads sentences as formulas."""

    def translate(self, premises: Sequence[Sentence], question: Sentence | None) -> Document:
        """Read the premises and the question as one text."""
        ...
