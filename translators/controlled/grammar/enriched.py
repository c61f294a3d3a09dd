"""Grammar of exceptions, examples, remarks and lists inside noun phrases."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from translators.controlled.grammar.productions import Production, rule
from translators.controlled.tree import (
    Adjective,
    Appositive,
    Coordination,
    Determiner,
    Excepting,
    Illustrated,
    Modifier,
    Name,
    Nominal,
    NominalPredicate,
    NounPhrase,
    Passive,
    Quantified,
    Relation,
    Remarked,
    SubjectRelative,
    VerbNegation,
)

__all__ = ["ENRICHED_RULES", "general"]

_D = Determiner
_GENERAL = (_D.EVERY, _D.ANY, _D.NO)


def general(phrase: NounPhrase) -> bool:
    """Whether a noun phrase speaks of all or none of a kind, so that it can have exceptions."""
    match phrase:
        case Quantified(determiner, Nominal(head)):
            return determiner in _GENERAL or (determiner is _D.BARE and head.plural)
        case _:
            return False


def _excepting(whole: NounPhrase, exceptions: NounPhrase) -> Excepting | None:
    return Excepting(whole, exceptions) if general(whole) else None


def _other_than(phrase: NounPhrase) -> Modifier:
    """*other than Alice*: that is not Alice."""
    parts = phrase.parts if isinstance(phrase, Coordination) else (phrase,)
    others = tuple(NominalPredicate(p) for p in parts)  # type: ignore[arg-type]
    if len(others) == 1:
        return SubjectRelative(VerbNegation(others[0]))
    return SubjectRelative(Coordination(Relation.NEITHER, others))


def _illustrated(whole: NounPhrase, examples: NounPhrase) -> Illustrated | None:
    match whole:
        case Quantified(_, Nominal() as nominal) if _short(nominal):
            return Illustrated(whole, examples)
        case _:
            return None


def _short(nominal: Nominal) -> bool:
    """Whether a noun ends its phrase: in *men who sell fruits such as figs* the fruits do."""
    return all(isinstance(m, Adjective) for m in nominal.modifiers)


def _kinds(nominal: Nominal, examples: NounPhrase) -> Illustrated | None:
    return Illustrated(Quantified(_D.BARE, nominal), examples) if _short(nominal) else None


def _that_is(nominal: Nominal, same: Nominal) -> Remarked | None:
    """*minors, i.e. persons under 18,*."""
    if not nominal.head.plural or not _short(nominal):
        return None
    remark = SubjectRelative(NominalPredicate(Quantified(_D.BARE, same)))
    return Remarked(Quantified(_D.BARE, nominal), remark)


def _remarked(nominal: Nominal, remark: Modifier | Name) -> Remarked | None:
    """*the house, built in 1900,*; of a plural a clause may pick some out."""
    if nominal.head.plural:
        return None
    if isinstance(remark, Passive):
        remark = SubjectRelative(remark)
    return Remarked(Quantified(_D.THE, nominal), remark)


def _all_and_only(nominal: Nominal) -> Coordination | None:
    if not nominal.head.plural:
        return None
    return Coordination(Relation.AND, (Quantified(_D.EVERY, nominal), Quantified(_D.ONLY, nominal)))


def _of_the_following(relation: Relation) -> Callable[[NounPhrase], NounPhrase | None]:
    """*all of the following: a, b and c*; of a list with *any*, one is enough."""

    def build(listed: NounPhrase) -> NounPhrase | None:
        return replace(listed, relation=relation) if isinstance(listed, Coordination) else None

    return build


ENRICHED_RULES: tuple[Production, ...] = (
    *rule("NP0", "Total Exception", _excepting),
    *rule("Exception", "','? 'except' 'for'? NP", lambda n: n),
    *rule("Exception", "',' 'except' 'for'? NP ','", lambda n: n),
    *rule("Exception", "'but' NP", lambda n: n),
    *rule("Exception", "'apart'|'aside' 'from' NP", lambda n: n),
    *rule("Exception", "'with' 'the' 'exception' 'of' NP", lambda n: n),
    *rule("Post", "'other' 'than' NP", _other_than),
    *rule("NP0", "Total Examples", _illustrated),
    *rule("NP0", "Nominal1 Examples", _kinds),
    *rule("Examples", "','? Suchlike NP", lambda s, n: n),
    *rule("Examples", "',' Suchlike NP ','", lambda s, n: n),
    *rule("Suchlike", "'such' 'as'", lambda: True),
    *rule("Suchlike", "'including'|'e.g.'", lambda: True),
    *rule("Suchlike", "'for' 'example'|'instance' ','?", lambda: True),
    *rule("NP0", "Nominal1 ',' 'i.e.' ','? Nominal1 ','", _that_is),
    *rule("NP0", "'the' Plain ',' Relative|Passive|Name ','", _remarked, -2),
    *rule("NP0", "Name '(' 'a'|'an'|'the' Nominal1 ')'", Appositive),
    *rule("NP0", "'all' 'and' 'only' 'the'|'those' Nominal1", _all_and_only),
    *rule("NP0", "'all' 'and' 'only' Nominal1", _all_and_only),
    *rule("NP0", "'all'|'each' 'of' 'the' 'following' ':' NP", _of_the_following(Relation.AND)),
    *rule("NP0", "'the' 'following' ':' NP", _of_the_following(Relation.AND)),
    *rule("NP0", "'any'|'one' 'of' 'the' 'following' ':' NP", _of_the_following(Relation.OR)),
)
