"""Meaning of possessives: functions of their owner, or a quantifier over what is owned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prover.logic.syntax import Term
from translators.controlled.semantics.boxes import Box, box_formula
from translators.controlled.semantics.context import Context, kind_of_noun
from translators.controlled.semantics.descriptions import phrase_of
from translators.controlled.semantics.meaning import Continuation, Meaning, NotExpressible
from translators.controlled.tree import (
    Determiner,
    Nominal,
    Possessive,
    PrepositionPhrase,
    Quantified,
)

if TYPE_CHECKING:
    from translators.controlled.semantics.noun_phrases import NounPhrases

__all__ = ["possessive"]


def possessive(
    phrase: Possessive, nouns: NounPhrases, context: Context, rest: Continuation, subject: bool
) -> Meaning:
    """*Tom's cat* is the value of a function; *all of Tom's cats* are quantified over."""
    state, nominal, determiner = nouns.state, phrase.nominal, phrase.determiner
    if not isinstance(nominal, Nominal):
        raise NotExpressible("coordinated possessions")
    plain = phrase_of(nominal)
    if determiner is Determiner.THE and nominal.head.plural and subject and plain is not None:
        determiner = Determiner.EVERY
    if determiner is not Determiner.THE or plain is None:
        owned = PrepositionPhrase("of", phrase.owner)
        whole = Nominal(nominal.head, (*nominal.modifiers, owned))
        known = determiner if determiner is not Determiner.THE else Determiner.A
        return nouns.interpret(Quantified(known, whole), context, rest, subject=subject)

    def owned_by(owner: Term, inner: Context) -> Meaning:
        term = nouns.words.function(plain, owner)
        known = nominal.head.lemma in state.decisions.common_nouns
        if known and state.asserted and not term.free:
            said, _ = nouns.nominal(nominal, term, inner)
            said = said + Box(conditions=(nouns.words.possession(owner, term),))
            state.presupposed.append(box_formula(said))
        kind = kind_of_noun(nominal.head.lemma)
        return rest(term, state.mention(inner, term, kind, subject=subject))

    return nouns.interpret(phrase.owner, context, owned_by)
