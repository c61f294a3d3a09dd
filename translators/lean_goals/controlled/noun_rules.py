"""Noun phrases: *every even natural number n greater than m*, *two coprime integers*."""

from __future__ import annotations

from collections.abc import Callable

from translators.lean_goals.controlled.cursor import Cursor, Result, Stop, remembered
from translators.lean_goals.controlled.lexicon import (
    ADJECTIVES,
    COUNTS,
    DETERMINERS,
    MUTUAL,
    NOUNS,
    TYPES,
)
from translators.lean_goals.controlled.meanings import property_of, relation
from translators.lean_goals.controlled.sorts import Basic, ListOf, SetOf, Sort
from translators.lean_goals.controlled.surface import (
    Determiner,
    Name,
    NounPhrase,
    Phrase,
    Relates,
    Subject,
    Words,
)

__all__ = ["NounRules"]

_BY_LENGTH = tuple(sorted(NOUNS, key=len, reverse=True))
_AMBIGUOUS = frozenset({"number", "numbers"})

_AFTER_NAMES = frozenset({",", "and", "be", "denote", ":", "of", "such", "with", ".", ""})
"""What may follow a name after a comma; anything else says that a clause begins with it."""


class NounRules(Cursor):
    """The rules for noun phrases; terms and propositions come from the rules built on them."""

    def term(self) -> Phrase:
        """A term."""
        raise NotImplementedError

    def name(self) -> Name:
        """A variable."""
        raise NotImplementedError

    def proposition(self) -> Words:
        """A proposition."""
        raise NotImplementedError

    def modifier(self) -> Words:
        """What may be said of a noun right after it: *greater than 1*."""
        raise NotImplementedError

    def predicate(self) -> Words:
        """A verb and what belongs to it, said of a subject."""
        raise NotImplementedError

    def maybe_here(self, rule: Callable[[], Result]) -> Result | None:
        """What the rule would give; the cursor stays."""
        start = self.at
        try:
            return rule()
        except Stop:
            return None
        finally:
            self.at = start

    @remembered
    def noun_phrase(self) -> NounPhrase:
        """A noun phrase with its determiner, or bare: *natural numbers n and m*."""
        start = self.at
        determiner = Determiner(DETERMINERS[self.hears(*DETERMINERS) or "a"])
        has_determiner = self.at > start
        self.hears("of the") if has_determiner else None
        number = self.hears(*COUNTS)
        properties, mutual, is_run = self._adjectives()
        noun, sort = self._noun(properties)
        names = self._names()
        sort = self._of_what(sort)
        if (member := self._member_of(noun)) is not None:
            properties = (*properties, member)
        names = names or self._names()
        modifiers, conditions = self._modifiers()
        count = max(COUNTS.get(number, 1), len(names), 1)
        return NounPhrase(
            determiner,
            noun.removesuffix("s"),
            sort,
            names,
            count,
            properties + modifiers,
            mutual,
            conditions,
            self.since(start),
            is_run,
        )

    def _adjectives(self) -> tuple[tuple[Words, ...], tuple[Words, ...], bool]:
        """What stands before the noun: of each, of each two, and whether they are consecutive."""
        each: list[Words] = []
        mutual: list[Words] = []
        is_run = False
        while True:
            start = self.at
            if word := self.hears(*MUTUAL):
                span = self.since(start)
                two = Subject(span, 0), Subject(span, 1)
                is_run = is_run or word == "consecutive"
                mutual.append(relation(MUTUAL[word], *two, span))
            elif word := self.hears(*ADJECTIVES):
                each.append(property_of(ADJECTIVES[word], self.since(start)))
            else:
                return tuple(each), tuple(mutual), is_run
            self.hears(",", "and") if self.maybe_here(self._adjective) else None

    def _adjective(self) -> str:
        self.hears(",", "and")
        return self.needs(*MUTUAL, *ADJECTIVES)

    def _noun(self, properties: tuple[Words, ...]) -> tuple[str, Sort]:
        """The noun and what it stands for; *a prime* is a prime natural number."""
        start = self.at
        is_prime = any(isinstance(p, Relates) and p.symbol == "prime" for p in properties)
        noun = self.hears(*_BY_LENGTH)
        if is_prime and (not noun or noun in _AMBIGUOUS):
            return noun or "prime", Basic.NATURAL
        if noun in _AMBIGUOUS:
            self.at = start
            raise self.stop("natural number or integer (a number could be either)")
        if not noun:
            raise self.stop("a noun such as natural number, integer, list, set")
        return noun, NOUNS[noun]

    def _names(self, after: frozenset[str] = _AFTER_NAMES) -> tuple[str, ...]:
        """*n*, *n and m*, *a, b and c*; a name before a noun of its own is none of these."""
        first = self.maybe(self.name)
        if first is None:
            return ()
        names = [first.name]
        while True:
            at = self.at
            connector = self.hears(", and", ",", "and")
            following = self.maybe(self.name) if connector else None
            if (
                following is None
                or following.name in names
                or (connector == "," and self.token.lower not in after)
                or (following.name == "a" and self.maybe_here(self._noun_follows) is not None)
            ):
                self.at = at
                return tuple(names)
            names.append(following.name)
            if connector != ",":
                return tuple(names)

    def _noun_follows(self) -> str:
        self._adjectives()
        return self.needs(*_BY_LENGTH)

    def _of_what(self, sort: Sort) -> Sort:
        """*of natural numbers*, after *list* or *set*."""
        if not isinstance(sort, ListOf | SetOf):
            return sort
        at = self.at
        if self.hears("of"):
            element = self.maybe(self.element_sort)
            if element is not None:
                return type(sort)(element)
            self.at = at
        return sort

    def element_sort(self) -> Sort:
        """*natural numbers*, *lists of integers*, ``ℕ``."""
        word = self.needs(*TYPES, *_BY_LENGTH)
        return TYPES[word] if word in TYPES else self._of_what(NOUNS[word])

    def _member_of(self, noun: str) -> Words | None:
        """*of A* after *element*."""
        if noun not in ("element", "member", "elements", "members"):
            return None
        start = self.at
        if not self.hears("of", "in"):
            return None
        container = self.term()
        span = self.since(start)
        return Relates("member", (Subject(span), container), span)

    def _modifiers(self) -> tuple[tuple[Words, ...], tuple[Words, ...]]:
        """*that is even*, *greater than 1*; *such that …*, *with …*."""
        said: list[Words] = []
        conditions: list[Words] = []
        while True:
            at = self.at
            self.hears(",")
            if self.maybe_here(lambda: self.needs("with itself")):
                self.at = at
                return tuple(said), tuple(conditions)
            if self.hears("such that", "with", "so that", "satisfying", "where"):
                conditions.append(self.proposition())
            elif self.hears("that", "which"):
                said.append(self.predicate())
            elif (found := self.maybe(self.modifier)) is not None and self.tokens[at].lower != ",":
                said.append(found)
            else:
                self.at = at
                return tuple(said), tuple(conditions)
