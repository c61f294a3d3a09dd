"""Syntax trees of controlled English: what the grammar builds and the semantics reads.

A tree says how a sentence is put together and nothing about what it means; it is a value
(frozen, comparable) so that parses can be memoised and compared.
"""

from __future__ import annotations

from dataclasses import dataclass

from translators.controlled.leaves import (
    Adjective,
    Determiner,
    Exclusive,
    Gap,
    HeadNoun,
    Name,
    Number,
    Pronoun,
    Relation,
)

__all__ = [
    "Adjective",
    "AdjectivePredicate",
    "Appositive",
    "Be",
    "Bicondition",
    "Clause",
    "Comparison",
    "Complement",
    "Condition",
    "Coordination",
    "Counted",
    "Determiner",
    "Excepting",
    "Exclusive",
    "Existential",
    "Gap",
    "HeadNoun",
    "Illustrated",
    "Modal",
    "Modifier",
    "Name",
    "Nominal",
    "NominalPredicate",
    "NounPhrase",
    "Number",
    "ObjectRelative",
    "OpenQuestion",
    "Passive",
    "Possessive",
    "Predicate",
    "PrepositionPhrase",
    "Pronoun",
    "Quantified",
    "Relation",
    "Remarked",
    "SentenceNegation",
    "SentenceTree",
    "SubjectRelative",
    "VerbCore",
    "VerbNegation",
    "VerbPhrase",
    "WhoseRelative",
]


@dataclass(frozen=True, slots=True)
class Coordination:
    """Two or more parts of one category, joined; ``contrast`` when by *but*."""

    relation: Relation
    parts: tuple[object, ...]
    contrast: bool = False


@dataclass(frozen=True, slots=True)
class PrepositionPhrase:
    """*from Australia*."""

    preposition: str
    object: NounPhrase


@dataclass(frozen=True, slots=True)
class SubjectRelative:
    """*who attend the school*; also reduced: *caused by a virus*; ``who`` when by *who*."""

    predicate: Predicate
    who: bool = False


@dataclass(frozen=True, slots=True)
class ObjectRelative:
    """*that Karen likes*: a clause whose predicate contains a :class:`Gap`."""

    subject: NounPhrase
    predicate: Predicate


@dataclass(frozen=True, slots=True)
class WhoseRelative:
    """*whose rating is high*."""

    noun: Nominal
    predicate: Predicate


@dataclass(frozen=True, slots=True)
class Nominal:
    """A noun with its modifiers: what a determiner quantifies over."""

    head: HeadNoun
    modifiers: tuple[Modifier, ...] = ()


@dataclass(frozen=True, slots=True)
class Quantified:
    """A determiner with a noun (or coordinated nouns)."""

    determiner: Determiner
    nominal: Nominal | Coordination


@dataclass(frozen=True, slots=True)
class Possessive:
    """*Tom's cat*; ``determiner`` is EVERY in *all of Tom's cats*."""

    owner: NounPhrase
    nominal: Nominal | Coordination
    determiner: Determiner = Determiner.THE


@dataclass(frozen=True, slots=True)
class Appositive:
    """*the game Zelda*, *the city of Pierre*: a name with what it names."""

    name: Name
    nominal: Nominal


@dataclass(frozen=True, slots=True)
class Counted:
    """*exactly one manager*, *more than two*: at least ``low`` and at most ``high`` of them."""

    nominal: Nominal
    low: int
    high: int | None = None


@dataclass(frozen=True, slots=True)
class Excepting:
    """*everyone but Sam*: of the exceptions the contrary holds."""

    whole: NounPhrase
    exceptions: NounPhrase


@dataclass(frozen=True, slots=True)
class Illustrated:
    """*losses such as theft and fire*: a noun phrase with some of what it speaks of."""

    whole: NounPhrase
    examples: NounPhrase


@dataclass(frozen=True, slots=True)
class Remarked:
    """*the house, built in 1900,*: a remark, or another name, that does not pick it out."""

    whole: NounPhrase
    remark: Modifier | Name


@dataclass(frozen=True, slots=True)
class Comparison:
    """*taller than Bob*: ``words`` hold the whole comparing phrase."""

    words: str
    standard: NounPhrase


@dataclass(frozen=True, slots=True)
class AdjectivePredicate:
    """An adjective with complements: *engaged with school events*, *allowed to leave*."""

    adjective: str
    complements: tuple[Complement, ...]


@dataclass(frozen=True, slots=True)
class NominalPredicate:
    """A noun phrase after the copula."""

    noun_phrase: NounPhrase


@dataclass(frozen=True, slots=True)
class Complement:
    """Something after a verb: an object, a preposition phrase, an adverb, an infinitive.

    ``words`` go into the predicate's name; ``object`` is an argument;
    ``core`` is an embedded infinitive or participle (*to sleep*, *eating*).
    """

    words: str = ""
    object: NounPhrase | None = None
    core: VerbCore | None = None


@dataclass(frozen=True, slots=True)
class VerbCore:
    """A verb without tense or negation, its complements in order, adverbs apart."""

    verb: str
    complements: tuple[Complement, ...] = ()
    adverbs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Passive:
    """*loved by tourists*: ``agent`` is None for an agentless passive."""

    core: VerbCore
    participle: str
    agent: NounPhrase | None


@dataclass(frozen=True, slots=True)
class Be:
    """The copula with its predicate; ``adverbs`` join the predicate's name."""

    predicate: Predicate
    adverbs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class VerbNegation:
    """*does not …*, *never …*."""

    body: Predicate


@dataclass(frozen=True, slots=True)
class Modal:
    """*can*, *may*, *must* …: part of every predicate name below it."""

    word: str
    body: Predicate


@dataclass(frozen=True, slots=True)
class VerbPhrase:
    """A finite predicate with what decides generic or episodic meaning.

    ``episodic`` is set for past, perfect and progressive verbs, which tell of an event;
    ``plural`` is the agreement of the verb where it shows; ``perfect`` is set for *has gone*.
    """

    body: Predicate
    episodic: bool = False
    plural: bool | None = None
    perfect: bool = False


@dataclass(frozen=True, slots=True)
class Clause:
    """Subject and predicate."""

    subject: NounPhrase
    predicate: Predicate


@dataclass(frozen=True, slots=True)
class Existential:
    """*there is …*, *… exists*."""

    noun_phrase: NounPhrase
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Condition:
    """*if antecedent then consequent*."""

    antecedent: SentenceTree
    consequent: SentenceTree


@dataclass(frozen=True, slots=True)
class Bicondition:
    """*left if and only if right*; ``right`` is read first, as the condition."""

    left: SentenceTree
    right: SentenceTree


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """*Who …?*: recognised in order to be refused with a clear reason."""

    word: str


@dataclass(frozen=True, slots=True)
class SentenceNegation:
    """*it is not the case that …*."""

    body: SentenceTree


NounPhrase = (
    Name
    | Number
    | Pronoun
    | Gap
    | Quantified
    | Possessive
    | Appositive
    | Exclusive
    | Counted
    | Excepting
    | Illustrated
    | Remarked
    | Coordination
)
Modifier = (
    Adjective
    | AdjectivePredicate
    | Comparison
    | PrepositionPhrase
    | SubjectRelative
    | ObjectRelative
    | WhoseRelative
    | Passive
    | Coordination
)
Predicate = (
    VerbPhrase
    | Be
    | VerbCore
    | VerbNegation
    | Modal
    | Passive
    | Adjective
    | AdjectivePredicate
    | Comparison
    | PrepositionPhrase
    | NominalPredicate
    | Coordination
)
SentenceTree = (
    Clause | Existential | Condition | Bicondition | SentenceNegation | OpenQuestion | Coordination
)
