"""From sentences to a statement: who is meant, and who is spoken of how generally.

An indefinite subject is general (*a square is nonnegative*), an indefinite object exists (*n is
less than a prime*), and what is introduced under *if* or *suppose* is general for everything
that may refer to it (Kamp's discourse representation: *if a list is empty then it is sorted*).
Pronouns stand for the last subject, *the list* for what was last called so.  Variables that are
introduced nowhere are general, too; their sort has to follow from their use.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from prover.problem import Span
from translators.lean_goals.controlled import surface as s
from translators.lean_goals.controlled.binding import (
    Introduced,
    all_of,
    as_object,
    bound,
    flattened,
    general,
)
from translators.lean_goals.controlled.references import References, Referent, Scope
from translators.lean_goals.controlled.sorts import Basic
from translators.lean_goals.controlled.symbols import SYMBOLS
from translators.lean_goals.controlled.tree import (
    Binder,
    Connected,
    Connective,
    Negated,
    Numeral,
    Proposition,
    Quantified,
    Quantifier,
    Related,
    Statement,
    Term,
    Variable,
)

__all__ = ["resolve"]


def resolve(text: str, sentences: Sequence[s.Sentence]) -> Statement:
    """The statement that the sentences make together, with sorts that may be unknown.

    Raises:
        NotUnderstood: there is not exactly one claim, at the end, or a reference fails.
    """
    return _Discourse(text).statement(sentences)


class _Discourse(References):
    def statement(self, sentences: Sequence[s.Sentence]) -> Statement:
        scope = Scope({}, {})
        binders: list[Binder] = []
        hypotheses: list[Proposition] = []
        conclusion: Proposition | None = None
        for sentence in sentences:
            if conclusion is not None:
                raise self.error("the claim has to come last", sentence.span, "suppose the others")
            match sentence:
                case s.Let(names, phrase):
                    given = replace(phrase, names=names, count=len(names))
                    introduced, scope = self._introduce(given, scope)
                    binders += introduced.binders
                    hypotheses += introduced.conditions
                case s.Suppose(body):
                    opened, conditions, scope = self._opened(body, scope)
                    binders += opened
                    hypotheses += conditions
                case s.Claim(body):
                    conclusion, scope = self._closed(body, scope)
        if conclusion is None:
            last = sentences[-1].span
            raise self.error("nothing is claimed", last, "end with a claim: Then …")
        everything = (*self.implicit.values(), *binders)
        return flattened(Statement(everything, tuple(hypotheses), conclusion))

    # Propositions

    def _closed(self, words: s.Words, scope: Scope) -> tuple[Proposition, Scope]:
        """What ``words`` say, and what may be referred to after them."""
        match words:
            case s.Clause():
                introduced, inner = self._subjects(words, scope)
                body, after = self._predicated(words, inner)
                whole = bound(introduced, body)
                return whole, scope if introduced else replace(scope, referents=after.referents)
            case s.Join(Connective.IMPLIES, left, right):
                binders, conditions, inner = self._opened(left, scope)
                conclusion, _ = self._closed(right, inner)
                return general(binders, conditions, conclusion), scope
            case s.Join(Connective.IFF, s.Clause() as left, right) if _is_general(left):
                introduced, inner = self._subjects(left, scope)
                first, inner = self._predicated(left, inner)
                second, _ = self._closed(right, inner)
                return bound(introduced, Connected(Connective.IFF, first, second)), scope
            case s.Join(connective, left, right):
                first, scope = self._closed(left, scope)
                second, scope = self._closed(right, scope)
                return Connected(connective, first, second), scope
            case s.Not(body):
                inside, _ = self._closed(body, scope)
                return Negated(inside), scope
            case s.Bind():
                return self._quantified(words, scope), scope
            case s.Holds(name, span):
                return self.atom(name, span, scope), scope
            case s.Relates():
                return self._relation(words, scope), scope
            case s.IsKind(subject, phrase, span):
                return self._kind(self.term(subject, scope), phrase, span, scope), scope

    def _opened(
        self, words: s.Words, scope: Scope
    ) -> tuple[list[Binder], list[Proposition], Scope]:
        """The same, where indefinites stay open for what follows."""
        match words:
            case s.Join(Connective.AND, left, right):
                binders, conditions, scope = self._opened(left, scope)
                more, further, scope = self._opened(right, scope)
                return binders + more, conditions + further, scope
            case s.Bind(Quantifier.SOME, phrases, body):
                return self._opened_existence(phrases, body, scope)
            case s.Clause(subjects, s.IsKind(_, phrase)) if names := self._new(subjects, scope):
                given = replace(phrase, names=names, count=len(names))
                introduced, scope = self._introduce(given, scope)
                return list(introduced.binders), list(introduced.conditions), scope
            case s.Clause():
                return self._opened_clause(words, scope)
            case _:
                said, scope = self._closed(words, scope)
                return [], [said], scope

    def _opened_clause(
        self, clause: s.Clause, scope: Scope
    ) -> tuple[list[Binder], list[Proposition], Scope]:
        introduced, inner = self._subjects(clause, scope)
        if not all(one.determiner in _OPEN for one in introduced):
            body, _ = self._predicated(clause, inner)
            return [], [bound(introduced, body)], scope
        opened, inner = self._objects(clause.predicate, inner)
        body, after = self._predicated(clause, inner)
        everything = introduced + opened
        binders = [binder for one in everything for binder in one.binders]
        conditions = [condition for one in everything for condition in one.conditions]
        return binders, [*conditions, body], after

    def _opened_existence(
        self, phrases: tuple[s.NounPhrase, ...], body: s.Words | None, scope: Scope
    ) -> tuple[list[Binder], list[Proposition], Scope]:
        binders: list[Binder] = []
        conditions: list[Proposition] = []
        for phrase in phrases:
            introduced, scope = self._introduce(phrase, scope)
            binders += introduced.binders
            conditions += introduced.conditions
        if body is not None:
            more, further, scope = self._opened(body, scope)
            return binders + more, conditions + further, scope
        return binders, conditions, scope

    def _new(self, subjects: tuple[s.Phrase, ...], scope: Scope) -> tuple[str, ...]:
        """The names among ``subjects``, if all are names that are introduced here."""
        names = [
            subject.name
            for subject in subjects
            if isinstance(subject, s.Name)
            and subject.name not in scope.names
            and subject.name not in self.implicit
        ]
        return tuple(names) if len(names) == len(subjects) else ()

    def _quantified(self, words: s.Bind, scope: Scope) -> Proposition:
        introduced: list[Introduced] = []
        for phrase in words.phrases:
            one, scope = self._introduce(phrase, scope)
            introduced.append(one)
        binders = [binder for one in introduced for binder in one.binders]
        conditions = [c for one in introduced for c in one.conditions]
        if words.quantifier is Quantifier.ALL:
            assert words.body is not None
            body, _ = self._closed(words.body, scope)
            return general(binders, conditions, body)
        if words.body is not None:
            conditions.append(self._closed(words.body, scope)[0])
        if not conditions:
            first = Variable(binders[0].name, binders[0].span)
            conditions = [Related(SYMBOLS["equal"], (first, first), words.span)]
        body = all_of(conditions)
        if words.quantifier is not Quantifier.SOME and len(binders) > 1:
            raise self.error("exactly one of several is not clear", words.span, "name one thing")
        for binder in reversed(binders):
            body = Quantified(words.quantifier, binder, body)
        return body

    # Clauses

    def _subjects(self, clause: s.Clause, scope: Scope) -> tuple[list[Introduced], Scope]:
        """What the noun phrases in the subjects introduce."""
        introduced: list[Introduced] = []
        for subject in clause.subjects:
            found, scope = self._lifted(subject, scope)
            introduced += found
        return introduced, scope

    def _objects(self, predicate: s.Words, scope: Scope) -> tuple[list[Introduced], Scope]:
        """What indefinite objects introduce, where they may be referred to later."""
        introduced: list[Introduced] = []
        if isinstance(predicate, s.Relates):
            for argument in predicate.arguments:
                found, inner = self._lifted(argument, scope)
                if all(one.determiner in _OPEN for one in found):
                    introduced, scope = introduced + found, inner
        return introduced, scope

    def _lifted(self, phrase: s.Phrase, scope: Scope) -> tuple[list[Introduced], Scope]:
        """The noun phrases in a term, each introduced once."""
        match phrase:
            case s.Described(described) if described.span not in scope.described:
                one, scope = self._introduce(described, scope)
                return [one], scope
            case s.Compute(_, arguments):
                introduced: list[Introduced] = []
                for argument in arguments:
                    found, scope = self._lifted(argument, scope)
                    introduced += found
                return introduced, scope
            case _:
                return [], scope

    def _predicated(self, clause: s.Clause, scope: Scope) -> tuple[Proposition, Scope]:
        """The predicate said of the subjects: of each, or of each two of them."""
        terms = [self.term(subject, scope) for subject in clause.subjects]
        if isinstance(first := clause.subjects[0], s.Described) and not clause.is_collective:
            count = max(1, len(scope.described[first.phrase.span]))
            terms = [
                self.term(replace(first, index=index), scope) for index in range(count)
            ] + terms[1:]
        groups = _pairs(terms) if clause.is_collective else [(term,) for term in terms]
        nouns = [x.phrase.noun if isinstance(x, s.Described) else "" for x in clause.subjects]
        said = []
        for group in groups:
            inner = replace(scope, subjects=group)
            said.append(self._closed(clause.predicate, inner)[0])
        referents = tuple(
            Referent(term, nouns[min(i, len(nouns) - 1)]) for i, term in enumerate(terms)
        )
        return all_of(said), replace(scope, referents=scope.referents + referents)

    def _relation(self, words: s.Relates, scope: Scope) -> Proposition:
        introduced: list[Introduced] = []
        for argument in words.arguments:
            found, scope = self._lifted(argument, scope)
            introduced += found
        terms = tuple(self.term(argument, scope) for argument in words.arguments)
        body: Proposition = Related(SYMBOLS[words.symbol], terms, words.span)
        return bound([as_object(one) for one in introduced], body)

    def _kind(self, term: Term, phrase: s.NounPhrase, span: Span, scope: Scope) -> Proposition:
        """That ``term`` is of a kind: its sort, where that says something, and its properties."""
        if phrase.mutual:
            raise self.error("this is said of several things", span, "say are coprime, not …")
        inner = replace(scope, subjects=(term,))
        said = [self._closed(words, inner)[0] for words in phrase.properties]
        said += [self._closed(words, inner)[0] for words in phrase.conditions]
        sorts = {binder.name: binder.sort for binder in scope.names.values()}
        known = sorts.get(term.name) if isinstance(term, Variable) else None
        if phrase.sort is Basic.NATURAL and phrase.noun != "prime" and known is not Basic.NATURAL:
            said.insert(0, Related(SYMBOLS["at most"], (Numeral(0, span), term), span))
        if not said and phrase.sort in (Basic.INTEGER, Basic.NATURAL):
            said = [Related(SYMBOLS["equal"], (term, term), span)]
        if not said:
            raise self.error("this says nothing", span, "say what holds of it")
        return all_of(said)

    # Noun phrases and terms

    def _introduce(self, phrase: s.NounPhrase, scope: Scope) -> tuple[Introduced, Scope]:
        """Variables for a noun phrase, and what its words say of them."""
        names = phrase.names or ("",) * phrase.count
        binders = tuple(
            Binder(self.fresh(name, phrase.sort), self.sort(phrase.sort), phrase.span)
            for name in names
        )
        terms = [Variable(binder.name, binder.span) for binder in binders]
        scope = replace(
            scope,
            names=scope.names | {n: b for n, b in zip(names, binders, strict=True) if n},
            described=scope.described | {phrase.span: binders},
            referents=scope.referents + tuple(Referent(t, phrase.noun) for t in terms),
        )
        said: list[Proposition] = []
        for term in terms:
            inner = replace(scope, subjects=(term,))
            said += (self._closed(words, inner)[0] for words in phrase.properties)
        for pair in pairwise(terms) if phrase.is_run else _pairs(terms):
            inner = replace(scope, subjects=pair)
            said += (self._closed(words, inner)[0] for words in phrase.mutual)
        said += (self._closed(words, scope)[0] for words in phrase.conditions)
        return Introduced(phrase.determiner, binders, tuple(said)), scope


_OPEN = (s.Determiner.A, s.Determiner.SOME)


def _is_general(clause: s.Clause) -> bool:
    """Whether the subject is a single indefinite: *an integer n is even if and only if …*."""
    return any(
        isinstance(subject, s.Described) and subject.phrase.determiner is s.Determiner.A
        for subject in clause.subjects
    )


def _pairs(terms: Sequence[Term]) -> list[tuple[Term, ...]]:
    return [(a, b) for i, a in enumerate(terms) for b in terms[i + 1 :]]
