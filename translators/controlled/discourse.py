"""Choices that only the whole document can make.

Whether *the restaurant* is one restaurant or any, whether *everyone* is restricted to
persons, whether *dried chilies* names a kind: each sentence alone leaves these open, the
others settle them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass

from translators.controlled.descriptions import UNRESTRICTING, phrase_of
from translators.controlled.meaning import Decisions
from translators.controlled.tree import (
    Appositive,
    Be,
    Bicondition,
    Clause,
    Condition,
    Coordination,
    Determiner,
    HeadNoun,
    Name,
    Nominal,
    NominalPredicate,
    Possessive,
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
    names: frozenset[Name] = frozenset()
    sorted_names: frozenset[Name] = frozenset()


class _Collector:
    """Gathers the evidence of one tree, node by node."""

    def __init__(self) -> None:
        self.common: set[str] = set()
        self.individuals: set[str] = set()
        self.conditional: set[str] = set()
        self.kinds: set[str] = set()
        self.nouns: set[str] = set()
        self.restrictors: set[str] = set()
        self.predicated: Counter[str] = Counter()
        self.names: set[Name] = set()
        self.sorted_names: set[Name] = set()
        self.persons = False
        self.pronouns = False

    def see(self, node: object, inside: bool) -> None:
        """Take one node into account; ``inside`` a conditional or not."""
        match node:
            case Pronoun():
                self.pronouns = True
            case Nominal(head):
                self.nouns.update((head.lemma, phrase_of(node) or head.lemma))
            case Quantified(determiner, Nominal(head)):
                self._quantified(determiner, head, inside)
            case NominalPredicate(noun_phrase):
                self.predicated.update(_heads(noun_phrase))
                match noun_phrase:
                    case Quantified(_, Nominal(HeadNoun("person"), ())):
                        self.persons = True
            case Appositive(_, nominal):
                self.predicated[nominal.head.lemma] += 1
            case Clause(subject, predicate):
                self._clause(subject, predicate, inside)
            case _:
                pass

    def _quantified(self, determiner: Determiner, head: HeadNoun, inside: bool) -> None:
        universal = determiner in (Determiner.EVERY, Determiner.NO) or inside
        if universal:
            self.restrictors.add(head.lemma)
        else:
            self.predicated[head.lemma] += 1
        if determiner in _SPECIFIC:
            (self.conditional if inside else self.individuals).add(head.lemma)
        elif determiner is not Determiner.BARE or head.plural:
            self.common.add(head.lemma)

    def _clause(self, subject: object, predicate: object, inside: bool) -> None:
        match subject:
            case Name() if not inside:
                self.names.add(subject)
                if _says_what(predicate):
                    self.sorted_names.add(subject)
            case Quantified(Determiner.A | Determiner.BARE as determiner, Nominal() as nominal):
                plain = phrase_of(nominal)
                if not (isinstance(predicate, VerbPhrase) and predicate.episodic):
                    # A generic subject restricts a rule; it does not say that there is one.
                    self.restrictors.add(nominal.head.lemma)
                    self.predicated[nominal.head.lemma] -= 1
                if determiner is Determiner.A:
                    return
                if plain and nominal.head.plural and _singular_predicate(predicate):
                    self.kinds.add(plain)
            case _:
                pass


def evidence(tree: SentenceTree) -> Evidence:
    """What the preferred tree of a sentence says about how its nouns are used."""
    found = _Collector()
    for node, inside in _walk(tree, False):
        found.see(node, inside)
    return Evidence(
        frozenset(found.common),
        frozenset(found.individuals),
        frozenset(found.conditional),
        frozenset(found.kinds),
        found.persons,
        frozenset(found.nouns),
        found.pronouns,
        frozenset(found.restrictors),
        frozenset(noun for noun, count in found.predicated.items() if count > 0),
        frozenset(found.names),
        frozenset(found.sorted_names),
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


def idle_nouns(found: Sequence[Evidence]) -> tuple[tuple[str, ...], tuple[Name, ...]]:
    """Nouns that sentences restrict to but nothing in the text is said to be, and the names
    of which the text does not say what they are.

    A rule about *employees* says nothing of James unless something makes him an employee;
    readers often take that for granted, so it is worth a warning.
    """
    empty: frozenset[str] = frozenset()
    restrictors = empty.union(*(e.restrictors for e in found))
    predicated = empty.union(*(e.predicated for e in found))
    nobody: frozenset[Name] = frozenset()
    names = nobody.union(*(e.names for e in found))
    names -= nobody.union(*(e.sorted_names for e in found))
    nouns = sorted(restrictors - predicated - UNRESTRICTING - {"person"})
    return tuple(nouns), tuple(sorted(names, key=lambda name: name.symbol))


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


def _says_what(predicate: object) -> bool:
    """Whether a predicate says outright what its subject is: *is a manager*."""
    match predicate:
        case VerbPhrase(body) | Be(body):
            return _says_what(body)
        case NominalPredicate(Quantified()) | NominalPredicate(Possessive()):
            return True
        case Coordination(Relation.AND, parts):
            return any(_says_what(p) for p in parts)
        case _:
            return False


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
