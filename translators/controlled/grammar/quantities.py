"""Grammar of determiners and of quantities: *all of the*, *at least two*, *a lot of*."""

from __future__ import annotations

from translators.controlled.grammar.productions import Production, rule
from translators.controlled.tree import (
    Adjective,
    Coordination,
    Determiner,
    HeadNoun,
    Modifier,
    Nominal,
    NounPhrase,
    Possessive,
    Predicate,
    Quantified,
    Relation,
    SubjectRelative,
)
from translators.controlled.words.derivation import counted
from translators.controlled.words.morphology import is_gerund

__all__ = ["QUANTITY_RULES"]

_D = Determiner


def _has(having: SubjectRelative) -> Predicate:
    return having.predicate


def _many(adjectives: tuple[Modifier, ...] | None, head: HeadNoun) -> Nominal | None:
    """*a lot of friends* are many friends."""
    return counted("many", adjectives, head) if head.plural else None


def _much(adjectives: tuple[Modifier, ...] | None, head: HeadNoun) -> Coordination | None:
    """*tons of knowledge* is much knowledge, and it is knowledge; both are said."""
    if head.plural:
        return None
    plain = Nominal(head, adjectives or ())
    parts = tuple(Quantified(_D.BARE, n) for n in (_amount(plain), plain))
    return Coordination(Relation.AND, parts)


def _amount(plain: Nominal) -> Nominal:
    """*much cold water*."""
    words = [m.words for m in plain.modifiers if isinstance(m, Adjective)]
    lemma = " ".join(("much", *words, plain.head.lemma))
    return Nominal(HeadNoun(lemma, False, counted=True))


def _much_of(quantity: object, owner: NounPhrase, nominal: Nominal) -> NounPhrase | None:
    """*a lot of their time*; *a lot of their friends*."""
    head = nominal.head
    if is_gerund(head.lemma.rpartition(" ")[2]):
        return None
    if head.plural:
        return Possessive(owner, counted("many", nominal.modifiers, head))
    parts = tuple(Possessive(owner, n) for n in (_amount(nominal), nominal))
    return Coordination(Relation.AND, parts)


_DETERMINER_RULES = [
    *rule("All", "'all' 'the'?", lambda: _D.EVERY),
    *rule("All", "'all' 'of' 'the'", lambda: _D.EVERY),
    *rule("All", "'each' 'of' 'the'", lambda: _D.EVERY),
    *rule("Det", "All", lambda d: d),
    *rule("Det", "'any'", lambda: _D.ANY),
    *rule("Det", "'any' 'of' 'the'", lambda: _D.ANY),
    *rule("Det", "'some'|'certain'", lambda: _D.SOME),
    *rule("Det", "'some' 'of' 'the'", lambda: _D.SOME),
    *rule("Det", "'at' 'least' 'one'", lambda: _D.SOME),
    *rule("Det", "'one' 'of' 'the'", lambda: _D.SOME),
    *rule("Det", "'a'|'an'", lambda: _D.A),
    *rule("Det", "'no'", lambda: _D.NO),
    *rule("Det", "'none' 'of' 'the'", lambda: _D.NO),
    *rule("Det", "'not' 'all'|'every'", lambda: _D.NOT_EVERY),
    *rule("Det", "'not' 'all' 'the'", lambda: _D.NOT_EVERY),
    *rule("Det", "'most'", lambda: _D.MOST),
    *rule("Det", "'most' 'of' 'the'", lambda: _D.MOST),
    *rule("Det", "'only'", lambda: _D.ONLY),
    *rule("Det", "'the'", lambda: _D.THE),
    *rule("Det", "'that'|'this'|'these'|'those'", lambda: _D.THAT),
]

_HAVING_RULES = [
    *rule("Premodifier", "Having", lambda h: h),
    *rule("Pred0", "Having", _has),
]

_QUANTITY_RULES = [
    *rule("Plain", "Quantity Adjectives? Noun1", counted),
    *rule("Plain", "LotOf Adjectives? Noun1", lambda q, a, h: _many(a, h)),
    *rule("NP0", "LotOf Adjectives? Noun1", lambda q, a, h: _much(a, h)),
    *rule("NP0", "'much' Adjectives? Noun1", _much),
    *rule("NP0", "LotOf OwnerAny Plain", _much_of),
    *rule("LotOf", "'a' 'lot'|'ton' 'of'", lambda: True),
    *rule("LotOf", "'lots'|'tons'|'plenty'|'loads' 'of'", lambda: True),
    *rule("LotOf", "'a' 'great'|'good' 'deal' 'of'", lambda: True),
    *rule("Quantity", "Number", lambda n: n.text),
    *rule("Quantity", "'many'", lambda: "many"),
    *rule("Quantity", "'few'", lambda: "few"),
    *rule("Quantity", "'several'", lambda: "several"),
    *rule("Quantity", "'more' 'than' Number", lambda n: f"more than {n.text}"),
    *rule("Quantity", "'at' 'least' Number", lambda n: f"at least {n.text}"),
    *rule("Quantity", "'at' 'most' Number", lambda n: f"at most {n.text}"),
    *rule("Quantity", "'less'|'fewer' 'than' Number", lambda n: f"less than {n.text}"),
    *rule("Quantity", "'exactly' Number", lambda n: f"exactly {n.text}"),
]

QUANTITY_RULES: tuple[Production, ...] = (
    *_DETERMINER_RULES,
    *_HAVING_RULES,
    *_QUANTITY_RULES,
)
