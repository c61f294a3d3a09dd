"""Grammar of verbs: their tenses, negations and complements, and the copula's forms.

Will, do and the perfect are transparent: they leave no trace in predicate names.  Can,
may, must, should and could stay in the name (*can fly* says less than *flies*).
"""

from __future__ import annotations

from itertools import pairwise

from translators.controlled.grammar.coordination import coordination
from translators.controlled.grammar.productions import Costly, Production, rule
from translators.controlled.tree import (
    Be,
    Complement,
    Coordination,
    Gap,
    Modal,
    NounPhrase,
    Passive,
    Predicate,
    VerbCore,
    VerbNegation,
    VerbPhrase,
)
from translators.controlled.words.morphology import is_known, present_participle
from translators.word_lists import word_set

__all__ = ["VERBAL_RULES"]

_DITRANSITIVE = word_set(
    """
    allow allocate ask assign award bake bring build buy charge cook cost deny draw drop envy
    feed fetch find forgive get give grant guarantee hand keep leave lend make offer owe pass
    pay play pour promise read refuse reserve save sell send serve show sing spare take teach
    tell throw toss wish write call name elect appoint consider
    """
)
"""Verbs that take two objects: *give Ann a book*, *call Bob a fool*."""
_WITH_GERUND = word_set(
    """
    avoid begin consider continue discuss dislike enjoy finish go hate imagine keep like love
    mind practice practise prefer quit regret remember risk sit spend stand start stop suggest
    try waste
    """
)
"""Verbs that an *-ing* form completes: *stop smoking*, *spend time reading*."""

_Adverbs = tuple[str, ...]
_Form = tuple[bool | None, bool]


def _negated(negation: bool | None, body: Predicate) -> Predicate:
    return VerbNegation(body) if negation else body


def _be(
    form: _Form, negation: bool | None, adverbs: _Adverbs | None, predicate: Predicate
) -> VerbPhrase | None:
    if isinstance(predicate, VerbPhrase) or (negation and _holds_negation(predicate)):
        return None
    if _verb_in_the_middle(predicate):
        return None
    return VerbPhrase(_negated(negation, Be(predicate, adverbs or ())), False, form[0])


def _verb_in_the_middle(predicate: Predicate) -> bool:
    """*is kind and sings and round*: after a verb of its own, *is* reaches no further."""
    parts = predicate.parts if isinstance(predicate, Coordination) else ()
    verbs = [isinstance(p, VerbPhrase) for p in parts]
    return verbs != sorted(verbs)


def _holds_negation(predicate: Predicate) -> bool:
    """*is not kind and not round*: the first *not* belongs to *kind* alone."""
    if isinstance(predicate, VerbNegation):
        return True
    if isinstance(predicate, Coordination):
        inner = (VerbNegation, VerbPhrase)
        return predicate.contrast or any(isinstance(p, inner) for p in predicate.parts)
    return False


def _adverbial(adverbs: _Adverbs | None, body: Predicate) -> Predicate:
    """Adverbs before a verb join that verb, whichever side of it they stand."""
    if adverbs and isinstance(body, VerbCore):
        return VerbCore(body.verb, body.complements, (*adverbs, *body.adverbs))
    return Be(body, adverbs) if adverbs else body


def _auxiliary(negation: bool | None, adverbs: _Adverbs | None, body: Predicate) -> VerbPhrase:
    return VerbPhrase(_negated(negation, _adverbial(adverbs, body)))


def _modal(
    word: str, negation: bool | None, adverbs: _Adverbs | None, body: Predicate
) -> VerbPhrase:
    inner = _adverbial(adverbs, body)
    # What cannot be so is not so; this links *cannot be from Mars* to *is from Mars*.
    # What cannot be done may have no power over what is done: *cannot be dismissed*.
    if word == "can" and negation and isinstance(inner, Be) and not _done(inner.predicate):
        return VerbPhrase(VerbNegation(inner))
    return VerbPhrase(_negated(negation, Modal(word, inner)))


def _done(predicate: Predicate) -> bool:
    parts = predicate.parts if isinstance(predicate, Coordination) else (predicate,)
    return any(isinstance(p, Passive) for p in parts)


def _perfect(negation: bool | None, adverbs: _Adverbs | None, body: Predicate) -> VerbPhrase:
    return VerbPhrase(_negated(negation, _adverbial(adverbs, body)), True, perfect=True)


def _need_not(core: VerbCore) -> VerbPhrase:
    """*need not leave*: does not need to."""
    return VerbPhrase(VerbNegation(VerbCore("need", (Complement("to", core=core),))))


def _finite(plural: bool | None, episodic: bool):  # type: ignore[no-untyped-def]
    def build(adverbs: _Adverbs | None, core: VerbCore) -> VerbPhrase:
        return VerbPhrase(_adverbial(adverbs, core), episodic, plural)

    return build


def _never(adverbs: _Adverbs | None, phrase: VerbPhrase) -> VerbPhrase:
    return VerbPhrase(
        VerbNegation(_adverbial(adverbs, phrase.body)), phrase.episodic, phrase.plural
    )


def _core(verb: str, complements: tuple[Complement, ...] | None) -> VerbCore | Costly | None:
    adverbs = tuple(
        c.words
        for c in complements or ()
        if c.object is None and c.core is None and c.words.startswith("~")
    )
    rest = tuple(c for c in complements or () if not c.words.startswith("~"))
    objects = sum(c.object is not None and not c.words for c in rest)
    if objects > 1 and verb not in _DITRANSITIVE and is_known(verb):
        return None
    core = VerbCore(verb, rest, tuple(a[1:] for a in adverbs))
    cost = _cost_of_gerund(verb, rest) + _cost_of_adverbs(complements or ())
    return Costly(core, cost) if cost else core


def _cost_of_adverbs(complements: tuple[Complement, ...]) -> int:
    """*plans to study abroad*: an adverb belongs to the verb before it."""
    pairs = pairwise(complements)
    return 2 * any(c.core is not None and after.words.startswith("~") for c, after in pairs)


def _cost_of_gerund(verb: str, complements: tuple[Complement, ...]) -> int:
    """How far-fetched an *-ing* form is after this verb: *stops smoking*, *eats singing*."""
    cost = 0
    for before, complement in zip((None, *complements), complements, strict=False):
        if complement.core is not None and not complement.words:
            cost += 0 if verb in _WITH_GERUND else 6
            # *in the campus dining halls* holds no dining.
            cost += 4 if before is not None and before.words else 0
    return cost


def _past_core(verb: str, complements: tuple[Complement, ...] | None) -> VerbCore | Costly | None:
    """*was sung by Ann and produced by Bob*: before *by*, a participle is likelier."""
    found = _core(verb, complements)
    if found is None or not any(c.words == "by" for c in complements or ()):
        return found
    return Costly(found.tree, found.cost + 2) if isinstance(found, Costly) else Costly(found, 2)


def _participle_core(
    participle: tuple[str, str], complements: tuple[Complement, ...] | None
) -> VerbCore | Costly | None:
    return _core(participle[0], complements)


def _passive(
    adverbs: _Adverbs | None,
    participle: tuple[str, str],
    complements: tuple[Complement, ...] | None,
) -> Passive | Costly | None:
    found = _core(participle[0], complements)
    core = found.tree if isinstance(found, Costly) else found
    if core is None:
        return None
    cost = found.cost if isinstance(found, Costly) else 0
    agent = next((c.object for c in core.complements if c.words == "by"), None)
    rest = tuple(c for c in core.complements if c.object is not agent or agent is None)
    passive = Passive(
        VerbCore(core.verb, rest, (*(adverbs or ()), *core.adverbs)), participle[1], agent
    )
    if any(not c.words and c.object for c in rest):
        # *is given a book*; *is printed text* is a noun phrase.
        if core.verb not in _DITRANSITIVE:
            return None
        cost += 3
    return Costly(passive, cost) if cost else passive


def _by_preposition(preposition: str, phrase: NounPhrase) -> Complement | None:
    """*of* has rules of its own; *worth $50* is said of a thing and not of a deed."""
    return None if preposition in ("of", "worth") else Complement(preposition, phrase)


def _help(core: VerbCore) -> VerbCore:
    """*help pay for tuition*, whose infinitive has no *to*."""
    return VerbCore("help", (Complement("", core=core),))


def _gerund(preposition: str, core: VerbCore) -> Complement:
    """*guilty of stealing money*."""
    return Complement(preposition, core=_participial(core))


def _doing(core: VerbCore) -> Complement | Costly:
    """*spends hours reading books*; *enjoys reading* has a noun rather."""
    doing = Complement(core=_participial(core))
    return doing if core.complements or core.adverbs else Costly(doing, 4)


def _participial(core: VerbCore) -> VerbCore:
    return VerbCore(present_participle(core.verb), core.complements, core.adverbs)


def _gap_core(verb: str, rest: tuple[Complement, ...] | None) -> VerbCore | Costly | None:
    return _core(verb, (Complement(object=Gap()), *(rest or ())))


def _stranded(
    verb: str, before: tuple[Complement, ...] | None, preposition: str
) -> VerbCore | Costly | None:
    return _core(verb, (*(before or ()), Complement(preposition, Gap())))


_AUXILIARY_RULES = [
    *rule("Be", "'is'|'am'", lambda: (False, False)),
    *rule("Be", "'are'", lambda: (True, False)),
    *rule("Be", "'was'", lambda: (False, True)),
    *rule("Be", "'were'", lambda: (True, True)),
    *rule("Not", "'not'|'never'", lambda: True),
    *rule("Not", "'no' 'longer'", lambda: True),
    *rule("Adverbs", "Adv", lambda a: (a,)),
    *rule("Adverbs", "Filler", lambda f: ()),
    *rule("Adverbs", "Adv Adverbs", lambda a, rest: (a, *rest)),
    *rule("Adverbs", "Filler Adverbs", lambda f, rest: rest),
    *rule("DoForm", "'do'|'does'|'did'", lambda: True),
    *rule("Will", "'will'|'would'|'shall'", lambda: True),
    *rule("HaveForm", "'has'|'have'|'had'", lambda: True),
]

_FINITE_RULES = [
    *coordination("VP", "VP0"),
    *rule("VP0", "Be Not? Adverbs? Pred", _be),
    *rule("VP0", "Be Adverbs Not Pred", lambda b, a, n, p: _be(b, n, a, p)),
    *rule(
        "VP0", "HaveForm Not? Adverbs? 'been' Pred", lambda h, n, a, p: _be((None, False), n, a, p)
    ),
    *rule("VP0", "DoForm Not Adverbs? VPb", lambda d, n, a, v: _auxiliary(n, a, v)),
    *rule("VP0", "DoForm VPb", lambda d, v: _auxiliary(None, None, v), 1),
    *rule("VP0", "Will Not? Adverbs? VPb", lambda w, n, a, v: _auxiliary(n, a, v)),
    *rule("VP0", "Modal Not? Adverbs? VPb", _modal),
    *rule("VP0", "'need' 'not' CoreB", _need_not),
    *rule("VP0", "HaveForm Not? Adverbs? VPn", lambda h, n, a, v: _perfect(n, a, v)),
    *rule("VP0", "Adverbs? CoreZ", _finite(False, False)),
    # A plural verb looks like a noun, so the other readings of a sentence go first.
    *rule("VP0", "Adverbs? CoreB", _finite(True, False), 1),
    *rule("VP0", "Adverbs? CoreD", _finite(None, True)),
    *rule("Never", "'never'", lambda: True),
    *rule("Never", "'no' 'longer'", lambda: True),
    *rule("VP0", "Never VP0", lambda n, v: _never(None, v)),
]

_BASE_RULES = [
    *coordination("VPb", "VPb0"),
    *rule("VPb0", "CoreB", lambda c: c),
    *rule("VPb0", "'be' Adverbs? Pred", lambda a, p: Be(p, a or ())),
    *rule("VPb0", "'have' VPn", lambda v: v, 1),
    *coordination("VPn", "CoreN"),
    *rule("CoreZ", "VBZ Complements?", _core),
    *rule("CoreD", "VBD Complements?", _past_core),
    *rule("CoreB", "VB Complements?", _core),
    *rule("CoreN", "VBN Complements?", _participle_core),
    *rule("CoreG", "VBG Complements?", _core),
    *rule("Passive", "Adverbs? VBN Complements?", _passive),
    *rule("CoreB", "'help' CoreB", _help),
    *rule("CoreZ", "'helps' CoreB", _help),
    *rule("CoreD", "'helped' CoreB", _help),
]

_COMPLEMENT_RULES = [
    *rule("Complements", "Object Adjuncts?", lambda o, rest: (o, *(rest or ()))),
    *rule("Complements", "Adverb1 Object Adjuncts?", lambda a, o, r: (a, o, *(r or ())), 1),
    *rule("Complements", "Object Object Adjuncts?", lambda a, b, rest: (a, b, *(rest or ())), 3),
    *rule("Complements", "Adjuncts", lambda a: a),
    *rule("Object", "NP", lambda n: Complement(object=n)),
    *rule("Adjuncts", "Adjunct", lambda a: (a,)),
    *rule("Adjuncts", "Adjunct Adjuncts", lambda a, rest: (a, *rest)),
    *rule("Adjunct", "PrepComplement", lambda c: c),
    *rule("Adjunct", "Adverb1", lambda a: a),
    *rule("Adverb1", "Adv", lambda a: None if a == "too" else Complement(f"~{a}")),
    *rule("Adverb1", "LateAdv", lambda a: Complement(f"~{a}")),
    *rule("Adverb1", "Filler", lambda f: Complement("~"), 1),
    *rule("Adverb1", "'the' 'most'", lambda: Complement("~the most")),
    *rule("Adjunct", "Particle", Complement),
    *rule("Adjunct", "Comparative 'than' NP", lambda c, n: Complement(f"{c} than", n), 3),
    *rule("PrepComplement", "Prep CoreG", _gerund, 1),
    *rule("AdjComplement", "Prep CoreG", _gerund),
    *rule("Adjunct", "'to' Infinitive", lambda c: Complement("to", core=c)),
    *rule("Adjunct", "CoreG", _doing),
    *rule("PrepComplement", "Prep NP", _by_preposition),
    *rule("PrepComplement", "'of' NP", lambda n: Complement("of", n), 2),
    *rule("PrepComplement", "'as' NP", lambda n: Complement("as", n), 1),
    *rule("PrepComplement", "Prep Prep NP", lambda p, q, n: Complement(f"{p} {q}", n), 1),
    *rule("Infinitive", "CoreB", lambda c: c),
    *rule("Infinitive", "'be' Adj", lambda a: VerbCore(f"be {a}")),
    *rule("Infinitive", "'be' Adjunct0", lambda c: VerbCore("be", (c,))),
    *rule("Adjunct0", "NP", lambda n: Complement(object=n)),
    *rule("Adjunct0", "Prep NP", Complement),
]

_GAP_RULES = [
    *rule("GapVP", "Not? GapVP0", lambda n, v: v if not n else VerbNegation(v)),
    *rule("GapVP0", "DoForm Not GapB", lambda d, n, v: VerbNegation(v)),
    *rule("GapVP0", "Will Not? GapB", lambda w, n, v: _negated(n, v)),
    *rule("GapVP0", "Modal Not? GapB", lambda m, n, v: _negated(n, Modal(m, v))),
    *rule("GapVP0", "HaveForm Not? GapN", lambda h, n, v: _negated(n, v)),
    *rule("GapVP0", "Be Not? GapG", lambda b, n, v: _negated(n, v)),
    *rule("GapVP0", "GapZ", lambda v: v),
    *rule("GapVP0", "GapD", lambda v: v),
    *rule("GapVP0", "GapB", lambda v: v),
]
for _form, _tag in (("Z", "VBZ"), ("D", "VBD"), ("B", "VB"), ("G", "VBG")):
    _GAP_RULES += rule(f"Gap{_form}", f"{_tag} Adjuncts?", _gap_core)
    _GAP_RULES += rule(f"Gap{_form}", f"{_tag} Complements? Prep", _stranded)
_GAP_RULES += rule("GapN", "VBN Adjuncts?", lambda v, c: _gap_core(v[0], c))
_GAP_RULES += rule("GapN", "VBN Complements? Prep", lambda v, c, p: _stranded(v[0], c, p))

_TIME_RULES: list[Production] = []
for _word in ("day", "week", "month", "year", "night", "morning", "evening", "weekend", "time"):
    _said = Complement(f"~every {_word}")
    _TIME_RULES += rule("Adverb1", f"'every'|'each' '{_word}'", lambda said=_said: said, -1)

VERBAL_RULES: tuple[Production, ...] = (
    *_AUXILIARY_RULES,
    *_FINITE_RULES,
    *_BASE_RULES,
    *_COMPLEMENT_RULES,
    *_TIME_RULES,
    *_GAP_RULES,
)
