"""Choices that only the whole document can make.

Whether *the restaurant* is one restaurant or any, whether *everyone* is restricted to
persons, whether *dried chilies* names a kind: each sentence alone leaves these open, the
others settle them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass

from translators.controlled.descriptions import phrase_of
from translators.controlled.meaning import Decisions
from translators.controlled.tree import (
    Appositive,
    Be,
    Bicondition,
    Clause,
    Condition,
    Coordination,
    Determiner,
    Name,
    Nominal,
    NominalPredicate,
    Pronoun,
    Quantified,
    Relation,
    SentenceTree,
    VerbNegation,
    VerbPhrase,
)

__all__ = ["Evidence", "concerning", "decide", "evidence", "idle_nouns"]

_SPECIFIC = (Determiner.THE, Determiner.THAT)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one sentence contributes to the decisions, and which of them concern it."""

    common: frozenset[str] = frozenset()
    individuals: frozenset[str] = frozenset()
    conditional: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    persons: bool = False
    nouns: frozenset[str] = frozenset()
    pronouns: bool = False
    restrictors: frozenset[str] = frozenset()
    predicated: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    sorted_names: frozenset[str] = frozenset()


def evidence(tree: SentenceTree) -> Evidence:
    """What the preferred tree of a sentence says about how its nouns are used."""
    common: set[str] = set()
    individuals: set[str] = set()
    conditional: set[str] = set()
    kinds: set[str] = set()
    nouns: set[str] = set()
    restrictors: set[str] = set()
    predicated: set[str] = set()
    names: set[str] = set()
    sorted_names: set[str] = set()
    persons = pronouns = False
    for node, inside in _walk(tree, False):
        match node:
            case Pronoun():
                pronouns = True
            case Nominal(head):
                nouns.update((head.lemma, phrase_of(node) or head.lemma))
            case Quantified(determiner, Nominal(head)):
                universal = determiner in (Determiner.EVERY, Determiner.NO) or inside
                (restrictors if universal else predicated).add(head.lemma)
                if determiner in _SPECIFIC:
                    (conditional if inside else individuals).add(head.lemma)
                elif determiner is not Determiner.BARE or head.plural:
                    common.add(head.lemma)
            case NominalPredicate():
                predicated.update(_heads(node.noun_phrase))
            case Appositive(_, nominal):
                predicated.add(nominal.head.lemma)
            case _:
                pass
        match node:
            case NominalPredicate(Quantified(_, Nominal(head, ()))):
                persons = persons or head.lemma == "person"
            case Clause(Name(_, text), predicate) if not inside:
                names.add(text)
                if any(isinstance(n, NominalPredicate) for n, _ in _walk(predicate, False)):
                    sorted_names.add(text)
            case Clause(Quantified(Determiner.BARE, Nominal() as nominal), predicate):
                plain = phrase_of(nominal)
                if plain and nominal.head.plural and _singular_predicate(predicate):
                    kinds.add(plain)
            case _:
                pass
    return Evidence(
        frozenset(common),
        frozenset(individuals),
        frozenset(conditional),
        frozenset(kinds),
        persons,
        frozenset(nouns),
        pronouns,
        frozenset(restrictors),
        frozenset(predicated),
        frozenset(names),
        frozenset(sorted_names),
    )


def decide(found: Sequence[Evidence]) -> Decisions:
    """The decisions for a document, from the evidence of its sentences."""
    empty: frozenset[str] = frozenset()
    common = empty.union(*(e.common for e in found))
    individuals = empty.union(*(e.individuals for e in found))
    conditional = empty.union(*(e.conditional for e in found))
    return Decisions(
        (conditional & common) - individuals,
        common,
        any(e.persons for e in found),
        empty.union(*(e.kinds for e in found)),
    )


def idle_nouns(found: Sequence[Evidence]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Nouns that sentences restrict to but nothing in the text is said to be, and the names
    of which the text does not say what they are.

    A rule about *employees* says nothing of James unless something makes him an employee;
    readers often take that for granted, so it is worth a warning.
    """
    empty: frozenset[str] = frozenset()
    restrictors = empty.union(*(e.restrictors for e in found))
    predicated = empty.union(*(e.predicated for e in found))
    names = empty.union(*(e.names for e in found)) - empty.union(*(e.sorted_names for e in found))
    return tuple(sorted(restrictors - predicated - {"person", "thing"})), tuple(sorted(names))


def _heads(noun_phrase: object) -> Iterator[str]:
    for node, _ in _walk(noun_phrase, False):
        if isinstance(node, Nominal):
            yield node.head.lemma


def concerning(decisions: Decisions, sentence: Evidence) -> Decisions:
    """The decisions that can matter to a sentence, so that its meaning is memoised by those."""
    return Decisions(
        decisions.generic_definites & sentence.nouns,
        decisions.common_nouns & sentence.nouns,
        decisions.persons_matter and "person" in sentence.nouns,
        decisions.kinds & sentence.nouns,
    )


def _singular_predicate(predicate: object) -> bool:
    """*… are a hotpot*: a plural subject with a singular noun is a kind, not its members."""
    match predicate:
        case VerbPhrase(body) | VerbNegation(body) | Be(body):
            return _singular_predicate(body)
        case NominalPredicate(Quantified(Determiner.A)):
            return True
        case Coordination(relation, parts):
            some = any(_singular_predicate(p) for p in parts)
            return some and relation in (Relation.AND, Relation.OR, Relation.NEITHER)
        case _:
            return False


def _walk(node: object, inside: bool) -> Iterator[tuple[object, bool]]:
    """Every node of a tree, and whether it stands inside a conditional."""
    if isinstance(node, tuple):
        for item in node:
            yield from _walk(item, inside)
    elif is_dataclass(node):
        yield node, inside
        deeper = inside or isinstance(node, (Condition, Bicondition))
        for field in fields(node):
            yield from _walk(getattr(node, field.name), deeper)
