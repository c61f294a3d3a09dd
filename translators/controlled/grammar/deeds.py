"""Deeds as things: *reading books improves vocabulary* speaks of one kind of doing.

Such a subject is a constant, as a bare singular noun is (*smoking causes cancer*); who does
it is not said, so nothing follows for those who do.
"""

from __future__ import annotations

from translators.controlled.grammar.productions import Production, rule
from translators.controlled.tree import (
    Adjective,
    Clause,
    Complement,
    Determiner,
    Name,
    Nominal,
    NounPhrase,
    Number,
    Quantified,
    SentenceTree,
    VerbCore,
    VerbPhrase,
)
from translators.controlled.words.morphology import plural, present_participle
from translators.controlled.words.names import symbol_name

__all__ = ["DEED_RULES"]

_D = Determiner
_SAID = {_D.BARE: "", _D.THE: "the ", _D.A: "a ", _D.NO: "no "}


def _deed(core: VerbCore) -> Name | None:
    """The deed as a name, if its words can be said again as they are."""
    if not core.complements:
        return None
    words = [present_participle(core.verb)]
    for complement in core.complements:
        said = _said(complement)
        if said is None:
            return None
        words.append(said)
    text = " ".join((*core.adverbs, *words))
    return Name(symbol_name(text), text)


def _said(complement: Complement) -> str | None:
    if complement.core is not None:
        return None
    if complement.object is None:
        return complement.words
    thing = _thing(complement.object)
    return None if thing is None else " ".join(filter(None, (complement.words, thing)))


def _thing(phrase: NounPhrase) -> str | None:
    match phrase:
        case Name(_, text) | Number(_, text):
            return text
        case Quantified(determiner, Nominal(head, modifiers)) if determiner in _SAID:
            words = [m.words for m in modifiers if isinstance(m, Adjective)]
            if len(words) < len(modifiers):
                return None
            noun = plural(head.lemma) if head.plural else head.lemma
            return _SAID[determiner] + " ".join((*words, noun))
        case _:
            return None


def _deed_is(core: VerbCore, predicate: VerbPhrase) -> SentenceTree | None:
    name = _deed(core)
    if name is None or not isinstance(predicate, VerbPhrase) or predicate.plural:
        return None
    return Clause(name, predicate)


def _state_is(adjective: str, predicate: VerbPhrase) -> SentenceTree | None:
    """*Being pregnant is a risk*."""
    if not isinstance(predicate, VerbPhrase) or predicate.plural:
        return None
    text = f"being {adjective}"
    return Clause(Name(symbol_name(text), text), predicate)


DEED_RULES: tuple[Production, ...] = (
    *rule("Clause", "CoreG VP0", _deed_is, 3),
    *rule("Clause", "'being' Adj VP0", _state_is, 3),
)
