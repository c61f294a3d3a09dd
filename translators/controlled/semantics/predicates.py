"""Meaning of predicates: what a verb phrase says of a subject.

A predicate denotes a function from a term (the subject) to a box.  Complements that are
noun phrases take scope in the order they are written, inside negation: *does not like a
cat* denies that there is one.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, assert_never

from prover.logic.syntax import Application, Atom, Equality, Term, Variable
from translators.controlled.semantics.boxes import Alternatives, Box, Denial
from translators.controlled.semantics.context import Context
from translators.controlled.semantics.meaning import Meaning, NotExpressible, State
from translators.controlled.tree import (
    Adjective,
    AdjectivePredicate,
    Appositive,
    Be,
    Comparison,
    Complement,
    Coordination,
    Determiner,
    Modal,
    Name,
    Nominal,
    NominalPredicate,
    NounPhrase,
    Number,
    Passive,
    Possessive,
    Predicate,
    PrepositionPhrase,
    Pronoun,
    Quantified,
    Relation,
    VerbCore,
    VerbNegation,
    VerbPhrase,
)
from translators.controlled.words.lexicon import said_late

if TYPE_CHECKING:
    from translators.controlled.semantics.noun_phrases import NounPhrases

__all__ = ["Predicates", "combine"]

_Words = tuple[str | None, ...]


def combine(
    state: State,
    relation: Relation,
    parts: tuple[object, ...],
    context: Context,
    meaning: Callable[[object, Context], Meaning],
) -> Meaning:
    """The meaning of a coordination from the meanings of its parts, in any category."""
    if relation is Relation.AND:
        box = Box()
        for part in parts:
            found, context = meaning(part, context)
            box = box + found
        return box, context
    boxes = []
    for part in parts:
        # What an alternative introduces is out of reach outside it; names are always in reach.
        with state.denying(relation is Relation.NEITHER):
            found, inner = meaning(part, context)
        context = context.names_of(inner)
        boxes.append(found)
    if relation is Relation.NEITHER:
        return Box(conditions=tuple(Denial(b) for b in boxes)), context
    return Box(conditions=(Alternatives(tuple(boxes), relation is Relation.EITHER),)), context


class Predicates:
    """Interprets predicates, with the interpreter of noun phrases at hand."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.words = state.vocabulary
        self.noun_phrases: NounPhrases

    def apply(self, predicate: Predicate, subject: Term, context: Context) -> Meaning:
        """The box saying the predicate of the subject."""
        with self.state.clause_of(subject):
            return self._apply(predicate, subject, context)

    def _apply(self, predicate: Predicate, subject: Term, context: Context) -> Meaning:
        match predicate:
            case VerbPhrase(body):
                return self._apply(body, subject, context)
            case Be(inner, adverbs):
                return self._prefixed(adverbs, inner, subject, context)
            case Modal(word, inner):
                be = ("be",) if isinstance(inner, Be) else ()
                return self._prefixed((word, *be), inner, subject, context)
            case VerbNegation(inner):
                with self.state.denying():
                    box, _ = self._apply(inner, subject, context)
                return Box(conditions=(Denial(box),)), context
            case Coordination(relation, parts):
                return combine(
                    self.state,
                    relation,
                    parts,
                    context,
                    lambda p, c: self._apply(p, subject, c),  # type: ignore[arg-type]
                )
            case Adjective(words):
                return self._said((*self.state.prefix, words), subject), context
            case AdjectivePredicate(adjective, complements):
                return self._complemented((adjective,), complements, subject, context)
            case Comparison(words, standard):
                return self._comparison(words, standard, subject, context)
            case PrepositionPhrase(preposition, object_):
                return self._preposition(preposition, object_, subject, context)
            case NominalPredicate(noun_phrase):
                return self._nominal(noun_phrase, subject, context)
            case VerbCore():
                return self._verb(predicate, subject, context)
            case Passive():
                return self._passive(predicate, subject, context)
            case _:
                assert_never(predicate)

    def _prefixed(
        self, words: tuple[str, ...], inner: Predicate, subject: Term, context: Context
    ) -> Meaning:
        """Adverbs and modals become part of every predicate name inside."""
        outer = self.state.prefix
        self.state.prefix = (*outer, *words)
        try:
            return self._apply(inner, subject, context)
        finally:
            self.state.prefix = outer

    def _said(self, words: _Words, *terms: Term) -> Box:
        return Box(conditions=(self.words.adjective(_merged(words), *terms),))

    def _complemented(
        self,
        head: tuple[str, ...],
        complements: tuple[Complement, ...],
        subject: Term,
        context: Context,
    ) -> Meaning:
        base, adjuncts = _adjuncts(complements)
        words, objects = _flatten(base)
        name = (*self.state.prefix, *head, *words)
        extra = tuple(c.object for c in adjuncts if c.object is not None)

        def atoms(terms: tuple[Term, ...]) -> tuple[Atom, ...]:
            inner, outer = terms[: len(objects)], terms[len(objects) :]
            if not adjuncts:
                return (self.words.adjective(_merged(name), subject, *inner),)
            return tuple(
                self.words.adjective(_merged((*name, a.words, None)), subject, *inner, t)
                for a, t in zip(adjuncts, outer, strict=True)
            )

        return self._with((*objects, *extra), context, atoms)

    def _comparison(
        self, words: str, standard: NounPhrase, subject: Term, context: Context
    ) -> Meaning:
        if words == "same as" and isinstance(standard, Possessive):
            found = self._elliptic(standard, subject, context)
            if found is not None:
                return found
        if words == "same as":
            return self._with((standard,), context, lambda t: (Equality(subject, t[0]),))
        match standard:
            case Quantified(Determiner.BARE, Nominal(head) as kind) if (
                head.plural and not head.counted
            ):
                # *Lions are bigger than wolves*: than any of them, unless that is denied.
                if not (self.state.denied or self.state.conditional):
                    standard = Quantified(Determiner.EVERY, kind)
        name = (*self.state.prefix, words, None)
        return self._with(
            (standard,), context, lambda t: (self.words.adjective(_merged(name), subject, *t),)
        )

    def _elliptic(self, standard: Possessive, subject: Term, context: Context) -> Meaning | None:
        """*the same as Emma's*: the subject's function applied to Emma."""
        if not isinstance(standard.nominal, Nominal) or standard.nominal.head.lemma:
            return None
        if not isinstance(subject, Application) or len(subject.arguments) != 1:
            raise NotExpressible("a possessive without its noun")
        function = subject.function
        return self._with(
            (standard.owner,), context, lambda t: (Equality(subject, Application(function, t)),)
        )

    def _preposition(
        self, preposition: str, object_: NounPhrase, subject: Term, context: Context
    ) -> Meaning:
        prefix = self.state.prefix
        if preposition == "with" and not prefix:
            return self._with((object_,), context, lambda t: (self.words.possession(subject, *t),))
        if preposition == "of" and not prefix:
            return self._with(
                (object_,), context, lambda t: (self.words.possession(t[0], subject),)
            )
        name = _merged((*prefix, preposition, None))
        return self._with((object_,), context, lambda t: (self.words.adjective(name, subject, *t),))

    def _nominal(self, phrase: NounPhrase, subject: Term, context: Context) -> Meaning:
        """*is a cat* predicates the noun; *is Bob* is an identity."""
        match phrase:
            case Name() | Number() | Pronoun() | Appositive():
                return self._with((phrase,), context, lambda t: (Equality(subject, t[0]),))
            case Quantified(determiner, nominal):
                return self._described(determiner, nominal, phrase, subject, context)
            case Possessive(owner, nominal):
                box, context = self.noun_phrases.nominal(nominal, subject, context)
                owned, context = self._with(
                    (owner,), context, lambda t: (self.words.possession(t[0], subject),)
                )
                return box + owned, context
            case _:
                raise NotExpressible("a list of names after the copula")

    def _described(
        self,
        determiner: Determiner,
        nominal: Nominal | Coordination,
        phrase: NounPhrase,
        subject: Term,
        context: Context,
    ) -> Meaning:
        if determiner in (
            Determiner.EVERY,
            Determiner.ANY,
            Determiner.ONLY,
            Determiner.NOT_EVERY,
            Determiner.MOST,
        ):
            raise NotExpressible(f"“{determiner.value}” after the copula")
        mass = determiner is Determiner.BARE and isinstance(nominal, Nominal)
        if mass and isinstance(nominal, Nominal) and not nominal.head.plural:
            identified = not isinstance(subject, Variable) and bool(subject.arguments)
            if identified and not self.state.prefix:
                return self._with((phrase,), context, lambda t: (Equality(subject, t[0]),))
        box, context = self.noun_phrases.nominal(nominal, subject, context, predicative=True)
        if determiner is Determiner.NO:
            return Box(conditions=(Denial(box),)), context
        return box, context

    def _verb(self, core: VerbCore, subject: Term, context: Context) -> Meaning:
        """A verb with its complements: several adjuncts give one atom each."""
        base, adjuncts = _adjuncts(core.complements)
        words, objects = _flatten(base)
        place = len(self.state.prefix) + len(_merged(core.adverbs))
        head = (*self.state.prefix, *core.adverbs, core.verb, *words)
        extra = tuple(c.object for c in adjuncts if c.object is not None)
        late = tuple(a for a in core.adverbs if said_late(a))

        def atom(name: _Words, *terms: Term) -> Atom:
            return self.words.verb(_merged(name), subject, *terms, head=place, late=late)

        def atoms(terms: tuple[Term, ...]) -> tuple[Atom, ...]:
            inner, outer = terms[: len(objects)], terms[len(objects) :]
            if not adjuncts:
                return (atom(head, *inner),)
            return tuple(
                atom((*head, a.words, None), *inner, t)
                for a, t in zip(adjuncts, outer, strict=True)
            )

        return self._with((*objects, *extra), context, atoms)

    def _passive(self, passive: Passive, subject: Term, context: Context) -> Meaning:
        """With an agent, the active verb turned round; without, a property of the subject."""
        core = passive.core
        words, objects = _flatten(core.complements)
        prefix = (*self.state.prefix, *core.adverbs)
        agent = passive.agent
        if agent is None:
            head = (*core.adverbs, passive.participle)
            return self._complemented(head, core.complements, subject, context)
        name = _merged((*prefix, core.verb, None, *words))
        place = len(_merged(prefix))
        return self._with(
            (agent, *objects),
            context,
            lambda t: (self.words.verb(name, t[0], subject, *t[1:], head=place),),
        )

    def _with(
        self,
        phrases: tuple[NounPhrase, ...],
        context: Context,
        atoms: Callable[[tuple[Term, ...]], tuple[Atom | Equality, ...]],
    ) -> Meaning:
        """Atoms about the terms of some noun phrases, which take scope left to right."""
        # The prefix belongs to this predicate, not to predicates inside its complements.
        outer = self.state.prefix

        def step(left: tuple[NounPhrase, ...], terms: tuple[Term, ...], c: Context) -> Meaning:
            if not left:
                return Box(conditions=atoms(terms)), c
            # *has the right to access it*: an object is not another object of its verb.
            objects, self.state.objects = self.state.objects, terms
            try:
                return self.noun_phrases.interpret(
                    left[0], c, lambda t, inner: step(left[1:], (*terms, t), inner)
                )
            finally:
                self.state.objects = objects

        self.state.prefix = ()
        try:
            return step(phrases, (), context)
        finally:
            self.state.prefix = outer


def _merged(words: _Words) -> _Words:
    return tuple(w for w in words if w != "")


def _flatten(complements: tuple[Complement, ...]) -> tuple[_Words, tuple[NounPhrase, ...]]:
    """The words of complements, with None for each argument, and the arguments in order."""
    words: list[str | None] = []
    objects: list[NounPhrase] = []
    for complement in complements:
        words.append(complement.words)
        if complement.object is not None:
            words.append(None)
            objects.append(complement.object)
        if complement.core is not None:
            core = complement.core
            inner, more = _flatten(core.complements)
            late = [a for a in core.adverbs if said_late(a)]
            words.extend((*(a for a in core.adverbs if a not in late), core.verb, *inner, *late))
            objects.extend(more)
    return tuple(words), tuple(objects)


def _adjuncts(
    complements: tuple[Complement, ...],
) -> tuple[tuple[Complement, ...], tuple[Complement, ...]]:
    """Complements that belong to the head, and adjuncts that say one more thing each."""
    phrases = [c for c in complements if c.words and c.object is not None and c.core is None]
    if len(phrases) < 2:
        return complements, ()
    return tuple(c for c in complements if c not in phrases), tuple(phrases)
