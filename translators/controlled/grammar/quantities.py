"""Grammar of determiners and of quantities: *all of the*, *at least two*, *a lot of*."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from translators.controlled.grammar.productions import Production, rule
from translators.controlled.tree import (
    Adjective,
    Be,
    Coordination,
    Counted,
    Determiner,
    HeadNoun,
    Modifier,
    Nominal,
    NounPhrase,
    Number,
    Possessive,
    Predicate,
    Quantified,
    Relation,
    SubjectRelative,
)
from translators.controlled.words.derivation import counted
from translators.controlled.words.morphology import is_gerund
from translators.word_lists import word_set

__all__ = ["QUANTITY_RULES"]

_D = Determiner


def _has(having: SubjectRelative) -> Predicate:
    return having.predicate


def _many(adjectives: tuple[Modifier, ...] | None, head: HeadNoun) -> Nominal | None:
    """*a lot of friends* are many friends."""
    return counted("many", adjectives, head) if head.plural else None


def _last_few(
    ordinal: str, quantity: str, adjectives: tuple[Modifier, ...] | None, head: HeadNoun
) -> Nominal | None:
    """*the last five years*."""
    if not head.plural:
        return None
    return counted(quantity, (Adjective(ordinal), *(adjectives or ())), head)


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


_COUNTABLE = 3
"""Up to so many are counted by variables; a larger quantity stays part of its noun."""
_MEASURES = word_set(
    """
    second minute hour day week month year decade century time meter metre kilometer kilometre
    mile foot inch gram kilogram pound ton liter litre degree percent dollar euro cent point
    """
)
_AT_LEAST, _AT_MOST, _EXACTLY = (1, 0), (0, 1), (1, 1)


def _bounds(
    least: int, most: int, shift: int = 0
) -> Callable[[Number], tuple[int, int | None] | None]:
    """The bounds a number gives: *more than two* is at least three."""

    def build(number: Number) -> tuple[int, int | None] | None:
        if not number.text.isdigit() or int(number.text) + shift not in range(_COUNTABLE + 1):
            return None
        bound = int(number.text) + shift
        return (bound if least else 0, bound if most else None)

    return build


def _counted(bounds: tuple[int, int | None], nominal: Nominal) -> Counted | None:
    """*exactly one manager*; time and money are measured, not counted."""
    head = nominal.head
    if head.counted or head.lemma.rpartition(" ")[2] in _MEASURES or bounds == (1, None):
        return None
    return Counted(nominal, *bounds)


def _counted_of(
    bounds: tuple[int, int | None], known: Number | None, nominal: Nominal
) -> Counted | None:
    return _counted(bounds, nominal) if nominal.head.plural else None


def _one_of(determiner: Determiner) -> Callable[[Number | None, Nominal], Quantified | None]:
    """*one of the parties is*: the noun is in the plural, what it speaks of is not."""

    def build(known: Number | None, nominal: Nominal) -> Quantified | None:
        if not nominal.head.plural or nominal.head.counted:
            return None
        one = replace(nominal.head, plural=False)
        return Quantified(determiner, Nominal(one, nominal.modifiers))

    return build


def _bounded(words: str) -> Callable[[Number], Number | None]:
    """*more than $50*, *up to 10%*: an amount, whatever it is of."""

    def build(amount: Number) -> Number | None:
        if "$" not in amount.text and "%" not in amount.text:
            return None
        return Number(f"{words.replace(' ', '_')}_{amount.symbol}", f"{words} {amount.text}")

    return build


def _aged(bound: str) -> Callable[[Number, bool | None], Adjective]:
    """*18 or over*, *at least 18 years old*: one property, said *18 or older*."""
    return lambda age, years: Adjective(f"{age.text} or {bound}")


_AGE_RULES = [
    *rule("Pred0", "'aged'? Age", lambda a: a, -2),
    *rule("Post", "'aged'? Age", lambda a: a, -2),
    *rule("Age", "Number YearsOld? 'or' 'older'|'over'|'above'", _aged("older")),
    *rule("Age", "Number YearsOld? 'or' 'younger'|'under'|'below'", _aged("younger")),
    *rule("Age", "'at' 'least' Number YearsOld", _aged("older")),
    *rule("Age", "'at' 'most' Number YearsOld", _aged("younger")),
    *rule("YearsOld", "'years' 'old'", lambda: True),
    *rule("YearsOld", "'years' 'of' 'age'", lambda: True),
    *rule("VPb0", "'be' 'aged'? Age", Be),
]

_AMOUNT_RULES = [
    *rule("NP0", "'more' 'than' Number", _bounded("more than"), 2),
    *rule("NP0", "'less' 'than' Number", _bounded("less than"), 2),
    *rule("NP0", "'at' 'least' Number", _bounded("at least"), 2),
    *rule("NP0", "'at' 'most' Number", _bounded("at most"), 2),
    *rule("NP0", "'up' 'to' Number", _bounded("up to"), -2),
]

_COUNTING_RULES = [
    *rule("NP0", "Count Nominal1", _counted, -2),
    *rule("NP0", "Count 'of' 'the' Number? Nominal1", _counted_of, -2),
    *rule("Count", "'at' 'least' Number", _bounds(*_AT_LEAST)),
    *rule("Count", "'at' 'most' Number", _bounds(*_AT_MOST)),
    *rule("Count", "'exactly'|'only' Number", _bounds(*_EXACTLY)),
    *rule("Count", "'more' 'than' Number", _bounds(*_AT_LEAST, 1)),
    *rule("Count", "'less'|'fewer' 'than' Number", _bounds(*_AT_MOST, -1)),
    *rule("NP0", "'one' 'of' 'the' Number? Nominal1", _one_of(_D.SOME)),
    *rule("NP0", "'at' 'least' 'one' 'of' 'the' Number? Nominal1", _one_of(_D.SOME)),
    *rule("NP0", "'none' 'of' 'the' Number? Nominal1", _one_of(_D.NO)),
    *rule("NP0", "'neither' 'of' 'the' Number? Nominal1", _one_of(_D.NO)),
    *rule("NP0", "'each' 'of' 'the' Number Nominal1", _one_of(_D.EVERY)),
]

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
    *rule("Plain", "Ordinal Quantity Adjectives? Noun1", _last_few),
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
    *_COUNTING_RULES,
    *_AGE_RULES,
    *_AMOUNT_RULES,
    *_DETERMINER_RULES,
    *_HAVING_RULES,
    *_QUANTITY_RULES,
)
