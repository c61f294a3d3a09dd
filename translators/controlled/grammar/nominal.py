"""Grammar of noun phrases: determiners, nouns and their modifiers, possessives, relatives."""

from __future__ import annotations

from dataclasses import replace

from translators.controlled.grammar.coordination import coordination
from translators.controlled.grammar.productions import Costly, Production, rule
from translators.controlled.semantics.context import kind_of_noun
from translators.controlled.tree import (
    Adjective,
    Appositive,
    Comparison,
    Coordination,
    Determiner,
    Exclusive,
    HeadNoun,
    Modifier,
    Name,
    Nominal,
    NounPhrase,
    ObjectRelative,
    Passive,
    Possessive,
    PrepositionPhrase,
    Pronoun,
    Quantified,
    Relation,
    SubjectRelative,
    VerbCore,
    WhoseRelative,
)
from translators.controlled.words.morphology import is_gerund, word_classes
from translators.word_lists import word_set

__all__ = ["NOMINAL_RULES"]

_D = Determiner
_APPOSITIVE_NOUNS = word_set("city town village state country month year name title")


def _another(nominal: Nominal | Coordination) -> NounPhrase | None:
    """*Another country* is an *other country*."""
    if not isinstance(nominal, Nominal):
        return None
    return _quantified(_D.A, replace(nominal, modifiers=(Adjective("other"), *nominal.modifiers)))


def _quantified(determiner: Determiner, nominal: Nominal | Coordination) -> NounPhrase | None:
    """Refuses *a cats* and *every cats*; *all cat* is left to mass nouns."""
    head = nominal.head if isinstance(nominal, Nominal) else None
    if determiner is _D.ONLY and head and not head.plural:
        return None
    if head and head.plural and not head.counted and determiner in (_D.A, _D.THAT):
        return None if determiner is _D.A else Quantified(determiner, nominal)
    return Quantified(determiner, nominal)


def _each(nominal: Nominal | Coordination) -> NounPhrase | None:
    if isinstance(nominal, Nominal) and nominal.head.plural:
        return None
    return Quantified(_D.EVERY, nominal)


def _bare(nominal: Nominal) -> Quantified:
    return Quantified(_D.BARE, nominal)


def _bare_plural(nominal: Nominal) -> Quantified | None:
    return Quantified(_D.BARE, nominal) if nominal.head.plural else None


def _bare_singular(nominal: Nominal) -> Quantified | None:
    if nominal.head.plural or any(_is_phrase(m) for m in nominal.modifiers):
        return None
    return Quantified(_D.BARE, nominal)


def _bare_singular_modified(nominal: Nominal) -> Quantified | None:
    """*lunch at home*, where *have lunch | at home* is the better bet."""
    if nominal.head.plural or not any(_is_phrase(m) for m in nominal.modifiers):
        return None
    return None if _doing(nominal.head) else Quantified(_D.BARE, nominal)


def _doing(head: HeadNoun) -> bool:
    """An *-ing* form that no dictionary calls a noun: it names a deed only by itself."""
    last = head.lemma.rpartition(" ")[2]
    return is_gerund(last) and "NOUN" not in word_classes(last)


def _is_phrase(modifier: Modifier) -> bool:
    return isinstance(modifier, PrepositionPhrase) and modifier.preposition != "of"


def _pronominal(determiner: Determiner, noun: str):  # type: ignore[no-untyped-def]
    def build(posts: tuple[Modifier, ...] | None) -> Quantified:
        return Quantified(determiner, Nominal(HeadNoun(noun, False), posts or ()))

    return build


def _nominal(
    adjectives: tuple[Modifier, ...] | None, head: HeadNoun, posts: tuple[Modifier, ...] | None
) -> Nominal:
    return Nominal(head, (*(adjectives or ()), *(posts or ())))


def _shared(relation: Relation):  # type: ignore[no-untyped-def]
    def build(first: Nominal, second: Nominal, posts: tuple[Modifier, ...] | None) -> Coordination:
        parts = tuple(Nominal(n.head, (*n.modifiers, *(posts or ()))) for n in (first, second))
        return Coordination(relation, parts)

    return build


def _listed(relation: Relation):  # type: ignore[no-untyped-def]
    """*Every director, officer and employee of the firm*, whose last words belong to all."""

    def build(*parts: Nominal | tuple[Modifier, ...] | None) -> Coordination:
        *nominals, posts = parts
        shared = posts if isinstance(posts, tuple) else ()
        listed = (n for n in nominals if isinstance(n, Nominal))
        return Coordination(
            relation, tuple(Nominal(n.head, (*n.modifiers, *shared)) for n in listed)
        )

    return build


def _both_nouns(relation: Relation):  # type: ignore[no-untyped-def]
    def build(first: Nominal, second: Nominal) -> Coordination:
        return Coordination(relation, (first, second))

    return build


def _compound(modifier: HeadNoun | Name, head: HeadNoun) -> HeadNoun | Costly | None:
    if head.lemma in ("thing", "person"):
        return None
    word = modifier.symbol.replace("_", " ") if isinstance(modifier, Name) else modifier.lemma
    whole = HeadNoun(f"{word} {head.lemma}", head.plural)
    # *a student swimming in a pool* is a student; *student housing* is housing.
    does = isinstance(modifier, Name) or kind_of_noun(modifier.lemma).person
    return Costly(whole, 4) if does and is_gerund(head.lemma.partition(" ")[0]) else whole


def _plural_compound(modifier: HeadNoun, head: HeadNoun) -> HeadNoun | Costly | None:
    """*sports car*: a plural inside a compound."""
    return _compound(modifier, head) if modifier.plural else None


def _posts(first: Modifier, rest: tuple[Modifier, ...]) -> tuple[Modifier, ...] | Costly | None:
    """Modifiers in a row; one that fits the noun just before it belongs to that noun."""
    clause = isinstance(first, (SubjectRelative, ObjectRelative, WhoseRelative))
    posts = (first, *rest)
    if not isinstance(first, PrepositionPhrase):
        # What follows the verb of a relative clause belongs to that verb.
        inside = isinstance(rest[0], PrepositionPhrase) or _is_participle(rest[0])
        return None if clause and inside else posts
    near = first.object.nominal if isinstance(first.object, Quantified) else None
    if not isinstance(near, Nominal):
        return posts
    match rest[0]:
        case Comparison():
            return Costly(posts, 2)
        case SubjectRelative(_, who):
            person = bool(kind_of_noun(near.head.lemma).person)
            return Costly(posts, 2) if person or not who else posts
        case _:
            return posts


def _with_post(nominal: Nominal, posts: tuple[Modifier, ...]) -> Nominal | Costly:
    """A noun with what follows it; *who* wants a noun for persons."""
    whole = Nominal(nominal.head, (*nominal.modifiers, *posts))
    if kind_of_noun(nominal.head.lemma).person:
        return whole
    cost = 2 * any(isinstance(p, SubjectRelative) and p.who for p in posts)
    cost += max(_cost_of_participle(p, nominal.head) for p in posts)
    return Costly(whole, cost) if cost else whole


def _cost_of_participle(post: Modifier, head: HeadNoun) -> int:
    """*time eating*, *the campus dining halls*: neither time nor a campus eats."""
    if not isinstance(post, SubjectRelative) or not isinstance(post.predicate, VerbCore):
        return 0
    complements = post.predicate.complements
    if not complements:
        return 6
    with_object = any(c.object is not None and not c.words for c in complements)
    return 3 if with_object and not head.plural else 0


def _is_participle(post: Modifier) -> bool:
    """*eating apples* after a noun."""
    return isinstance(post, SubjectRelative) and isinstance(post.predicate, VerbCore)


def _reduced(passive: Passive) -> SubjectRelative | None:
    """*made by Bob*; a participle alone stands before its noun."""
    core = passive.core
    alone = passive.agent is None and not core.complements and not core.adverbs
    return None if alone else SubjectRelative(passive)


def _compared(comparison: Comparison) -> Comparison | None:
    """*a man taller than Bob*; in *likes apples more than pears* the liking is compared."""
    return None if comparison.words in ("more than", "less than") else comparison


def _remark(name: Name, remark: Modifier) -> Appositive:
    """*Harry, who lives in London, …*: a remark on a name."""
    return Appositive(name, Nominal(HeadNoun("thing", False), (remark,)))


def _of_one_owner(owner: NounPhrase, first: Nominal, second: Nominal) -> Coordination:
    return Coordination(Relation.AND, (Possessive(owner, first), Possessive(owner, second)))


def _owned(determiner: Determiner):  # type: ignore[no-untyped-def]
    def build(owner: NounPhrase, nominal: Nominal) -> Possessive | None:
        # In *spends her time eating* she eats; nobody owns a time eating.
        deed = " " in nominal.head.lemma and _doing(nominal.head)
        return None if deed else Possessive(owner, nominal, determiner)

    return build


def _work_by(head: HeadNoun, title: Name, author: NounPhrase) -> Appositive:
    """*the book "Emma" by Jane Austen*."""
    return Appositive(title, Nominal(head, (PrepositionPhrase("by", author),)))


def _city_of(head: HeadNoun, name: Name) -> Appositive | None:
    if head.lemma.split()[-1] not in _APPOSITIVE_NOUNS:
        return None
    return Appositive(name, Nominal(head))


def _cities_of(head: HeadNoun, first: Name, rest: tuple[Name, ...]) -> Coordination | None:
    if head.lemma.split()[-1] not in _APPOSITIVE_NOUNS:
        return None
    parts = tuple(Appositive(n, Nominal(head)) for n in (first, *rest))
    return Coordination(Relation.AND, parts)


_PRONOMINAL_RULES = [
    *rule("Total", "'everyone'|'everybody' Posts?", _pronominal(_D.EVERY, "person")),
    *rule("Total", "'anyone'|'anybody' Posts?", _pronominal(_D.ANY, "person")),
    *rule("NP0", "'someone'|'somebody' Posts?", _pronominal(_D.SOME, "person")),
    *rule("Total", "'nobody' Posts?", _pronominal(_D.NO, "person")),
    *rule("Total", "'no' 'one' Posts?", _pronominal(_D.NO, "person")),
    *rule("Total", "'those' Posts", _pronominal(_D.EVERY, "person")),
    *rule("Total", "'everything' Posts?", _pronominal(_D.EVERY, "thing")),
    *rule("Total", "'anything' Posts?", _pronominal(_D.ANY, "thing")),
    *rule("NP0", "'something' Posts?", _pronominal(_D.SOME, "thing")),
    *rule("Total", "'nothing' Posts?", _pronominal(_D.NO, "thing")),
    *rule("NP0", "'whatever' VP", lambda v: _pronominal(_D.EVERY, "thing")((SubjectRelative(v),))),
    *rule("NP0", "'whoever' VP", lambda v: _pronominal(_D.EVERY, "person")((SubjectRelative(v),))),
]

_NOUN_PHRASE_RULES = [
    *coordination("NP", "NP0", contrast=False),
    *rule("NP0", "'the'? Name", lambda n: n),
    *rule("NP0", "'only' 'the'? Name", Exclusive),
    *rule("NP0", "Pronoun", lambda p: p),
    *rule("NP0", "Number", lambda n: n),
    *rule("NP0", "'the' 'number' Number", lambda n: n),
    *rule("NP0", "Total", lambda n: n),
    *rule("Total", "Det Nominal", _quantified),
    *rule("NP0", "'another' Nominal", _another),
    *rule("Total", "'every' 'single'? Nominal", _each),
    *rule("Total", "'each' Nominal", _each),
    *rule("NP0", "Nominal1", _bare_plural),
    *rule("NP0", "Nominal1", _bare_singular, 2),
    *rule("NP0", "Nominal1", _bare_singular_modified, 4),
    *rule("NP0", "'the' Noun1 'the'? Name", lambda h, n: Appositive(n, Nominal(h)), 1),
    *rule("NP0", "'the' Noun1 Name 'by' NP0", _work_by, -1),
    *rule("NP0", "'the' Noun1 'of' Name", _city_of, -2),
    *rule("NP0", "Name ''s'", lambda n: Name(f"{n.symbol}s", f"{n.text}'s"), 5),
    *rule("NP0", "'each' 'other'", lambda: Pronoun("each other")),
    *rule("NP0", "'one' 'another'", lambda: Pronoun("each other")),
    *rule("NP0", "'the' Noun1 'of' Name Names", _cities_of, -2),
    *rule("NP0", "Name ',' Relative ','", _remark),
    *rule("NP0", "Name ',' Passive ','", lambda n, p: _remark(n, SubjectRelative(p))),
    *rule("NP0", "Name ',' 'a'|'an'|'the' Nominal1 ','", Appositive),
    *rule("Names", "','? 'and' Name", lambda n: (n,)),
    *rule("Names", "',' Name Names", lambda n, rest: (n, *rest)),
]

_POSSESSIVE_RULES = [
    *rule("NP0", "Owner Nominal1", _owned(_D.THE)),
    *rule("NP0", "Possessor ''s' Nominal1", _owned(_D.THE)),
    *rule("NP0", "'all'|'every'|'each' 'of'? OwnerAny Nominal1", _owned(_D.EVERY)),
    *rule("NP0", "'some' 'of'? OwnerAny Nominal1", _owned(_D.SOME)),
    *rule("NP0", "'no'|'none' 'of'? OwnerAny Nominal1", _owned(_D.NO)),
    *rule("NP0", "Owner Plain 'and' Plain", _of_one_owner, -2),
    *rule("OwnerAny", "Owner", lambda o: o),
    *rule("OwnerAny", "Possessor ''s'", lambda o: o),
    *rule("Possessor", "'the'? Name", lambda n: n),
    *rule("Possessor", "'the' Plain", lambda n: Quantified(_D.THE, n)),
    *rule("Possessor", "'a'|'an' Plain", lambda n: Quantified(_D.A, n)),
    *rule("Possessor", "'every'|'each' Plain", lambda n: Quantified(_D.EVERY, n)),
    *rule("Possessor", "Plain", _bare),
    *rule("Possessor", "Name ''s' Plain", lambda n, m: Possessive(n, m)),
    *rule("Possessor", "Owner Plain", lambda n, m: Possessive(n, m)),
]

_NOMINAL_RULES = [
    *rule("Nominal", "Nominal1", lambda n: n),
    *rule("Nominal", "Plain 'and' Plain Posts", _shared(Relation.AND), -2),
    *rule("Nominal", "Plain 'or' Plain Posts", _shared(Relation.OR), -2),
    *rule("Nominal", "Plain 'and' Plain", _both_nouns(Relation.AND), 1),
    *rule("Nominal", "Plain 'or' Plain", _both_nouns(Relation.OR), 1),
    *rule("Nominal", "Plain ',' Plain ','? 'and' Plain Posts?", _listed(Relation.AND), -1),
    *rule("Nominal", "Plain ',' Plain ','? 'or' Plain Posts?", _listed(Relation.OR), -1),
    *rule("Nominal1", "Plain", lambda n: n),
    *rule("Nominal1", "Plain Posts", _with_post),
    *rule("Plain", "Adjectives? Noun1", lambda a, h: _nominal(a, h, None)),
    *rule("Noun1", "Noun", lambda n: n),
    *rule("Noun1", "NounModifier Noun1", _compound),
    *rule("Noun1", "Noun Noun1", _plural_compound, 6),
    *rule("Noun1", "Name Noun1", _compound, 3),
]

_ADJECTIVE_RULES = [
    *rule("Adjectives", "Premodifier", lambda a: (a,)),
    *rule("Adjectives", "Premodifier ','? Adjectives", lambda a, rest: (a, *rest)),
    *rule("Adjectives", "Premodifier 'and' Premodifier", lambda a, b: (a, b)),
    *rule("Adjectives", "Premodifier ',' Premodifier ','? 'and' Premodifier", lambda *abc: abc),
    *rule(
        "Adjectives", "Premodifier 'or' Premodifier", lambda *ab: (Coordination(Relation.OR, ab),)
    ),
    *rule("Premodifier", "Adj", Adjective),
    *rule("Premodifier", "Adv Adj", lambda v, a: Adjective(f"{v} {a}")),
    *rule("Premodifier", "VBN", lambda v: Adjective(v[1]), 2),
    *rule("Premodifier", "Adv VBN", lambda a, v: Adjective(f"{a} {v[1]}"), 2),
    *rule("Premodifier", "Comparative", Adjective),
    *rule("Premodifier", "Superlative", Adjective),
    *rule("Premodifier", "'most' Adj", lambda a: Adjective(f"most {a}")),
    *rule("Premodifier", "'least' Adj", lambda a: Adjective(f"least {a}")),
    *rule("Premodifier", "'more' Adj", lambda a: Adjective(f"more {a}")),
    *rule("Premodifier", "Ordinal", Adjective, 2),
    *rule("Premodifier", "Ordinal Superlative", lambda o, s: Adjective(f"{o} {s}")),
    *rule("Premodifier", "Name", lambda n: Adjective(n.symbol.replace("_", " ")), 8),
]

_POSTMODIFIER_RULES = [
    *rule("Posts", "Post", lambda p: (p,)),
    *rule("Posts", "Post Posts", _posts),
    *rule("Post", "'of' NP", lambda n: PrepositionPhrase("of", n)),
    *rule("Post", "Prep NP", lambda p, n: None if p == "of" else PrepositionPhrase(p, n), 1),
    *rule("Post", "','? Relative", lambda r: r),
    *rule("Post", "','? Passive", _reduced, 2),
    *rule("Post", "','? CoreG", SubjectRelative, 4),
    *rule("Post", "Comparison", _compared),
    *rule("Post", "ComplementedAdjective", lambda a: a),
]

NOMINAL_RULES: tuple[Production, ...] = (
    *_PRONOMINAL_RULES,
    *_NOUN_PHRASE_RULES,
    *_POSSESSIVE_RULES,
    *_NOMINAL_RULES,
    *_ADJECTIVE_RULES,
    *_POSTMODIFIER_RULES,
)
