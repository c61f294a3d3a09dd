"""Noun phrases that say more than what they quantify over: exceptions, examples, remarks, counts.

*Everyone but Sam is here* says that everyone else is and that Sam is not (von Fintel 1993,
*Exceptive Constructions*).  Examples (*losses such as theft*) belong to what they are examples
of.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from prover.logic.syntax import Equality, Term, Variable
from translators.controlled.semantics.boxes import Box, Implication, box_formula
from translators.controlled.semantics.context import Context, Kind
from translators.controlled.semantics.meaning import Continuation, Meaning, NotExpressible
from translators.controlled.semantics.quantifiers import at_least, at_most, denied
from translators.controlled.tree import (
    Appositive,
    Coordination,
    Counted,
    Determiner,
    Excepting,
    Exclusive,
    HeadNoun,
    Illustrated,
    Modifier,
    Name,
    Nominal,
    NominalPredicate,
    NounPhrase,
    Quantified,
    Relation,
    Remarked,
    SubjectRelative,
    VerbNegation,
)
from translators.translation import Category

if TYPE_CHECKING:
    from translators.controlled.semantics.noun_phrases import NounPhrases

__all__ = ["appositive", "counted", "excepting", "illustrated", "only", "remarked"]

_D = Determiner


def appositive(
    phrase: Appositive, nouns: NounPhrases, context: Context, rest: Continuation, subject: bool
) -> Meaning:
    """*the game Zelda*: the name, and that it is a game."""
    name, state = phrase.name, nouns.state
    term = nouns.words.constant(name.symbol, name.text, Category.NAME)
    said, context = nouns.nominal(phrase.nominal, term, context)
    if state.asserted:
        state.presupposed.append(box_formula(said))
    return rest(term, state.mention(context, term, Kind(), subject=subject))


def only(phrase: Exclusive, nouns: NounPhrases, context: Context, rest: Continuation) -> Meaning:
    """*only Bob*: Bob does, and whatever does is Bob."""
    name, state = phrase.name, nouns.state
    other = state.fresh()
    said, _ = rest(other, context)
    term = nouns.words.constant(name.symbol, name.text, Category.NAME)
    same = Box(conditions=(Equality(other, term),))
    others = Implication(Box((other,)) + said, same)
    said, context = rest(term, state.mention(context, term, Kind(), subject=True))
    return said + Box(conditions=(others,)), context


def counted(
    phrase: Counted, nouns: NounPhrases, context: Context, rest: Continuation, subject: bool
) -> Meaning:
    """*at least two cats*, *at most one cat*, *exactly one cat*, by so many variables."""

    def instances(terms: list[Variable]) -> list[Box]:
        boxes = []
        for term in terms:
            said, inner = nouns.restriction(phrase.nominal, term, context, subject)
            boxes.append(said + rest(term, inner)[0])
        return boxes

    box, fresh = Box(), nouns.state.fresh
    if phrase.low:
        terms = [fresh() for _ in range(phrase.low)]
        box = at_least(terms, instances(terms))
    if phrase.high is not None:
        terms = [fresh() for _ in range(phrase.high + 1)]
        with nouns.state.unasserted():
            box = box + at_most(terms, instances(terms))
    return box, context


def excepting(
    phrase: Excepting,
    nouns: NounPhrases,
    context: Context,
    rest: Continuation,
    subject: bool,
) -> Meaning:
    """What is said of the others, and of the exceptions the contrary."""
    whole = phrase.whole
    if not isinstance(whole, Quantified) or not isinstance(whole.nominal, Nominal):
        raise NotExpressible("an exception from something that is not one kind")
    if whole.determiner not in (_D.EVERY, _D.ANY, _D.NO, _D.BARE):
        raise NotExpressible("an exception where nothing is said of all or none")
    parts = _parts(phrase.exceptions)
    others = tuple(_other_than(part) for part in parts)
    nominal = Nominal(whole.nominal.head, (*whole.nominal.modifiers, *others))
    determiner = _D.NO if whole.determiner is _D.NO else _D.EVERY
    box, _ = nouns.interpret(Quantified(determiner, nominal), context, rest, subject=subject)

    def contrary(term: Term, inner: Context) -> Meaning:
        said, after = rest(term, inner)
        return (said, after) if determiner is _D.NO else (denied(said), inner)

    for part in parts:
        among = _among(part, whole.nominal)
        said, context = nouns.interpret(among, context, contrary, subject=True, generic=True)
        box = box + said
    return box, context


def _parts(phrase: NounPhrase) -> tuple[NounPhrase, ...]:
    if isinstance(phrase, Coordination) and phrase.relation in (Relation.AND, Relation.OR):
        return phrase.parts  # type: ignore[return-value]  # what a coordination of them holds
    return (phrase,)


def _other_than(exception: NounPhrase) -> Modifier:
    """*that is not Sam*, *that is not an intern*."""
    said = exception
    if isinstance(said, Quantified) and said.determiner is _D.EVERY:
        said = Quantified(_D.A, said.nominal)
    return SubjectRelative(VerbNegation(NominalPredicate(said)))


def _among(exception: NounPhrase, nominal: Nominal) -> NounPhrase:
    """*interns* among the employees."""
    match exception:
        case Quantified(_D.BARE | _D.EVERY, Nominal(head, modifiers)):
            member = SubjectRelative(NominalPredicate(Quantified(_D.A, nominal)))
            return Quantified(_D.EVERY, Nominal(head, (*modifiers, member)))
        case _:
            return exception


def illustrated(
    phrase: Illustrated,
    nouns: NounPhrases,
    context: Context,
    rest: Continuation,
    subject: bool,
    generic: bool,
) -> Meaning:
    """*All vehicles, including motorcycles*: of all of them, and motorcycles are vehicles.

    Where nothing is said of all (*sells fruits such as apples*), it is said of the examples.
    """
    whole, state = phrase.whole, nouns.state
    if not isinstance(whole, Quantified) or not isinstance(whole.nominal, Nominal):
        raise NotExpressible("examples of something that is not one kind")
    nominal = whole.nominal

    def member(term: Term, inner: Context) -> Meaning:
        return nouns.nominal(nominal, term, inner)

    if state.asserted:
        for example in _parts(phrase.examples):
            said, context = nouns.interpret(example, context, member, subject=True, generic=True)
            state.presupposed.append(box_formula(said))
    universal = whole.determiner in (_D.EVERY, _D.ANY, _D.NO)
    if universal or (generic and subject and whole.determiner is _D.BARE):
        return nouns.interpret(whole, context, rest, subject=subject, generic=generic)
    if whole.determiner is not _D.BARE or state.denied or state.conditional:
        raise NotExpressible("examples of something particular; name what is meant")
    return nouns.interpret(phrase.examples, context, rest, subject=subject, generic=generic)


def remarked(
    phrase: Remarked,
    nouns: NounPhrases,
    context: Context,
    rest: Continuation,
    subject: bool,
    generic: bool,
) -> Meaning:
    """*the house, built in 1900,*: the house, and that it was built in 1900."""
    remark, state = phrase.remark, nouns.state

    def with_remark(term: Term, inner: Context) -> Meaning:
        said, inner = _remark(remark, nouns, term, inner)
        if term.free:
            after, inner = rest(term, inner)
            return said + after, inner
        if state.asserted:
            state.presupposed.append(box_formula(said))
        return rest(term, inner)

    return nouns.interpret(phrase.whole, context, with_remark, subject=subject, generic=generic)


def _remark(remark: Modifier | Name, nouns: NounPhrases, term: Term, context: Context) -> Meaning:
    if isinstance(remark, Name):
        return nouns.predicates.apply(NominalPredicate(remark), term, context)
    return nouns.nominal(Nominal(HeadNoun("thing", False), (remark,)), term, context)
