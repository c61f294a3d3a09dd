"""Propositions: quantifiers, conditions and connectives, in words and signs; whole sentences.

Loosest first: *for all*, *if … then*, *if and only if*, *implies*, *or*, *and*, *not*.
"""

from __future__ import annotations

from collections.abc import Callable

from translators.lean_goals.controlled.clause_rules import ClauseRules
from translators.lean_goals.controlled.cursor import remembered
from translators.lean_goals.controlled.lexicon import RELATION_SIGNS
from translators.lean_goals.controlled.meanings import relation
from translators.lean_goals.controlled.sorts import Basic, Sort, Unknown
from translators.lean_goals.controlled.surface import (
    Bind,
    Claim,
    Described,
    Determiner,
    Join,
    Let,
    Not,
    NounPhrase,
    Relates,
    Sentence,
    Subject,
    Suppose,
    Words,
)
from translators.lean_goals.controlled.tree import Connective, Quantifier

__all__ = ["PropositionRules"]

_BEFORE_SETS = frozenset({",", "and", "∈", "in", ":", ".", ""})
"""What may follow names after a comma where no noun tells what they are: x, y ∈ A."""

_FOR_ALL = (
    "for all", "for every", "for each", "for any", "whenever we have", "given any", "given", "∀",
)  # fmt: skip
_THERE = ("there exists", "there exist", "there is", "there are", "∃", "we can find")
_QUANTIFIERS = {
    Determiner.EXACTLY_ONE: Quantifier.EXACTLY_ONE,
    Determiner.AT_MOST_ONE: Quantifier.AT_MOST_ONE,
}
_IFF = (
    "if and only if",
    "iff",
    "exactly when",
    "exactly if",
    "precisely when",
    "just in case",
    "↔",
    "is equivalent to",
)
_IMPLIES = ("implies that", "implies", "only if", "→")
_IF_AFTER = ("if", "whenever", "when", "provided that", "provided")


class PropositionRules(ClauseRules):
    """The rules for propositions and sentences."""

    @remembered
    def proposition(self) -> Words:
        """A proposition, with what may follow it: *for all n*, *if …*."""
        start = self.at
        found = self._unfollowed()
        while True:
            at = self.at
            self.hears(",")
            if self.hears(*_FOR_ALL):
                groups = self._groups()
                found = Bind(Quantifier.ALL, groups, found, self.since(start))
            elif self.hears(*_IF_AFTER) and (reason := self.maybe(self._equivalence)) is not None:
                found = Join(Connective.IMPLIES, reason, found)
            else:
                self.at = at
                return found

    def _unfollowed(self) -> Words:
        """A proposition without what may follow it."""
        return self.either(self._for_all, self._there_is, self._if_then, self._equivalence)

    def _for_all(self) -> Words:
        start = self.at
        self.needs(*_FOR_ALL)
        groups = self._groups()
        self.hears(",", ":")
        self.hears("we have that", "we have", "it holds that", "it is true that")
        return Bind(Quantifier.ALL, groups, self.proposition(), self.since(start))

    def _groups(self) -> tuple[NounPhrase, ...]:
        """What a quantifier is about: one group of variables, or several."""
        found = [self._group()]
        while True:
            at = self.at
            connector = self.hears(", and", ",", "and")
            self.hears(*_FOR_ALL, "every", "all")
            following = self.maybe(self._group) if connector else None
            is_bare = following is not None and following.noun == "object"
            if following is None or not following.names or (is_bare and connector == ","):
                self.at = at
                return tuple(found)
            found.append(following)

    def _group(self) -> NounPhrase:
        return self.either(self._typed_names, self.noun_phrase)

    def _typed_names(self) -> NounPhrase:
        """``x y : ℕ``, ``x ∈ A``, ``n > 0``, or names alone."""
        start = self.at
        names = list(self._names(_BEFORE_SETS))
        while names and (more := self._names()):
            names.extend(more)
        if not names:
            raise self.stop("a variable")
        sort: Sort = Unknown(0)
        said: tuple[Words, ...] = ()
        if self.hears(":", "∈ ℕ", "∈ ℤ"):
            self.at -= self.tokens[self.at - 1].lower in ("ℕ", "ℤ")
            sort = self.element_sort()
        elif sign := self.hears(*RELATION_SIGNS, "in"):
            name = "member" if sign == "in" else RELATION_SIGNS[sign]
            other = self.calculation()
            span = self.since(start)
            said = (relation(name, Subject(span), other, span),)
        conditions: tuple[Words, ...] = ()
        if self.hears("such that", "with"):
            conditions = (self.proposition(),)
        return NounPhrase(
            Determiner.A,
            "object",
            sort,
            tuple(names),
            len(names),
            said,
            (),
            conditions,
            self.since(start),
        )

    def _there_is(self) -> Words:
        start = self.at
        heard = self.needs(*_THERE)
        if self.hears("infinitely many"):
            return self._infinitely_many(start)
        has_no = bool(self.hears("no"))
        if heard == "∃":
            groups = self._groups()
        else:
            groups = (self.noun_phrase(),)
            while self.hears("and") and (more := self.maybe(self.noun_phrase)) is not None:
                groups = (*groups, more)
        first = groups[0]
        quantifier = _QUANTIFIERS.get(first.determiner, Quantifier.SOME)
        self.hears(",")
        body = None
        if heard == "∃" or self.hears("such that", "for which", "so that", "satisfying"):
            body = self.proposition()
        elif self.hears("that", "which"):
            raise self.stop("such that")
        found = Bind(quantifier, groups, body, self.since(start))
        return Not(found) if has_no or first.determiner is Determiner.NO else found

    def _infinitely_many(self, start: int) -> Words:
        """However large a number is, there is a larger one of the kind."""
        span = self.since(start)
        bound = NounPhrase(Determiner.A, "", Basic.NATURAL, (), 1, (), (), (), span)
        kind = self.noun_phrase()
        terms = Described(bound, span), Described(kind, kind.span)
        larger: Words = Relates("less", terms, span)
        if self.hears("such that", "for which"):
            larger = Join(Connective.AND, larger, self.proposition())
        found = Bind(Quantifier.SOME, (kind,), larger, self.since(start))
        return Bind(Quantifier.ALL, (bound,), found, self.since(start))

    def _if_then(self) -> Words:
        if self.hears("whenever", "when"):
            reason = self.proposition()
        else:
            self.needs("if")
            reason = self.proposition()
        self.hears(",")
        self.hears("then")
        self.hears(",")
        return Join(Connective.IMPLIES, reason, self._unfollowed())

    def _equivalence(self) -> Words:
        left = self._implication()
        while True:
            at = self.at
            self.hears(",")
            if not self.hears(*_IFF):
                self.at = at
                return left
            left = Join(Connective.IFF, left, self._implication())

    def _implication(self) -> Words:
        left = self._disjunction()
        if not self.hears(*_IMPLIES):
            return left
        return Join(Connective.IMPLIES, left, self.either(self._quantified, self._implication))

    def _disjunction(self) -> Words:
        """A comma before *and* or *or* reaches farther than both: *p or q, and not p*."""
        found = self._disjoined()
        while True:
            at = self.at
            word = self.hears(", and", ", but", ", or")
            following = self.maybe(self._disjoined) if word else None
            if following is None:
                self.at = at
                return found
            connective = Connective.OR if word == ", or" else Connective.AND
            found = Join(connective, found, following)

    def _disjoined(self) -> Words:
        self.hears("either")
        implications = self.maybe(lambda: self._implications(Connective.OR, "or"))
        if implications is not None:
            return implications
        return self._chained(Connective.OR, ("or", "∨"), self._conjunction)

    def _conjunction(self) -> Words:
        """*p implies q and q implies r* are two implications; a single one takes all."""
        self.hears("both")
        implications = self.maybe(lambda: self._implications(Connective.AND, "and"))
        if implications is not None:
            return implications
        return self._chained(Connective.AND, ("and", "but", "∧"), self._negation)

    def _implications(self, connective: Connective, word: str) -> Words:
        found = self._chained(connective, (word,), self._single_implication)
        if not (isinstance(found, Join) and found.connective is connective):
            raise self.stop(word)
        return found

    def _single_implication(self) -> Words:
        left = self._negation()
        self.needs("implies that", "implies")
        return Join(Connective.IMPLIES, left, self._negation())

    def _chained(
        self, connective: Connective, signs: tuple[str, ...], part: Callable[[], Words]
    ) -> Words:
        """Parts with one of ``signs`` between them, grouped to the right."""
        parts = [part()]
        while True:
            at = self.at
            following = None
            if self.hears(*signs):
                self.hears("that")
                following = self.maybe(part)
            if following is None:
                self.at = at
                break
            parts.append(following)
        whole = parts[-1]
        for part_before in reversed(parts[:-1]):
            whole = Join(connective, part_before, whole)
        return whole

    @remembered
    def _negation(self) -> Words:
        if self.hears("it is not the case that", "it is not true that"):
            return Not(self._disjunction())
        if self.hears("not", "¬"):
            return Not(self._negation())
        return self.either(self.clause, self._bracketed_proposition, self._quantified)

    def _quantified(self) -> Words:
        """A quantifier or condition inside a proposition reaches as far as it can."""
        return self.either(self._for_all, self._there_is, self._if_then)

    def _bracketed_proposition(self) -> Words:
        self.needs("(")
        inner = self.proposition()
        self.needs(")")
        return inner

    def sentence(self) -> Sentence:
        """One sentence; the full stop is not part of it."""
        return self.either(self._let, self._suppose, self._claim)

    def _let(self) -> Sentence:
        start = self.at
        self.needs("let")
        names = self._names()
        if not names:
            raise self.stop("a variable")
        if self.hears("∈", ":"):
            sort = self.element_sort()
            phrase = NounPhrase(
                Determiner.A, "object", sort, names, len(names), (), (), (), self.since(start)
            )
        else:
            self.needs("be", "denote")
            self.hears("any", "arbitrary", "some")
            phrase = self.noun_phrase()
        return Let(names, phrase, self.since(start))

    def _suppose(self) -> Sentence:
        start = self.at
        self.needs("suppose", "assume")
        self.hears("further", "also")
        self.hears("that")
        return Suppose(self.proposition(), self.since(start))

    def _claim(self) -> Sentence:
        start = self.at
        self.hears("prove that", "show that", "then", "therefore", "hence", "so")
        self.hears(",")
        return Claim(self.proposition(), self.since(start))
