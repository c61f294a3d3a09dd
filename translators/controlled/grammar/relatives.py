"""Grammar of relative clauses: *who sings*, *that Karen likes*, *in which a monster lives*."""

from __future__ import annotations

from translators.controlled.grammar.adjuncts import with_adjunct
from translators.controlled.grammar.productions import Costly, Production, rule
from translators.controlled.tree import (
    Complement,
    Determiner,
    Gap,
    Nominal,
    NounPhrase,
    ObjectRelative,
    Predicate,
    Quantified,
    SubjectRelative,
    WhoseRelative,
)

__all__ = ["RELATIVE_RULES"]


def _who(predicate: Predicate) -> SubjectRelative:
    return SubjectRelative(predicate, True)


def _who_object(subject: NounPhrase, predicate: Predicate) -> ObjectRelative | Costly:
    """*who takes | warfarin*: as an object *whom* is more usual."""
    bare = isinstance(subject, Quantified) and subject.determiner is Determiner.BARE
    return Costly(ObjectRelative(subject, predicate), 5) if bare else _object(subject, predicate)


def _object(subject: NounPhrase, predicate: Predicate) -> ObjectRelative | Costly:
    """*who take | warfarin*: a noun without any word before it is a rare subject here."""
    whole = ObjectRelative(subject, predicate)
    match subject:
        case Quantified(Determiner.BARE, Nominal(head)) if not head.plural:
            return Costly(whole, 3)
        case _:
            return whole


def _whose(nominal: Nominal, predicate: Predicate) -> WhoseRelative:
    return WhoseRelative(nominal, predicate)


def _to_whom(preposition: str, subject: NounPhrase, predicate: Predicate) -> ObjectRelative | None:
    """*to whom the benefit is paid*: what the preposition would follow is missing."""
    whole = with_adjunct(predicate, Complement(preposition, Gap()))
    return None if whole is None else ObjectRelative(subject, whole)


RELATIVE_RULES: tuple[Production, ...] = (
    *rule("Relative", "'that'|'which' VP", SubjectRelative),
    *rule("Relative", "'who' VP", _who),
    *rule("Relative", "'that'|'which'|'whom' NP0 GapVP", _object),
    *rule("Relative", "'who' NP0 GapVP", _who_object),
    *rule("Relative", "NP0 GapVP", _object, 7),
    *rule("Relative", "'whose' Nominal1 VP", _whose),
    *rule("Relative", "Prep 'which'|'whom' NP0 VP0", _to_whom),
)
