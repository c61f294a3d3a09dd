"""Who is meant: variables, pronouns, and definite descriptions."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import chain, count

from prover.errors import Position
from prover.problem import Span
from translators.lean_goals.controlled import surface as s
from translators.lean_goals.controlled.binding import usual_names
from translators.lean_goals.controlled.sorts import Basic, ListOf, SetOf, Sort, Unknown
from translators.lean_goals.controlled.symbols import SYMBOLS
from translators.lean_goals.controlled.tree import (
    Apply,
    Atom,
    Binder,
    Numeral,
    Proposition,
    Term,
    Variable,
)
from translators.lean_goals.errors import NotUnderstood

__all__ = ["References", "Referent", "Scope"]


@dataclass(frozen=True, slots=True)
class Referent:
    """Something that was spoken of, and what it was called."""

    term: Term
    noun: str = ""


@dataclass(frozen=True, slots=True)
class Scope:
    """What can be referred to.

    Attributes:
        names: variables by how the text calls them.
        described: variables of the noun phrases that have been introduced.
        referents: what pronouns may stand for, the likeliest last.
        subjects: what the present predicate is about.
    """

    names: dict[str, Binder]
    described: dict[Span, tuple[Binder, ...]]
    referents: tuple[Referent, ...] = ()
    subjects: tuple[Term, ...] = ()


class References:
    """Finds what is referred to, in one text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.implicit: dict[str, Binder] = {}
        self._used: set[str] = set()
        self._mentioned: list[Variable] = []
        self._sorts = 0

    def sort(self, sort: Sort) -> Sort:
        """``sort`` with unknowns of its own."""
        match sort:
            case Unknown():
                self._sorts += 1
                return Unknown(self._sorts)
            case ListOf(element):
                return ListOf(self.sort(element))
            case SetOf(element):
                return SetOf(self.sort(element))
            case _:
                return sort

    def fresh(self, wished: str, sort: Sort) -> str:
        """A name that nothing else in the statement has, like ``wished`` if possible."""
        bases = [wished] if wished else usual_names(sort)
        numbered = (f"{base}{number}" for number in count(1) for base in bases)
        for name in chain(bases, numbered):
            if name not in self._used and (wished or not self._is_written(name)):
                break
        self._used.add(name)
        return name

    def _is_written(self, name: str) -> bool:
        """Whether the text has a variable of that name somewhere."""
        return re.search(rf"\b{re.escape(name)}\b", self._text) is not None

    def term(self, phrase: s.Phrase, scope: Scope) -> Term:
        """What a phrase stands for.

        Raises:
            NotUnderstood: it refers to nothing.
        """
        match phrase:
            case s.Number(value, span):
                return Numeral(value, span)
            case s.Name(name, span):
                return self._named(name, span, scope)
            case s.Compute(symbol, arguments, span):
                terms = tuple(self.term(argument, scope) for argument in arguments)
                return Apply(SYMBOLS[symbol], terms, span)
            case s.Described(described, span, index):
                return Variable(scope.described[described.span][index].name, span)
            case s.Subject(span, index):
                return replace(scope.subjects[index])
            case s.Pronoun(word, span, index):
                return self._referred(word, span, index, scope)
            case s.Definite(noun, span):
                return self._called(noun, span, scope)

    def _named(self, name: str, span: Span, scope: Scope) -> Term:
        """A variable; ``ab`` is a product where ``a`` and ``b`` are known and ``ab`` is not."""
        known = scope.names | self.implicit
        if name not in known and len(name) == 2 and all(letter in known for letter in name):
            first, second = (Variable(known[letter].name, span) for letter in name)
            return Apply(SYMBOLS["times"], (first, second), span)
        if name not in known and len(name) == 2 and name.isalpha() and name[1] != "s":
            raise self.error(f"nothing tells what {name} is", span, "a product is written a * b")
        binder = scope.names.get(name) or self._undeclared(name, span)
        found = Variable(binder.name, span)
        self._mentioned.append(found)
        return found

    def _referred(self, word: str, span: Span, index: int, scope: Scope) -> Term:
        if word == "itself" and scope.subjects:
            return scope.subjects[0]
        if word in ("it", "itself") and scope.subjects and not scope.referents:
            return scope.subjects[0]
        if word == "it" and not scope.referents and self._mentioned:
            return self._mentioned[-1]
        if index >= len(scope.referents):
            raise self.error(f"{word} refers to nothing", span, "name what you mean")
        return scope.referents[-1 - index].term

    def _called(self, noun: str, span: Span, scope: Scope) -> Term:
        nouns = (noun,) if noun != "number" else ("natural number", "integer", "number", "prime")
        for referent in reversed(scope.referents):
            if referent.noun in nouns:
                return referent.term
        raise self.error(f"nothing was called a {noun}", span, "name what you mean")

    def _undeclared(self, name: str, span: Span) -> Binder:
        if name not in self.implicit:
            self._used.add(name)
            self.implicit[name] = Binder(name, self.sort(Unknown(0)), span)
        return self.implicit[name]

    def atom(self, name: str, span: Span, scope: Scope) -> Proposition:
        """A variable said as a sentence; it is one for propositions."""
        binder = scope.names.get(name)
        if binder is None:
            if name not in self.implicit:
                self._used.add(name)
                self.implicit[name] = Binder(name, Basic.PROPOSITION, span)
            binder = self.implicit[name]
        return Atom(binder.name, span)

    def error(self, message: str, span: Span, hint: str) -> NotUnderstood:
        """An error at a place in the text."""
        position = Position.of(self._text, span.start)
        return NotUnderstood(message, position=position, hint=hint)
