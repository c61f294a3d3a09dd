"""From sentences to a statement: who is meant, and who is spoken of how generally.

An indefinite subject is general (*a square is nonnegative*), an indefinite object exists (*n is
less than a prime*), and what is introduced under *if* or *suppose* is general for everything
that may refer to it (Kamp's discourse representation: *if a list is empty then it is sorted*).
Pronouns stand for the last subject, *the list* for what was last called so.  Variables that are
introduced nowhere are general, too; their sort has to follow from their use.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain, count, pairwise

from prover.errors import Position
from prover.problem import Span
from translators.lean_goals.controlled import surface as s
from translators.lean_goals.controlled.sorts import Basic, ListOf, SetOf, Sort, Unknown
from translators.lean_goals.controlled.symbols import SYMBOLS
from translators.lean_goals.controlled.tree import (
    Apply,
    Atom,
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
from translators.lean_goals.errors import NotUnderstood

__all__ = ["resolve"]


def resolve(text: str, sentences: Sequence[s.Sentence]) -> Statement:
    """The statement that the sentences make together, with sorts that may be unknown.

    Raises:
        NotUnderstood: there is not exactly one claim, at the end, or a reference fails.
    """
    return _Discourse(text).statement(sentences)


@dataclass(frozen=True, slots=True)
class _Referent:
    term: Term
    noun: str = ""


@dataclass(frozen=True, slots=True)
class _Scope:
    """What can be referred to.

    Attributes:
        names: variables by how the text calls them.
        described: variables of the noun phrases that have been introduced.
        referents: what pronouns may stand for, the likeliest last.
        subjects: what the present predicate is about.
    """

    names: dict[str, Binder]
    described: dict[Span, tuple[Binder, ...]]
    referents: tuple[_Referent, ...] = ()
    subjects: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class _Introduced:
    """A noun phrase's variables, what holds of them, and how they are bound."""

    determiner: s.Determiner
    binders: tuple[Binder, ...]
    conditions: tuple[Proposition, ...]


class _Discourse:
    def __init__(self, text: str) -> None:
        self._text = text
        self._implicit: dict[str, Binder] = {}
        self._used: set[str] = set()
        self._mentioned: list[Variable] = []
        self._sorts = 0

    def statement(self, sentences: Sequence[s.Sentence]) -> Statement:
        scope = _Scope({}, {})
        binders: list[Binder] = []
        hypotheses: list[Proposition] = []
        conclusion: Proposition | None = None
        for sentence in sentences:
            if conclusion is not None:
                raise self._error("the claim has to come last", sentence.span, "suppose the others")
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
            raise self._error("nothing is claimed", last, "end with a claim: Then …")
        everything = (*self._implicit.values(), *binders)
        return _flattened(Statement(everything, tuple(hypotheses), conclusion))

    # Propositions

    def _closed(self, words: s.Words, scope: _Scope) -> tuple[Proposition, _Scope]:
        """What ``words`` say, and what may be referred to after them."""
        match words:
            case s.Clause():
                introduced, inner = self._subjects(words, scope)
                body, after = self._predicated(words, inner)
                whole = _bound(introduced, body)
                return whole, scope if introduced else replace(scope, referents=after.referents)
            case s.Join(Connective.IMPLIES, left, right):
                binders, conditions, inner = self._opened(left, scope)
                conclusion, _ = self._closed(right, inner)
                return _general(binders, conditions, conclusion), scope
            case s.Join(Connective.IFF, s.Clause() as left, right) if _is_general(left):
                introduced, inner = self._subjects(left, scope)
                first, inner = self._predicated(left, inner)
                second, _ = self._closed(right, inner)
                return _bound(introduced, Connected(Connective.IFF, first, second)), scope
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
                return self._atom(name, span, scope), scope
            case s.Relates():
                return self._relation(words, scope), scope
            case s.IsKind(subject, phrase, span):
                return self._kind(self._term(subject, scope), phrase, span, scope), scope

    def _opened(
        self, words: s.Words, scope: _Scope
    ) -> tuple[list[Binder], list[Proposition], _Scope]:
        """The same, where indefinites stay open for what follows."""
        match words:
            case s.Join(Connective.AND, left, right):
                binders, conditions, scope = self._opened(left, scope)
                more, further, scope = self._opened(right, scope)
                return binders + more, conditions + further, scope
            case s.Bind(Quantifier.SOME, phrases, body):
                return self._opened_existence(phrases, body, scope)
            case s.Clause(subjects, s.IsKind(_, phrase)) if (names := self._new(subjects, scope)):
                given = replace(phrase, names=names, count=len(names))
                introduced, scope = self._introduce(given, scope)
                return list(introduced.binders), list(introduced.conditions), scope
            case s.Clause():
                introduced, inner = self._subjects(words, scope)
                if all(i.determiner in _OPEN for i in introduced):
                    opened, inner = self._objects(words.predicate, inner)
                    body, after = self._predicated(words, inner)
                    given_all = [*introduced, *opened]
                    return (
                        [b for i in given_all for b in i.binders],
                        [*(c for i in given_all for c in i.conditions), body],
                        after,
                    )
                body, _ = self._predicated(words, inner)
                return [], [_bound(introduced, body)], scope
            case _:
                body, scope = self._closed(words, scope)
                return [], [body], scope

    def _opened_existence(
        self, phrases: tuple[s.NounPhrase, ...], body: s.Words | None, scope: _Scope
    ) -> tuple[list[Binder], list[Proposition], _Scope]:
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

    def _new(self, subjects: tuple[s.Phrase, ...], scope: _Scope) -> tuple[str, ...]:
        """The names among ``subjects``, if all are names that are introduced here."""
        names = [
            subject.name
            for subject in subjects
            if isinstance(subject, s.Name)
            and subject.name not in scope.names
            and subject.name not in self._implicit
        ]
        return tuple(names) if len(names) == len(subjects) else ()

    def _quantified(self, words: s.Bind, scope: _Scope) -> Proposition:
        introduced: list[_Introduced] = []
        for phrase in words.phrases:
            one, scope = self._introduce(phrase, scope)
            introduced.append(one)
        binders = [binder for one in introduced for binder in one.binders]
        conditions = [c for one in introduced for c in one.conditions]
        if words.quantifier is Quantifier.ALL:
            assert words.body is not None
            body, _ = self._closed(words.body, scope)
            return _general(binders, conditions, body)
        if words.body is not None:
            conditions.append(self._closed(words.body, scope)[0])
        if not conditions:
            first = Variable(binders[0].name, binders[0].span)
            conditions = [Related(SYMBOLS["equal"], (first, first), words.span)]
        body = _all(conditions)
        if words.quantifier is not Quantifier.SOME and len(binders) > 1:
            raise self._error("exactly one of several is not clear", words.span, "name one thing")
        for binder in reversed(binders):
            body = Quantified(words.quantifier, binder, body)
        return body

    # Clauses

    def _subjects(self, clause: s.Clause, scope: _Scope) -> tuple[list[_Introduced], _Scope]:
        """What the noun phrases in the subjects introduce."""
        introduced: list[_Introduced] = []
        for subject in clause.subjects:
            found, scope = self._lifted(subject, scope)
            introduced += found
        return introduced, scope

    def _objects(self, predicate: s.Words, scope: _Scope) -> tuple[list[_Introduced], _Scope]:
        """What indefinite objects introduce, where they may be referred to later."""
        introduced: list[_Introduced] = []
        if isinstance(predicate, s.Relates):
            for argument in predicate.arguments:
                found, inner = self._lifted(argument, scope)
                if all(one.determiner in _OPEN for one in found):
                    introduced, scope = introduced + found, inner
        return introduced, scope

    def _lifted(self, phrase: s.Phrase, scope: _Scope) -> tuple[list[_Introduced], _Scope]:
        """The noun phrases in a term, each introduced once."""
        match phrase:
            case s.Described(described) if described.span not in scope.described:
                one, scope = self._introduce(described, scope)
                return [one], scope
            case s.Compute(_, arguments):
                introduced: list[_Introduced] = []
                for argument in arguments:
                    found, scope = self._lifted(argument, scope)
                    introduced += found
                return introduced, scope
            case _:
                return [], scope

    def _predicated(self, clause: s.Clause, scope: _Scope) -> tuple[Proposition, _Scope]:
        """The predicate said of the subjects: of each, or of each two of them."""
        terms = [self._term(subject, scope) for subject in clause.subjects]
        if isinstance(first := clause.subjects[0], s.Described) and not clause.is_collective:
            count = max(1, len(scope.described[first.phrase.span]))
            terms = [
                self._term(replace(first, index=index), scope) for index in range(count)
            ] + terms[1:]
        groups = _pairs(terms) if clause.is_collective else [(term,) for term in terms]
        nouns = [x.phrase.noun if isinstance(x, s.Described) else "" for x in clause.subjects]
        said = []
        for group in groups:
            inner = replace(scope, subjects=group)
            said.append(self._closed(clause.predicate, inner)[0])
        referents = tuple(
            _Referent(term, nouns[min(i, len(nouns) - 1)]) for i, term in enumerate(terms)
        )
        return _all(said), replace(scope, referents=scope.referents + referents)

    def _relation(self, words: s.Relates, scope: _Scope) -> Proposition:
        introduced: list[_Introduced] = []
        for argument in words.arguments:
            found, scope = self._lifted(argument, scope)
            introduced += found
        terms = tuple(self._term(argument, scope) for argument in words.arguments)
        body: Proposition = Related(SYMBOLS[words.symbol], terms, words.span)
        return _bound([_as_object(one) for one in introduced], body)

    def _kind(
        self, term: Term, phrase: s.NounPhrase, span: Span, scope: _Scope
    ) -> Proposition:
        """That ``term`` is of a kind: its sort, where that says something, and its properties."""
        if phrase.mutual:
            raise self._error("this is said of several things", span, "say are coprime, not …")
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
            raise self._error("this says nothing", span, "say what holds of it")
        return _all(said)

    # Noun phrases and terms

    def _introduce(self, phrase: s.NounPhrase, scope: _Scope) -> tuple[_Introduced, _Scope]:
        """Variables for a noun phrase, and what its words say of them."""
        names = phrase.names or ("",) * phrase.count
        binders = tuple(
            Binder(self._fresh(name, phrase.sort), self._sort(phrase.sort), phrase.span)
            for name in names
        )
        terms = [Variable(binder.name, binder.span) for binder in binders]
        scope = replace(
            scope,
            names=scope.names | {n: b for n, b in zip(names, binders, strict=True) if n},
            described=scope.described | {phrase.span: binders},
            referents=scope.referents + tuple(_Referent(t, phrase.noun) for t in terms),
        )
        said: list[Proposition] = []
        for term in terms:
            inner = replace(scope, subjects=(term,))
            said += (self._closed(words, inner)[0] for words in phrase.properties)
        for pair in pairwise(terms) if phrase.is_run else _pairs(terms):
            inner = replace(scope, subjects=pair)
            said += (self._closed(words, inner)[0] for words in phrase.mutual)
        said += (self._closed(words, scope)[0] for words in phrase.conditions)
        return _Introduced(phrase.determiner, binders, tuple(said)), scope

    def _sort(self, sort: Sort) -> Sort:
        """``sort`` with unknowns of its own."""
        match sort:
            case Unknown():
                self._sorts += 1
                return Unknown(self._sorts)
            case ListOf(element):
                return ListOf(self._sort(element))
            case SetOf(element):
                return SetOf(self._sort(element))
            case _:
                return sort

    def _fresh(self, wished: str, sort: Sort) -> str:
        """A name that nothing else in the statement has, like ``wished`` if possible."""
        bases = [wished] if wished else _usual_names(sort)
        numbered = (f"{base}{number}" for number in count(1) for base in bases)
        for name in chain(bases, numbered):
            if name not in self._used and (wished or not self._is_written(name)):
                break
        self._used.add(name)
        return name

    def _is_written(self, name: str) -> bool:
        """Whether the text has a variable of that name somewhere."""
        return re.search(rf"\b{re.escape(name)}\b", self._text) is not None

    def _term(self, phrase: s.Phrase, scope: _Scope) -> Term:
        match phrase:
            case s.Number(value, span):
                return Numeral(value, span)
            case s.Name(name, span):
                return self._named(name, span, scope)
            case s.Compute(symbol, arguments, span):
                terms = tuple(self._term(argument, scope) for argument in arguments)
                return Apply(SYMBOLS[symbol], terms, span)
            case s.Described(described, span, index):
                return Variable(scope.described[described.span][index].name, span)
            case s.Subject(span, index):
                return replace(scope.subjects[index])
            case s.Pronoun(word, span, index):
                return self._referred(word, span, index, scope)
            case s.Definite(noun, span):
                return self._called(noun, span, scope)

    def _named(self, name: str, span: Span, scope: _Scope) -> Term:
        """A variable; ``ab`` is a product where ``a`` and ``b`` are known and ``ab`` is not."""
        known = scope.names | self._implicit
        if name not in known and len(name) == 2 and all(letter in known for letter in name):
            first, second = (Variable(known[letter].name, span) for letter in name)
            return Apply(SYMBOLS["times"], (first, second), span)
        if name not in known and len(name) == 2 and name.isalpha() and name[1] != "s":
            raise self._error(f"nothing tells what {name} is", span, "a product is written a * b")
        binder = scope.names.get(name) or self._undeclared(name, span)
        found = Variable(binder.name, span)
        self._mentioned.append(found)
        return found

    def _referred(self, word: str, span: Span, index: int, scope: _Scope) -> Term:
        if word == "itself" and scope.subjects:
            return scope.subjects[0]
        if word in ("it", "itself") and scope.subjects and not scope.referents:
            return scope.subjects[0]
        if word == "it" and not scope.referents and self._mentioned:
            return self._mentioned[-1]
        if index >= len(scope.referents):
            raise self._error(f"{word} refers to nothing", span, "name what you mean")
        return scope.referents[-1 - index].term

    def _called(self, noun: str, span: Span, scope: _Scope) -> Term:
        nouns = (noun,) if noun != "number" else ("natural number", "integer", "number", "prime")
        for referent in reversed(scope.referents):
            if referent.noun in nouns:
                return referent.term
        raise self._error(f"nothing was called a {noun}", span, "name what you mean")

    def _undeclared(self, name: str, span: Span) -> Binder:
        if name not in self._implicit:
            self._used.add(name)
            self._implicit[name] = Binder(name, self._sort(Unknown(0)), span)
        return self._implicit[name]

    def _atom(self, name: str, span: Span, scope: _Scope) -> Proposition:
        binder = scope.names.get(name)
        if binder is None:
            if name not in self._implicit:
                self._used.add(name)
                self._implicit[name] = Binder(name, Basic.PROPOSITION, span)
            binder = self._implicit[name]
        return Atom(binder.name, span)

    def _error(self, message: str, span: Span, hint: str) -> NotUnderstood:
        position = Position.of(self._text, span.start)
        return NotUnderstood(message, position=position, hint=hint)


_OPEN = (s.Determiner.A, s.Determiner.SOME)


def _pairs(terms: Sequence[Term]) -> list[tuple[Term, ...]]:
    return [(a, b) for i, a in enumerate(terms) for b in terms[i + 1 :]]


def _is_general(clause: s.Clause) -> bool:
    """Whether the subject is a single indefinite: *an integer n is even if and only if …*."""
    return any(
        isinstance(subject, s.Described) and subject.phrase.determiner is s.Determiner.A
        for subject in clause.subjects
    )


def _as_object(one: _Introduced) -> _Introduced:
    """An indefinite that is no subject exists."""
    if one.determiner is s.Determiner.A:
        return replace(one, determiner=s.Determiner.SOME)
    return one


def _bound(introduced: Sequence[_Introduced], body: Proposition) -> Proposition:
    """``body`` with what was introduced bound around it, the first outermost."""
    for one in reversed(introduced):
        match one.determiner:
            case s.Determiner.A | s.Determiner.EVERY:
                body = _general(one.binders, one.conditions, body)
            case s.Determiner.NO:
                body = _general(one.binders, one.conditions, Negated(body))
            case s.Determiner.SOME:
                body = _quantified_by(Quantifier.SOME, one, body)
            case s.Determiner.EXACTLY_ONE:
                body = _quantified_by(Quantifier.EXACTLY_ONE, one, body)
            case s.Determiner.AT_MOST_ONE:
                body = _quantified_by(Quantifier.AT_MOST_ONE, one, body)
    return body


def _quantified_by(quantifier: Quantifier, one: _Introduced, body: Proposition) -> Proposition:
    body = _all([*one.conditions, body])
    for binder in reversed(one.binders):
        body = Quantified(quantifier, binder, body)
    return body


def _general(
    binders: Sequence[Binder], conditions: Sequence[Proposition], body: Proposition
) -> Proposition:
    """For all values of ``binders``, ``body`` follows from ``conditions``."""
    opened, parts = _parts(conditions)
    if parts:
        body = Connected(Connective.IMPLIES, _all(parts), body)
    for binder in reversed((*binders, *opened)):
        body = Quantified(Quantifier.ALL, binder, body)
    return body


def _parts(
    conditions: Sequence[Proposition],
) -> tuple[tuple[Binder, ...], tuple[Proposition, ...]]:
    """Conditions without outer *and* and *there is*: (∃ x, P) → Q is ∀ x, P → Q."""
    binders: tuple[Binder, ...] = ()
    parts: tuple[Proposition, ...] = ()
    for condition in conditions:
        match condition:
            case Connected(Connective.AND, left, right):
                more, found = _parts((left, right))
            case Quantified(Quantifier.SOME, binder, body):
                more, found = _parts((body,))
                more = (binder, *more)
            case _:
                more, found = (), (condition,)
        binders, parts = binders + more, parts + found
    return binders, parts


def _all(propositions: Sequence[Proposition]) -> Proposition:
    whole = propositions[-1]
    for proposition in reversed(propositions[:-1]):
        whole = Connected(Connective.AND, proposition, whole)
    return whole


def _flattened(statement: Statement) -> Statement:
    """Outer variables and hypotheses of the claim become the statement's own."""
    binders, hypotheses = list(statement.binders), list(statement.hypotheses)
    conclusion = statement.conclusion
    while True:
        match conclusion:
            case Quantified(Quantifier.ALL, binder, body):
                binders.append(binder)
                conclusion = body
            case Connected(Connective.IMPLIES, left, right):
                hypotheses.append(left)
                conclusion = right
            case _:
                break
    opened, parts = _parts(hypotheses)
    return Statement((*binders, *opened), parts, conclusion)


_NAMES = {
    Basic.NATURAL: ["n", "m", "k", "l"],
    Basic.INTEGER: ["a", "b", "c", "d"],
    Basic.PROPOSITION: ["p", "q", "r"],
}


def _usual_names(sort: Sort) -> list[str]:
    match sort:
        case ListOf():
            return ["xs", "ys", "zs"]
        case SetOf():
            return ["A", "B", "C"]
        case Basic():
            return _NAMES.get(sort, ["x"])
        case _:
            return ["x", "y", "z"]
