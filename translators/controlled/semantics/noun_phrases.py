"""Meaning of noun phrases: what they quantify over, name, or refer back to.

A noun phrase takes the rest of its clause as a continuation (Barker 2002): a function
from its term to a box.  Names pass a constant on, indefinites a new referent, universal
phrases wrap the rest in an implication.
"""

from __future__ import annotations

from typing import assert_never

from prover.logic.syntax import Term
from translators.controlled.semantics.anaphora import resolve
from translators.controlled.semantics.boxes import Box, box_formula
from translators.controlled.semantics.context import Context, Kind, kind_of_noun
from translators.controlled.semantics.descriptions import (
    UNRESTRICTING,
    amount_of,
    name_of_description,
    owner_in,
    phrase_of,
)
from translators.controlled.semantics.enriched import (
    appositive,
    counted,
    excepting,
    illustrated,
    only,
    remarked,
)
from translators.controlled.semantics.meaning import Continuation, Meaning, NotExpressible, State
from translators.controlled.semantics.possession import possessive
from translators.controlled.semantics.predicates import Predicates, combine
from translators.controlled.semantics.quantifiers import denied, quantified
from translators.controlled.tree import (
    Adjective,
    Appositive,
    Coordination,
    Counted,
    Determiner,
    Excepting,
    Exclusive,
    Gap,
    HeadNoun,
    Illustrated,
    Modifier,
    Name,
    Nominal,
    NounPhrase,
    Number,
    ObjectRelative,
    Possessive,
    Pronoun,
    Quantified,
    Relation,
    Remarked,
    SubjectRelative,
    WhoseRelative,
)
from translators.controlled.words.morphology import plural
from translators.controlled.words.names import symbol_name
from translators.translation import Category
from translators.word_lists import word_set

__all__ = ["NounPhrases"]

_D = Determiner
_NOT_INTERSECTIVE = word_set("fake former alleged potential so-called toy false vice")


def _none(part: object) -> Quantified | None:
    """*a cat*, *cats* as *no cat*."""
    match part:
        case Quantified(_D.A, nominal):
            return Quantified(_D.NO, nominal)
        case Quantified(_D.BARE, Nominal(head) as nominal) if head.plural:
            return Quantified(_D.NO, nominal)
        case _:
            return None


class NounPhrases:
    """Interprets noun phrases, with the interpreter of predicates at hand."""

    def __init__(self, state: State, predicates: Predicates) -> None:
        self.state = state
        self.words = state.vocabulary
        self.predicates = predicates

    def interpret(
        self,
        phrase: NounPhrase,
        context: Context,
        rest: Continuation,
        *,
        subject: bool = False,
        generic: bool = False,
    ) -> Meaning:
        """The phrase with the rest of its clause, ``rest``, which is given its term.

        ``generic`` says whether an indefinite here speaks of all members of its kind.
        """
        match phrase:
            case Name():
                return self._name(phrase, context, rest, subject, generic)
            case Number(symbol, text):
                return rest(self.words.constant(symbol, text, Category.NUMBER), context)
            case Pronoun(word):
                return rest(resolve(word, self.state, context), context)
            case Gap():
                return rest(self.state.gaps[-1], context)
            case Appositive():
                return appositive(phrase, self, context, rest, subject)
            case Exclusive():
                return only(phrase, self, context, rest)
            case Counted():
                return counted(phrase, self, context, rest, subject)
            case Excepting():
                return excepting(phrase, self, context, rest, subject)
            case Illustrated():
                return illustrated(phrase, self, context, rest, subject, generic)
            case Remarked():
                return remarked(phrase, self, context, rest, subject, generic)
            case Quantified():
                return self._quantified(phrase, context, rest, subject, generic)
            case Possessive():
                return possessive(phrase, self, context, rest, subject)
            case Coordination():
                return self._joined(phrase, context, rest, subject, generic)
            case _:
                assert_never(phrase)

    def _name(
        self, name: Name, context: Context, rest: Continuation, subject: bool, generic: bool
    ) -> Meaning:
        if name.text.lower() in self.state.decisions.masses:
            # *Data* at the start of a sentence looks like a name.
            mass = Quantified(_D.BARE, Nominal(HeadNoun(name.text.lower(), False)))
            return self._quantified(mass, context, rest, subject, generic)
        term = self.words.constant(name.symbol, name.text, Category.NAME)
        return rest(term, self._mention(context, term, Kind(named=True), subject))

    def _joined(
        self,
        phrase: Coordination,
        context: Context,
        rest: Continuation,
        subject: bool,
        generic: bool,
    ) -> Meaning:
        def part_of(part: object, inner: Context) -> Meaning:
            one: NounPhrase = part  # type: ignore[assignment]  # what a coordination of them holds
            return self.interpret(one, inner, rest, subject=subject, generic=generic)

        def none_of(part: object, inner: Context) -> Meaning:
            # *Neither interns nor Bob*: it is so of no intern, and not of Bob.
            none = _none(part)
            if none is not None:
                return part_of(none, inner)
            with self.state.denying():
                said, after = part_of(part, inner)
            return denied(said), inner.names_of(after)

        relation, parts = phrase.relation, phrase.parts
        if relation is Relation.NEITHER:
            return combine(self.state, Relation.AND, parts, context, none_of)
        return combine(self.state, relation, parts, context, part_of)

    def nominal(
        self,
        nominal: Nominal | Coordination,
        term: Term,
        context: Context,
        *,
        predicative: bool = False,
    ) -> Meaning:
        """What a noun with its modifiers says of a term."""
        if isinstance(nominal, Coordination):
            # *students and teachers* is a union: each member is one or the other.
            relation = Relation.AND if predicative else Relation.OR
            if nominal.relation is Relation.OR:
                relation = Relation.OR
            return combine(
                self.state,
                relation,
                nominal.parts,
                context,
                lambda p, c: self.nominal(p, term, c),  # type: ignore[arg-type]
            )
        head, modifiers = nominal.head, nominal.modifiers
        if modifiers and isinstance(modifiers[-1], Adjective):
            last = modifiers[-1].words
            if last in _NOT_INTERSECTIVE:
                head = HeadNoun(f"{last} {head.lemma}", head.plural)
                modifiers = modifiers[:-1]
        noun = Box()
        if self._restricts(head.lemma, bare=predicative and not modifiers):
            noun = Box(
                conditions=(self.words.noun(self._lemma(head.lemma), term, group=head.counted),)
            )
        # What is said before the noun comes before it in the formula too.
        before, after = Box(), Box()
        for modifier in modifiers:
            found, context = self._modifier(modifier, term, context)
            if isinstance(modifier, (Adjective, Coordination)):
                before = before + found
            else:
                after = after + found
        return before + noun + after, context

    def _lemma(self, lemma: str) -> str:
        prefix = self.state.prefix
        return " ".join((*prefix, lemma)) if prefix else lemma

    def _restricts(self, lemma: str, *, bare: bool) -> bool:
        """Whether a noun says anything: *thing* never, *person* when the text contrasts it."""
        if lemma in UNRESTRICTING:
            return bare and lemma != "thing"
        if lemma == "person":
            return bare or self.state.decisions.persons_matter
        return True

    def _modifier(self, modifier: Modifier, term: Term, context: Context) -> Meaning:
        state = self.state
        match modifier:
            case ObjectRelative(subject, predicate):
                state.gaps.append(term)
                try:
                    with state.clause_of():
                        return self.interpret(
                            subject,
                            context,
                            lambda t, c: self.predicates.apply(predicate, t, c),
                            subject=True,
                        )
                finally:
                    state.gaps.pop()
            case SubjectRelative(predicate):
                return self.predicates.apply(predicate, term, context)
            case WhoseRelative(noun, predicate):
                part = self.words.function(phrase_of(noun) or noun.head.lemma, term)
                return self.predicates.apply(predicate, part, context)
            case _:
                return self.predicates.apply(modifier, term, context)

    def _mention(
        self,
        context: Context,
        term: Term,
        kind: Kind,
        subject: bool,
        nominal: Nominal | Coordination | None = None,
    ) -> Context:
        return self.state.mention(context, term, kind, subject=subject, nominal=nominal)

    def _quantified(
        self,
        phrase: Quantified,
        context: Context,
        rest: Continuation,
        subject: bool,
        generic: bool,
    ) -> Meaning:
        determiner, nominal = phrase.determiner, phrase.nominal
        head = nominal.head if isinstance(nominal, Nominal) else None
        if determiner is _D.MOST:
            raise NotExpressible("“most” has no first-order meaning; write all or some")
        if head and head.counted and subject:
            raise NotExpressible("counting quantifiers are not supported as subjects")
        if determiner in (_D.THE, _D.THAT):
            return self._definite(phrase, context, rest, subject, generic)
        if determiner in (_D.EVERY, _D.NO, _D.NOT_EVERY, _D.ONLY):
            return self._universal(determiner, nominal, context, rest, subject)
        free = not (self.state.denied or self.state.goal)
        if determiner is _D.ANY and not self.state.conditional and (subject or free):
            return self._universal(_D.EVERY, nominal, context, rest, subject)
        if determiner is _D.BARE and isinstance(nominal, Nominal):
            plain, decided = phrase_of(nominal), self.state.decisions
            kind = plain in decided.kinds if nominal.head.plural else self._one(nominal)
            if plain is not None and kind:
                return self._kind(nominal, plain, context, rest, subject)
        if determiner in (_D.A, _D.BARE) and subject and self.state.consequent:
            again = context.same_phrase(nominal)
            if again is not None:
                return rest(again.term, context)
        if generic and determiner in (_D.A, _D.BARE):
            return self._universal(_D.EVERY, nominal, context, rest, subject)
        return self._indefinite(nominal, context, rest, subject)

    def _indefinite(
        self, nominal: Nominal | Coordination, context: Context, rest: Continuation, subject: bool
    ) -> Meaning:
        term = self.state.fresh()
        said, context = self.restriction(nominal, term, context, subject)
        after, context = rest(term, context)
        return Box((term,)) + said + after, context

    def restriction(
        self, nominal: Nominal | Coordination, term: Term, context: Context, subject: bool
    ) -> Meaning:
        """What a quantifier ranges over, as said of a variable just introduced."""
        kind = kind_of_noun(nominal.head.lemma) if isinstance(nominal, Nominal) else Kind()
        context = self._mention(context, term, kind, subject, nominal)
        return self.nominal(nominal, term, context)

    def _universal(
        self,
        determiner: Determiner,
        nominal: Nominal | Coordination,
        context: Context,
        rest: Continuation,
        subject: bool,
    ) -> Meaning:
        """*every*, *no*, *not every* and *only*: an implication around the rest."""
        term = self.state.fresh()
        with self.state.denying():
            said, inner = self.restriction(nominal, term, context, subject)
        positive = determiner is _D.EVERY
        with self.state.unasserted(), self.state.denying(not positive):
            after, _ = rest(term, inner)
        return quantified(determiner, term, said, after), context

    def _one(self, nominal: Nominal) -> bool:
        """Whether a bare singular is one thing, a substance or a deed, and not many."""
        return nominal.head.lemma not in self.state.decisions.masses

    def _kind(
        self, nominal: Nominal, plain: str, context: Context, rest: Continuation, subject: bool
    ) -> Meaning:
        """A bare singular (*machine translation*) names a kind or a substance."""
        term = self.words.constant(symbol_name(plain), plain, Category.NAME)
        return rest(term, self._mention(context, term, Kind(False), subject))

    def _definite(
        self,
        phrase: Quantified,
        context: Context,
        rest: Continuation,
        subject: bool,
        generic: bool,
    ) -> Meaning:
        """*the N*: an N of this sentence, a function value, any N, or the N of the text."""
        nominal = phrase.nominal
        if not isinstance(nominal, Nominal):
            parts = tuple(Quantified(phrase.determiner, p) for p in nominal.parts)  # type: ignore[arg-type]
            joined = Coordination(nominal.relation, parts)
            return self.interpret(joined, context, rest, subject=subject, generic=generic)
        if any(isinstance(m, Adjective) and m.words == "same" for m in nominal.modifiers):
            raise NotExpressible("“the same …” compares two things; say what they share")
        again = context.same_noun(nominal.head.lemma)
        if again is not None and phrase_of(nominal) is not None:
            return rest(again.term, context)
        if nominal.head.plural and subject and generic:
            return self._universal(_D.EVERY, nominal, context, rest, subject)
        if nominal.head.lemma in self.state.decisions.generic_definites and (
            self.state.conditional or generic
        ):
            if self.state.conditional:
                return self._indefinite(nominal, context, rest, subject)
            return self._universal(_D.EVERY, nominal, context, rest, subject)
        amount = amount_of(nominal)
        if amount is not None:
            term = self.words.constant(symbol_name(amount[0]), amount[1], Category.DEFINITE)
            return rest(term, self._mention(context, term, Kind(False), subject))
        owner = owner_in(nominal)
        if owner is not None:
            return possessive(Possessive(*owner), self, context, rest, subject)
        plain = phrase_of(nominal) or name_of_description(nominal)
        if plain is None:
            return self._indefinite(nominal, context, rest, subject)
        said = plural(plain) if nominal.head.counted else plain
        term = self.words.constant(symbol_name(plain), said, Category.DEFINITE)
        self._presuppose(nominal, term, context)
        kind = kind_of_noun(nominal.head.lemma)
        return rest(term, self._mention(context, term, kind, subject))

    def _presuppose(self, nominal: Nominal, term: Term, context: Context) -> None:
        """*the N* takes for granted that it is an N; said where the text uses N elsewhere."""
        known = nominal.head.lemma in self.state.decisions.common_nouns
        if known and self.state.asserted and not term.free:
            said, _ = self.nominal(nominal, term, context)
            self.state.presupposed.append(box_formula(said))
