"""Grammar of predicates after the copula: adjectives, comparisons, nouns, phrases.

*Becomes*, *gets*, *turns* and *grows* with an adjective are read as the copula: what
something becomes it is.
"""

from __future__ import annotations

from translators.controlled.grammar.coordination import coordination
from translators.controlled.grammar.productions import Costly, Production, rule
from translators.controlled.tree import (
    Adjective,
    AdjectivePredicate,
    Be,
    Comparison,
    Complement,
    Coordination,
    HeadNoun,
    Nominal,
    NominalPredicate,
    NounPhrase,
    Number,
    Possessive,
    Predicate,
    PrepositionPhrase,
    Quantified,
    Relation,
    VerbNegation,
    VerbPhrase,
)

__all__ = ["PREDICATIVE_RULES"]

_Adverbs = tuple[str, ...]


def _complemented(
    adverbs: _Adverbs | None, adjective: str, complements: tuple[Complement, ...]
) -> AdjectivePredicate:
    return AdjectivePredicate(" ".join((*(adverbs or ()), adjective)), complements)


def _adjective(adverbs: _Adverbs | None, adjective: str) -> Adjective:
    return Adjective(" ".join((*(adverbs or ()), adjective)))


def _noun_predicate(noun_phrase: NounPhrase) -> NominalPredicate:
    return NominalPredicate(noun_phrase)


def _than(words: str, standard: NounPhrase) -> Comparison | Costly | None:
    """*more than Bob*; *more than three classes* is a quantity."""
    whole = Comparison(words, standard)
    match standard:
        case Quantified(_, Nominal(head)) if head.counted:
            return None
        case Number(_, text) if text.isalnum():
            return Costly(whole, 2)
        case _:
            return whole


def _elliptic(owner: NounPhrase) -> Comparison:
    """*the same as Emma's*: the thing owned is the subject's."""
    return Comparison("same as", Possessive(owner, Nominal(HeadNoun("", False))))


def _not_only(first: Predicate, second: Predicate) -> Coordination:
    return Coordination(Relation.AND, (first, second))


def _judged(verb: tuple[str, str], adjective: AdjectivePredicate) -> AdjectivePredicate | None:
    """*found guilty of theft*, *considered safe*."""
    if verb[0] not in ("find", "consider", "deem", "declare", "call", "make", "leave", "keep"):
        return None
    return AdjectivePredicate(f"{verb[1]} {adjective.adjective}", adjective.complements)


def _become(adverbs: _Adverbs | None, form: tuple[bool | None, bool], new: Predicate) -> VerbPhrase:
    """*becomes tired*: what something becomes it is."""
    return VerbPhrase(Be(new, adverbs or ()), form[1], form[0])


def _be(new: Predicate) -> Be:
    return Be(new)


_PREDICATE_RULES = [
    *coordination("Pred", "PredPart"),
    *rule("PredPart", "Pred0", lambda p: p),
    *rule("PredPart", "VP0", lambda v: v, 3),
    *rule("Pred0", "'not' Pred0", VerbNegation, 1),
    *rule("Pred0", "Adverbs? Adj", _adjective),
    *rule("Pred0", "ComplementedAdjective", lambda a: a),
    *rule("Pred0", "Particle", Adjective, 2),
    *rule("Pred0", "LateAdv", Adjective, 1),
    *rule("Pred0", "VBN ComplementedAdjective", _judged),
    *rule("Pred0", "VBN Adj", lambda v, a: _judged(v, AdjectivePredicate(a, ()))),
    *rule("Pred0", "'not' 'only' Pred0 ','? 'but' 'also'? Pred0", _not_only, -2),
    *rule("Pred0", "Comparison", lambda c: c),
    *rule("Pred0", "Comparative", Adjective),
    *rule("Pred0", "'more' Adj", lambda a: Adjective(f"more {a}")),
    *rule("Pred0", "Comparative 'than' 'before'|'ever'", Adjective),
    *rule("Pred0", "'the'? Superlative", Adjective),
    *rule("Pred0", "'the' 'most' Adj", lambda a: Adjective(f"most {a}")),
    *rule("Pred0", "NP0", _noun_predicate),
    *rule("Pred0", "Prep NP", PrepositionPhrase),
    *rule("Pred0", "Passive", lambda p: p),
    *rule("Pred0", "'being' Passive", lambda p: p),
    *rule("Pred0", "CoreG", lambda c: c, 1),
    *rule("ComplementedAdjective", "Adverbs? Adj AdjComplements", _complemented),
    *rule("AdjComplements", "AdjComplement", lambda c: (c,)),
    *rule("AdjComplements", "AdjComplement AdjComplements", lambda c, rest: (c, *rest)),
    *rule("AdjComplement", "Prep NP", lambda p, n: None if p == "by" else Complement(p, n)),
    *rule("AdjComplement", "'to' Infinitive", lambda c: Complement("to", core=c)),
    *rule("Comparison", "Comparative 'than' NP", lambda a, n: Comparison(f"{a} than", n)),
    *rule("Comparison", "'more' Adj 'than' NP", lambda a, n: Comparison(f"more {a} than", n)),
    *rule("Comparison", "'less' Adj 'than' NP", lambda a, n: Comparison(f"less {a} than", n)),
    *rule("Comparison", "'more' 'than' NP", lambda n: _than("more than", n)),
    *rule("Comparison", "'less' 'than' NP", lambda n: _than("less than", n)),
    *rule("Comparison", "'no' 'more' 'than' NP", lambda n: Comparison("no more than", n)),
    *rule("Comparison", "'no' 'less' 'than' NP", lambda n: Comparison("no less than", n)),
    *rule("Comparison", "'as' Adj 'as' NP", lambda a, n: Comparison(f"as {a} as", n)),
    *rule("Comparison", "'the' 'same' 'as' Possessor ''s'", _elliptic),
    *rule("Comparison", "'the' 'same' 'as' NP", lambda n: Comparison("same as", n)),
]

_CHANGE_RULES = [
    *rule("VP0", "Adverbs? Become Quality", _become),
    *rule("VPb0", "'become'|'get'|'turn'|'grow' Quality", _be),
    *rule("CoreN", "'become'|'got'|'gotten'|'turned'|'grown' Quality", _be),
    *rule("Pred0", "'becoming'|'getting'|'turning'|'growing' Quality", lambda q: q),
    *rule("Become", "'becomes'|'gets'|'turns'|'grows'", lambda: (False, False)),
    *rule("Become", "'become'|'get'|'turn'|'grow'", lambda: (True, False)),
    *rule("Become", "'became'|'got'|'turned'|'grew'", lambda: (None, True)),
    *coordination("Quality", "Quality0"),
    *rule("Quality0", "Adverbs? Adj", _adjective),
    *rule("Quality0", "ComplementedAdjective", lambda a: a),
    *rule("Quality0", "Comparison", lambda c: c),
    *rule("Quality0", "Comparative", Adjective),
    *rule("Quality0", "'more' Adj", lambda a: Adjective(f"more {a}")),
    *rule("Quality0", "Comparative 'than' 'before'|'ever'", Adjective),
]

PREDICATIVE_RULES: tuple[Production, ...] = (*_PREDICATE_RULES, *_CHANGE_RULES)
