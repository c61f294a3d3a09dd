"""Choices that only the whole document can make.

Whether *the restaurant* is one restaurant or any, whether *everyone* is restricted to
persons, whether *dried chilies* names a kind: each sentence alone leaves these open, the
others settle them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass

from translators.controlled.semantics.descriptions import phrase_of
from translators.controlled.semantics.meaning import Decisions
from translators.controlled.tree import (
    Be,
    Bicondition,
    Clause,
    Condition,
    Coordination,
    Counted,
    Determiner,
    HeadNoun,
    Name,
    Nominal,
    NominalPredicate,
    PrepositionPhrase,
    Pronoun,
    Quantified,
    Relation,
    SentenceTree,
    VerbNegation,
    VerbPhrase,
)

__all__ = ["Evidence", "concerning", "decide", "evidence"]

_SPECIFIC = (Determiner.THE, Determiner.THAT)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one sentence contributes to the decisions, and which of them concern it."""

    common: frozenset[str] = frozenset()
    individuals: frozenset[str] = frozenset()
    conditional: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    masses: frozenset[str] = frozenset()
    persons: bool = False
    nouns: frozenset[str] = frozenset()
    pronouns: bool = False


class _Collector:
    """Gathers the evidence of one tree, node by node."""

    def __init__(self) -> None:
        self.common: set[str] = set()
        self.individuals: set[str] = set()
        self.conditional: set[str] = set()
        self.kinds: set[str] = set()
        self.masses: set[str] = set()
        self.nouns: set[str] = set()
        self.persons = False
        self.pronouns = False

    def see(self, node: object, inside: bool) -> None:
        """Take one node into account; ``inside`` a conditional or not."""
        match node:
            case Pronoun():
                self.pronouns = True
            case Name(_, text):
                self.nouns.add(text.lower())
            case Nominal(head):
                self.nouns.update((head.lemma, phrase_of(node) or head.lemma))
            case Counted(Nominal(head)):
                self.common.add(head.lemma)
            case Quantified(determiner, Nominal(head)):
                self._quantified(determiner, head, inside)
            case NominalPredicate(Quantified(_, Nominal(HeadNoun("person"), ()))):
                self.persons = True
            case Clause(subject, predicate):
                self._clause(subject, predicate)
            case _:
                pass

    def _quantified(self, determiner: Determiner, head: HeadNoun, inside: bool) -> None:
        if determiner in _SPECIFIC:
            (self.conditional if inside else self.individuals).add(head.lemma)
        elif determiner is not Determiner.BARE or head.plural:
            self.common.add(head.lemma)

    def _clause(self, subject: object, predicate: object) -> None:
        match subject:
            case Quantified(Determiner.BARE, Nominal() as nominal):
                plain = phrase_of(nominal)
                if plain and nominal.head.plural and _singular_predicate(predicate):
                    self.kinds.add(plain)
            case _:
                pass
        if isinstance(subject, Name | Quantified) and not _owned(subject):
            self.masses.update(_substances(predicate))


def _owned(subject: Quantified | Name) -> bool:
    """*Emma's season is summer*, *the season of the year is summer* name one thing twice."""
    nominal = subject.nominal if isinstance(subject, Quantified) else None
    modifiers = nominal.modifiers if isinstance(nominal, Nominal) else ()
    return any(isinstance(m, PrepositionPhrase) for m in modifiers)


def _substances(predicate: object) -> Iterator[str]:
    """*is data*: a noun without a determiner that is true of things."""
    match predicate:
        case VerbPhrase(body) | VerbNegation(body) | Be(body):
            yield from _substances(body)
        case NominalPredicate(Quantified(Determiner.BARE, Nominal(head))) if not head.plural:
            yield head.lemma
        case Coordination(_, parts):
            for part in parts:
                yield from _substances(part)
        case _:
            return


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
        frozenset(found.masses),
        found.persons,
        frozenset(found.nouns),
        found.pronouns,
    )


def decide(found: Sequence[Evidence]) -> Decisions:
    """The decisions for a document, from the evidence of its sentences."""
    empty: frozenset[str] = frozenset()
    common = empty.union(*(e.common for e in found))
    individuals = empty.union(*(e.individuals for e in found))
    conditional = empty.union(*(e.conditional for e in found))
    return Decisions(
        (conditional & (common | _heads(common))) - individuals,
        common,
        any(e.persons for e in found),
        empty.union(*(e.kinds for e in found)),
        empty.union(*(e.masses for e in found)),
    )


def _heads(nouns: frozenset[str]) -> frozenset[str]:
    """The nouns that compounds end in: a *number plate* is a *plate*."""
    return frozenset(" ".join(n.split()[i:]) for n in nouns for i in range(1, n.count(" ") + 1))


def concerning(decisions: Decisions, sentence: Evidence) -> Decisions:
    """The decisions that can matter to a sentence, so that its meaning is memoised by those."""
    return Decisions(
        decisions.generic_definites & sentence.nouns,
        decisions.common_nouns & sentence.nouns,
        decisions.persons_matter and "person" in sentence.nouns,
        decisions.kinds & sentence.nouns,
        decisions.masses & sentence.nouns,
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
