"""Clauses in a row about one general subject: *bats are not birds; they are mammals*.

The pronoun of the second clause is bound by the quantifier of the first, so both clauses
become one with two predicates (Evans 1980, *Pronouns*, calls it a bound reading).
"""

from __future__ import annotations

from dataclasses import replace

from translators.controlled.semantics.context import Kind, kind_of_noun
from translators.controlled.tree import (
    Clause,
    Coordination,
    Determiner,
    Nominal,
    NounPhrase,
    Predicate,
    Pronoun,
    Quantified,
    Relation,
    SentenceNegation,
    SentenceTree,
    VerbNegation,
    VerbPhrase,
)
from translators.word_lists import word_set

__all__ = ["with_shared_subjects"]

_D = Determiner
_SINGULAR = word_set("it he she he/she")


def with_shared_subjects(tree: Coordination) -> Coordination | SentenceTree:
    """The coordination with clauses joined whose pronoun is bound by the subject before."""
    if tree.relation is not Relation.AND:
        return tree
    parts: list[object] = []
    for part in tree.parts:
        before = parts[-1] if parts else None
        later = _predicate_of_pronoun(part)
        if later is not None and isinstance(before, Clause) and _binds(before.subject, later[0]):
            both = Coordination(Relation.AND, (before.predicate, later[1]))
            parts[-1] = Clause(before.subject, both)
        else:
            parts.append(part)
    if len(parts) == len(tree.parts):
        return tree
    return parts[0] if len(parts) == 1 else replace(tree, parts=tuple(parts))  # type: ignore[return-value]


def _predicate_of_pronoun(part: object) -> tuple[str, Predicate] | None:
    """*they are mammals*, *nor can they fly*: the pronoun and what is said of it."""
    match part:
        case Clause(Pronoun(word), predicate):
            return word, predicate
        case SentenceNegation(Clause(Pronoun(word), VerbPhrase(body) as predicate)):
            return word, replace(predicate, body=VerbNegation(body))
        case _:
            return None


def _binds(subject: NounPhrase, pronoun: str) -> bool:
    """Whether a general subject can be what a pronoun stands for."""
    match subject:
        case Quantified(_D.EVERY | _D.BARE | _D.A | _D.ANY as determiner, Nominal(head)):
            if pronoun == "they":
                return head.plural or determiner in (_D.EVERY, _D.ANY)
            if determiner is _D.BARE or head.plural or pronoun not in _SINGULAR:
                return False
            return kind_of_noun(head.lemma) != Kind(True) or pronoun != "it"
        case _:
            return False
