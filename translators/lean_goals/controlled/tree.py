"""What a sentence means: terms, propositions and statements over sorts.

References are resolved (no pronouns, no noun phrases) and every variable has a name of its own.
``sorting`` finds the sorts that are unknown at first, picks each symbol's form and puts casts in.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum
from typing import TypeAlias

from prover.problem import Span
from translators.lean_goals.controlled.sorts import Sort
from translators.lean_goals.controlled.symbols import Form, Symbol

__all__ = [
    "Apply",
    "Atom",
    "Binder",
    "Cast",
    "Connected",
    "Connective",
    "Negated",
    "Numeral",
    "Proposition",
    "Quantified",
    "Quantifier",
    "Related",
    "Statement",
    "Term",
    "Variable",
    "binders_of",
    "substituted",
    "subterms",
    "terms_of",
]


@dataclass(frozen=True, slots=True)
class Binder:
    """A variable where it is introduced, at ``span`` of the text."""

    name: str
    sort: Sort
    span: Span


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable where it is used."""

    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number in digits."""

    value: int
    span: Span


@dataclass(frozen=True, slots=True)
class Apply:
    """A function of terms; ``form`` is known once the sorts are."""

    symbol: Symbol
    arguments: tuple[Term, ...]
    span: Span
    form: Form | None = None


@dataclass(frozen=True, slots=True)
class Cast:
    """A natural number where an integer is wanted."""

    term: Term
    span: Span


Term: TypeAlias = Variable | Numeral | Apply | Cast


class Connective(Enum):
    """Ways to join two propositions."""

    AND = "and"
    OR = "or"
    IMPLIES = "implies"
    IFF = "if and only if"


class Quantifier(Enum):
    """Ways to bind variables."""

    ALL = "for all"
    SOME = "there is"
    EXACTLY_ONE = "there is exactly one"
    AT_MOST_ONE = "there is at most one"


@dataclass(frozen=True, slots=True)
class Related:
    """A relation of terms."""

    symbol: Symbol
    arguments: tuple[Term, ...]
    span: Span
    form: Form | None = None


@dataclass(frozen=True, slots=True)
class Atom:
    """A variable for propositions."""

    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class Negated:
    """The opposite."""

    body: Proposition


@dataclass(frozen=True, slots=True)
class Connected:
    """Two propositions joined."""

    connective: Connective
    left: Proposition
    right: Proposition


@dataclass(frozen=True, slots=True)
class Quantified:
    """A proposition about all values of a variable, or some."""

    quantifier: Quantifier
    binder: Binder
    body: Proposition


Proposition: TypeAlias = Related | Atom | Negated | Connected | Quantified


@dataclass(frozen=True, slots=True)
class Statement:
    """A theorem: variables, hypotheses, and what follows."""

    binders: tuple[Binder, ...]
    hypotheses: tuple[Proposition, ...]
    conclusion: Proposition

    @property
    def propositions(self) -> tuple[Proposition, ...]:
        """The hypotheses, then the conclusion."""
        return (*self.hypotheses, self.conclusion)


def terms_of(proposition: Proposition) -> Iterator[Term]:
    """All terms, outermost first."""
    match proposition:
        case Related(_, arguments):
            for argument in arguments:
                yield from subterms(argument)
        case Negated(body) | Quantified(_, _, body):
            yield from terms_of(body)
        case Connected(_, left, right):
            yield from terms_of(left)
            yield from terms_of(right)
        case _:
            return


def subterms(term: Term) -> Iterator[Term]:
    """The term and all terms in it, outermost first."""
    yield term
    match term:
        case Apply(_, arguments):
            for argument in arguments:
                yield from subterms(argument)
        case Cast(inner):
            yield from subterms(inner)
        case _:
            return


def binders_of(proposition: Proposition) -> Iterator[Binder]:
    """All variables that are bound inside."""
    match proposition:
        case Quantified(_, binder, body):
            yield binder
            yield from binders_of(body)
        case Negated(body):
            yield from binders_of(body)
        case Connected(_, left, right):
            yield from binders_of(left)
            yield from binders_of(right)
        case _:
            return


def substituted(proposition: Proposition, old: str, new: str) -> Proposition:
    """``proposition`` with the variable ``new``, which does not occur in it, for ``old``."""
    match proposition:
        case Related(_, arguments):
            return replace(
                proposition, arguments=tuple(_renamed(term, old, new) for term in arguments)
            )
        case Atom(name, span):
            return Atom(new, span) if name == old else proposition
        case Negated(body):
            return Negated(substituted(body, old, new))
        case Connected(connective, left, right):
            return Connected(connective, substituted(left, old, new), substituted(right, old, new))
        case Quantified(quantifier, binder, body):
            return Quantified(quantifier, binder, substituted(body, old, new))


def _renamed(term: Term, old: str, new: str) -> Term:
    match term:
        case Variable(name, span):
            return Variable(new, span) if name == old else term
        case Numeral():
            return term
        case Apply(_, arguments):
            return replace(term, arguments=tuple(_renamed(a, old, new) for a in arguments))
        case Cast(inner, span):
            return Cast(_renamed(inner, old, new), span)
