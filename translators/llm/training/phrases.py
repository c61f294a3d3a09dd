"""Things to say of a subject, and kinds of things: words and meaning together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from prover.logic.syntax import (
    INDIVIDUAL,
    And,
    Exists,
    Formula,
    Symbol,
    Term,
    Variable,
    constant,
    predicate,
)
from prover.logic.walk import substitute
from translators.controlled.wording.phrases import article
from translators.controlled.words.morphology import (
    past_participle,
    plural,
    present_participle,
    third_person,
)
from translators.llm.training.words import Vocabulary
from translators.translation import Category, LexicalEntry

__all__ = ["Kind", "Property", "Subject", "draw_kind", "draw_property", "draw_subject"]

Glossary = Mapping[Symbol, LexicalEntry]

SUBJECT = Variable("subject", INDIVIDUAL)
_OBJECT = Variable("object", INDIVIDUAL)


@dataclass(frozen=True, slots=True)
class Subject:
    """An individual: *Anna*, *the cow*."""

    words: str
    term: Term
    glossary: Glossary


@dataclass(frozen=True, slots=True)
class Property:
    """What can be said of a subject.

    Attributes:
        verb: in its base form.
        one: what follows it after one subject.
        many: what follows it after several.
        meaning: the formula, said of ``SUBJECT``.
        glossary: how to say its symbols.
    """

    verb: str
    one: str
    many: str
    meaning: Formula
    glossary: Glossary

    def of(self, subject: Term) -> Formula:
        """The formula that says it of ``subject``."""
        return substitute(self.meaning, {SUBJECT: subject})

    def forms(self, mark: str = "") -> dict[str, str]:
        """Its forms in a frame: *does*, *does_not*, *do*, *do_not*, *be*, *being*."""
        is_copula = self.verb == "be"
        forms = {
            "does": f"{'is' if is_copula else third_person(self.verb)} {self.one}",
            "does_not": f"{'is not' if is_copula else 'does not ' + self.verb} {self.one}",
            "do": f"{'are' if is_copula else self.verb} {self.many}",
            "do_not": f"{'are not' if is_copula else 'do not ' + self.verb} {self.many}",
            "be": f"{self.verb} {self.one}",
            "being": f"{present_participle(self.verb)} {self.one}",
        }
        return {name + mark: form.strip() for name, form in forms.items()}


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of things: *big cat*, *cat that likes Anna*."""

    one: str
    many: str
    meaning: Formula
    glossary: Glossary

    def of(self, subject: Term) -> Formula:
        """The formula that says that ``subject`` is of this kind."""
        return substitute(self.meaning, {SUBJECT: subject})

    def forms(self, mark: str = "") -> dict[str, str]:
        """Its forms in a frame: *kind*, *a_kind*, *kinds*."""
        forms = {"kind": self.one, "a_kind": article(self.one), "kinds": self.many}
        return {name + mark: form for name, form in forms.items()}


def draw_subject(words: Vocabulary) -> Subject:
    """A name, or a noun with *the*."""
    if words.chance.random() < 0.75:
        name = words.name()
        term = constant(name.lower())
        entry = LexicalEntry(Category.NAME, (name,))
    else:
        noun = words.noun()
        term, name = constant(noun), f"the {noun}"
        entry = LexicalEntry(Category.DEFINITE, (noun,))
    return Subject(name, term, {term.function: entry})


def draw_property(words: Vocabulary) -> Property:
    """One of the ways to say something of a subject."""
    ways: tuple[Callable[[Vocabulary], Property], ...] = (
        _adjective, _noun, _verb_alone, _verb, _verb_some, _passive, _verb_with, _adjective_with,
        _comparative,
    )  # fmt: skip
    weights = (7, 4, 2, 5, 2, 1, 2, 1, 1)
    return words.chance.choices(ways, weights)[0](words)


def draw_kind(words: Vocabulary) -> Kind:
    """A noun, maybe with an adjective or a relative clause, or *thing that …*."""
    noun = words.noun()
    atom = predicate(noun, SUBJECT)
    entries: Glossary = {atom.predicate: LexicalEntry(Category.NOUN, (noun,))}
    match words.chance.choices(("plain", "described", "bare", "that", "thing"), (10, 5, 4, 4, 3))[
        0
    ]:
        case "plain":
            return Kind(noun, plural(noun), atom, entries)
        case "described":
            described = _adjective(words)
            one = f"{described.one} {noun}"
            meaning = And((described.meaning, atom))
            return Kind(one, plural(one), meaning, {**entries, **described.glossary})
        case "bare":
            return _bare(words)
        case "that":
            more = draw_property(words)
            one, many = _relative(more, noun, plural(noun), "that")
            return Kind(one, many, And((atom, more.meaning)), {**entries, **more.glossary})
        case _:
            more = draw_property(words)
            nouns = words.chance.choice((("thing", "that"), ("person", "who")))
            one, many = _relative(more, nouns[0], plural(nouns[0]), nouns[1])
            return Kind(one, many, more.meaning, more.glossary)


def _bare(words: Vocabulary) -> Kind:
    """*big thing*, *big, red thing*: adjectives only."""
    parts = [_adjective(words) for _ in range(words.chance.choice((1, 2, 2)))]
    said = ", ".join(part.one for part in parts)
    noun = words.chance.choice(("thing", "thing", "person"))
    meaning = parts[0].meaning if len(parts) == 1 else And(tuple(p.meaning for p in parts))
    glossary = {symbol: entry for part in parts for symbol, entry in part.glossary.items()}
    return Kind(f"{said} {noun}", f"{said} {plural(noun)}", meaning, glossary)


def _relative(more: Property, one: str, many: str, that: str) -> tuple[str, str]:
    forms = more.forms()
    return f"{one} {that} {forms['does']}", f"{many} {that} {forms['do']}"


def _adjective(words: Vocabulary) -> Property:
    adjective = words.adjective()
    atom = predicate(adjective, SUBJECT)
    entry = LexicalEntry(Category.ADJECTIVE, (adjective,))
    return Property("be", adjective, adjective, atom, {atom.predicate: entry})


def _noun(words: Vocabulary) -> Property:
    noun = words.noun()
    atom = predicate(noun, SUBJECT)
    entry = LexicalEntry(Category.NOUN, (noun,))
    return Property("be", article(noun), plural(noun), atom, {atom.predicate: entry})


def _verb_alone(words: Vocabulary) -> Property:
    verb = words.verb_alone()
    atom = predicate(verb, SUBJECT)
    return Property(verb, "", "", atom, {atom.predicate: LexicalEntry(Category.VERB, (verb,))})


def _verb(words: Vocabulary) -> Property:
    verb, other = words.verb(), draw_subject(words)
    atom = predicate(verb, SUBJECT, other.term)
    entry = LexicalEntry(Category.VERB, (verb, None))
    return Property(verb, other.words, other.words, atom, {**other.glossary, atom.predicate: entry})


def _verb_some(words: Vocabulary) -> Property:
    """*likes a cat*."""
    verb, noun = words.verb(), words.noun()
    is_noun, atom = predicate(noun, _OBJECT), predicate(verb, SUBJECT, _OBJECT)
    entries: Glossary = {
        is_noun.predicate: LexicalEntry(Category.NOUN, (noun,)),
        atom.predicate: LexicalEntry(Category.VERB, (verb, None)),
    }
    meaning = Exists(_OBJECT, And((is_noun, atom)))
    return Property(verb, article(noun), article(noun), meaning, entries)


def _passive(words: Vocabulary) -> Property:
    verb, other = words.verb(), draw_subject(words)
    atom = predicate(verb, other.term, SUBJECT)
    said = f"{past_participle(verb)} by {other.words}"
    entry = LexicalEntry(Category.VERB, (verb, None))
    return Property("be", said, said, atom, {**other.glossary, atom.predicate: entry})


def _verb_with(words: Vocabulary) -> Property:
    (verb, preposition), other = words.verb_with(), draw_subject(words)
    atom = predicate(f"{verb}_{preposition}", SUBJECT, other.term)
    said = f"{preposition} {other.words}"
    entry = LexicalEntry(Category.VERB, (verb, preposition, None))
    return Property(verb, said, said, atom, {**other.glossary, atom.predicate: entry})


def _adjective_with(words: Vocabulary) -> Property:
    (adjective, preposition), other = words.adjective_with(), draw_subject(words)
    return _being(f"{adjective} {preposition}", other)


def _comparative(words: Vocabulary) -> Property:
    return _being(f"{words.comparative()} than", draw_subject(words))


def _being(relation: str, other: Subject) -> Property:
    atom = predicate(relation.replace(" ", "_"), SUBJECT, other.term)
    said = f"{relation} {other.words}"
    entry = LexicalEntry(Category.ADJECTIVE, (relation, None))
    return Property("be", said, said, atom, {**other.glossary, atom.predicate: entry})
