"""Clauses: a subject and what is said of it, in words or with signs."""

from __future__ import annotations

from translators.lean_goals.controlled.cursor import remembered
from translators.lean_goals.controlled.lexicon import (
    ADJECTIVES,
    COMPARATIVES,
    MUTUAL,
    RELATION_NOUNS,
    RELATION_SIGNS,
    VERBS,
)
from translators.lean_goals.controlled.meanings import function, property_of, relation
from translators.lean_goals.controlled.sorts import Basic, Unknown
from translators.lean_goals.controlled.surface import (
    Clause,
    Described,
    Determiner,
    Holds,
    IsKind,
    Join,
    Name,
    Not,
    NounPhrase,
    Phrase,
    Relates,
    Subject,
    Words,
)
from translators.lean_goals.controlled.term_rules import TermRules
from translators.lean_goals.controlled.tree import Connective

__all__ = ["ClauseRules"]


class ClauseRules(TermRules):
    """The rules for clauses."""

    @remembered
    def clause(self) -> Words:
        """A subject with a predicate, a chain such as ``a < b ≤ c``, or a variable alone."""
        return self.either(self._chain, self._mutual_clause, self._said_of_each, self._holds)

    def _chain(self) -> Words:
        start = self.at
        left = self.term()
        links: list[Words] = []
        while sign := self.hears(*RELATION_SIGNS, "≡"):
            if sign == "≡":
                return Clause((left,), self._congruent(start), self.since(start))
            right = self.term()
            span = self.since(start)
            said = relation(RELATION_SIGNS[sign], Subject(span), right, span)
            links.append(Clause((left,), said, span))
            left = right
        if not links:
            raise self.stop("=")
        return _joined(Connective.AND, links)

    def _congruent(self, start: int) -> Words:
        """``b (mod n)`` after ``≡`` or *congruent to*."""
        other = self.calculation_without_mod()
        is_bracketed = bool(self.hears("("))
        self.needs("modulo", "mod")
        base = self.calculation()
        if is_bracketed:
            self.needs(")")
        span = self.since(start)
        return Relates("congruent", (Subject(span), other, base), span)

    def _subjects(self) -> tuple[Phrase, ...]:
        """*n*, *n and m*, *a, b and c*."""
        subjects = [self.term()]
        while True:
            at = self.at
            following = None
            if self.hears(", and", ",", "and"):
                following = self.maybe(self.term)
            if following is None:
                self.at = at
                return tuple(subjects)
            subjects.append(following)

    def _mutual_clause(self) -> Words:
        """*a and b are coprime*, *xs and ys have the same length*."""
        start = self.at
        subjects = self._subjects()
        if len(subjects) == 1 and isinstance(first := subjects[0], Described):
            subjects = tuple(
                Described(first.phrase, first.span, i) for i in range(first.phrase.count)
            )
        if len(subjects) < 2:
            raise self.stop("and")
        predicate = self._mutual_predicate()
        return Clause(subjects, predicate, self.since(start), is_collective=True)

    def _mutual_predicate(self) -> Words:
        start = self.at
        if self.hears("have the same length"):
            span = self.since(start)
            lengths = [function("length", (Subject(span, i),), span) for i in (0, 1)]
            return Relates("equal", tuple(lengths), span)
        self.needs("are", "be")
        is_negated = bool(self.hears("not"))
        self.hears("both")
        word = self.needs(*MUTUAL)
        if self.maybe_here(self.noun_phrase) is not None:
            raise self.stop("a clause")
        span = self.since(start)
        said = relation(MUTUAL[word], Subject(span, 0), Subject(span, 1), span)
        return Not(said) if is_negated else said

    def _said_of_each(self) -> Words:
        start = self.at
        subjects = self.maybe(self._several) or (self.term(),)
        predicate = self.predicate()
        return Clause(subjects, predicate, self.since(start))

    def _several(self) -> tuple[Phrase, ...]:
        """Several subjects, where the verb is in the plural."""
        subjects = self._subjects()
        if len(subjects) == 1:
            raise self.stop("and")
        at = self.at
        self.needs("are", "do", *(plural for _, plural in VERBS))
        self.at = at
        return subjects

    def _holds(self) -> Words:
        """*p*, *p is true*, *p holds*."""
        start = self.at
        name = self.name()
        said: Words = Holds(name.name, self.since(start))
        if self.hears("is false", "is not true", "does not hold"):
            return Not(said)
        self.hears("is true", "holds")
        return said

    @remembered
    def predicate(self) -> Words:
        """A verb and what belongs to it, of the subject."""
        return self.either(self._copula, self._verb)

    def _verb(self) -> Words:
        start = self.at
        is_negated = bool(self.hears("does not", "do not"))
        for (singular, plural), name in VERBS.items():
            if self.hears(plural) or (not is_negated and self.hears(singular)):
                said = self._with_objects(name, start)
                return Not(said) if is_negated else said
        if not is_negated:
            return self._other_verb(start)
        raise self.stop("a verb such as is, equals, divides")

    def _other_verb(self, start: int) -> Words:
        """Verbs with a wording of their own."""
        span = self.since(start) if self.at > start else self.token.span
        length = function("length", (Subject(span),), span)
        if self.hears("has length", "have length"):
            return Relates("equal", (length, self.term()), self.since(start))
        if self.hears("has the same length as", "have the same length as"):
            other = function("length", (self.term(),), span)
            return Relates("equal", (length, other), self.since(start))
        if self.hears("satisfies", "satisfy"):
            return self.clause()
        if self.hears("leaves remainder", "leaves a remainder of", "leaves the remainder"):
            return self._remainder(start)
        self.needs("has a", "has an", "have a", "have an")
        self.at -= 1
        return self._possession(start)

    def _remainder(self, start: int) -> Words:
        """*leaves remainder 0 or 1 when divided by 4*."""
        remainders = [self.calculation()]
        while self.hears("or"):
            remainders.append(self.calculation())
        self.needs("when divided by", "on division by")
        base = self.calculation()
        span = self.since(start)
        rest = function("modulo", (Subject(span), base), span)
        return _joined(Connective.OR, [Relates("equal", (rest, r), span) for r in remainders])

    def _possession(self, start: int) -> Words:
        """*has a prime divisor*: there is one."""
        self.hears("a", "an")
        properties, _, _ = self._adjectives()
        word = self.needs(*RELATION_NOUNS)
        names = self._names()
        modifiers, conditions = self._modifiers()
        span = self.since(start)
        is_prime = any(isinstance(p, Relates) and p.symbol == "prime" for p in properties)
        phrase = NounPhrase(
            Determiner.SOME,
            word,
            Basic.NATURAL if is_prime else Unknown(0),
            names,
            1,
            properties + modifiers,
            (),
            conditions,
            span,
        )
        return relation(RELATION_NOUNS[word], Described(phrase, span), Subject(span), span)

    def _with_objects(self, name: str, start: int) -> Words:
        """One object, *both a and b*, or *by 2 and by 3*."""
        is_both = bool(self.hears("both"))
        objects = list(self._subjects()) if is_both else [self.term()]
        preposition = self.tokens[start + 1].lower if self.at > start + 1 else ""
        while preposition in ("by", "to") and self.hears(f"and {preposition}"):
            objects.append(self.term())
        span = self.since(start)
        return _joined(
            Connective.AND, [relation(name, Subject(span), item, span) for item in objects]
        )

    def _copula(self) -> Words:
        self.needs("is", "are", "be")
        is_negated = bool(self.hears("not"))
        self.hears("also", "itself", "always", "then")
        said = self._complements()
        return Not(said) if is_negated else said

    def _complements(self) -> Words:
        """*even*, *even and positive*, *either even or odd*, *neither even nor odd*."""
        if self.hears("neither"):
            first = self._complement()
            self.needs("nor")
            second = self._complement()
            return Join(Connective.AND, Not(first), Not(second))
        self.hears("either", "both")
        found = self._conjoined()
        while True:
            at = self.at
            self.hears(",")
            following = self.maybe(self._conjoined_more) if self.hears("or") else None
            if following is None:
                self.at = at
                return found
            found = Join(Connective.OR, found, following)

    def _conjoined(self) -> Words:
        return self._conjoined_after(self._complement())

    def _conjoined_more(self) -> Words:
        return self._conjoined_after(self.modifier())

    def _conjoined_after(self, found: Words) -> Words:
        while True:
            at = self.at
            following = self.maybe(self.modifier) if self.hears("and", "but") else None
            if following is None:
                self.at = at
                return found
            found = Join(Connective.AND, found, following)

    def _complement(self) -> Words:
        """After *is*: what may stand after *and* as well, a kind, or an equal term."""
        return self.either(self.modifier, self._kind, self._equal_term)

    @remembered
    def modifier(self) -> Words:
        """An adjective, a comparison, *a multiple of 3*: never a mere term."""
        start = self.at
        if self.hears("not"):
            return Not(self.modifier())
        if self.hears("congruent to"):
            return self._congruent(start)
        if self.hears("between"):
            return self._between(start)
        if word := self.hears(*COMPARATIVES):
            return self._with_objects(COMPARATIVES[word], start)
        return self.either(self._relation_noun, self._adjective_alone)

    def _between(self, start: int) -> Words:
        low = self.calculation()
        self.needs("and")
        high = self.calculation()
        span = self.since(start)
        subject = Subject(span)
        return Join(
            Connective.AND,
            Relates("at most", (low, subject), span),
            Relates("at most", (subject, high), span),
        )

    def _relation_noun(self) -> Words:
        """*a multiple of 3*; *multiples of 3* in the plural."""
        start = self.at
        self.hears("a common", "a", "an", "the", "common")
        plurals = {f"{noun}s": name for noun, name in RELATION_NOUNS.items()}
        word = self.needs(*RELATION_NOUNS, *plurals)
        self.needs("of")
        name = RELATION_NOUNS.get(word) or plurals[word]
        if "common" in [token.lower for token in self.tokens[start : start + 2]]:
            objects = self._subjects()
            span = self.since(start)
            said = [relation(name, Subject(span), item, span) for item in objects]
            return _joined(Connective.AND, said)
        return self._with_objects(name, start)

    def _adjective_alone(self) -> Words:
        """An adjective that no noun follows."""
        start = self.at
        word = self.needs(*ADJECTIVES)
        span = self.since(start)
        if self.maybe_here(self.noun_phrase) is not None:
            raise self.stop("a clause")
        return property_of(ADJECTIVES[word], span)

    def _kind(self) -> Words:
        """*a natural number*: what the subject is, not which one."""
        start = self.at
        phrase = self.noun_phrase()
        if phrase.determiner is not Determiner.A or phrase.noun in ("element", "member"):
            raise self.stop("a kind")
        span = self.since(start)
        return IsKind(Subject(span), phrase, span)

    def _equal_term(self) -> Words:
        start = self.at
        other = self.term()
        self.hears("itself")
        span = self.since(start)
        if isinstance(other, Name) and self.hears("is"):
            raise self.stop("a clause")
        return Relates("equal", (Subject(span), other), span)


def _joined(connective: Connective, parts: list[Words]) -> Words:
    whole = parts[0]
    for part in parts[1:]:
        whole = Join(connective, whole, part)
    return whole
