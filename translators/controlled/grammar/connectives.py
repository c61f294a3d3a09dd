"""Grammar of what joins clauses into a text: reasons, concessions, purposes, lists.

*Because*, *although* and their like claim both clauses; why or despite what is not said in
the logic.  A purpose is a condition: *to vote, a citizen must register* says that a citizen
who votes must register.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace

from translators.controlled.grammar.enriched import general
from translators.controlled.grammar.productions import Production, rule
from translators.controlled.tree import (
    AdjectivePredicate,
    Be,
    Clause,
    Complement,
    Condition,
    Coordination,
    Determiner,
    Excepting,
    Modal,
    Name,
    Nominal,
    NominalPredicate,
    NounPhrase,
    Number,
    Possessive,
    Predicate,
    Pronoun,
    Quantified,
    Relation,
    SentenceTree,
    SubjectRelative,
    VerbCore,
    VerbNegation,
    VerbPhrase,
)
from translators.word_lists import word_set

__all__ = ["CONNECTIVE_RULES"]

_D = Determiner
_PERSONAL = word_set("forbidden prohibited permitted allowed required obliged")
"""*It is forbidden for him to leave*: he is forbidden to leave."""


def _both(first: SentenceTree, second: SentenceTree) -> Coordination:
    """Two clauses that are both claimed."""
    return Coordination(Relation.AND, (first, second))


def _reason_first(reason: SentenceTree, main: SentenceTree) -> Coordination:
    """*Because he is ill, Paul stays*: the name goes before its pronoun."""
    backward = isinstance(reason, Clause) and isinstance(reason.subject, Pronoun)
    return _both(main, reason) if backward else _both(reason, main)


def _in_order_to(purpose: VerbCore, clause: SentenceTree) -> SentenceTree | None:
    """*In order to drive, a person must have a licence*: so must whoever drives."""
    if not isinstance(clause, Clause) or not _obliges(clause.predicate):
        return None
    aim = VerbPhrase(purpose)
    match clause.subject:
        case Quantified(_D.EVERY | _D.A | _D.ANY | _D.BARE as determiner, Nominal() as nominal):
            narrow = Nominal(nominal.head, (*nominal.modifiers, SubjectRelative(aim)))
            return Clause(Quantified(determiner, narrow), clause.predicate)
        case Name() | Quantified(_D.THE, Nominal()):
            return Condition(Clause(clause.subject, aim), clause)
        case _:
            return None


def _obliges(predicate: Predicate) -> bool:
    """Whether a predicate says what is needed: *must*, *has to*, *needs to*, *is required to*."""
    match predicate:
        case VerbPhrase(body):
            return _obliges(body)
        case Modal(word):
            return word == "must"
        case VerbCore(verb, (Complement("to"), *_)):
            return verb in ("have", "need")
        case Be(AdjectivePredicate("required" | "obliged", (Complement("to"), *_))):
            return True
        case _:
            return False


def _excepting(subject: NounPhrase, predicate: Predicate, others: NounPhrase) -> Clause | None:
    """*Every student passed except Dora*: the exception stands after its clause, or before."""
    return Clause(Excepting(subject, others), predicate) if general(subject) else None


def _except_first(others: NounPhrase, subject: NounPhrase, predicate: Predicate) -> Clause | None:
    return _excepting(subject, predicate, others)


def _contrast(first: NounPhrase, second: NounPhrase, predicate: Predicate) -> Coordination | None:
    """*Ottawa, not Toronto, is the capital*: one is, the other is not."""
    if not isinstance(predicate, VerbPhrase) or isinstance(predicate.body, VerbNegation):
        return None
    denied = replace(predicate, body=VerbNegation(predicate.body))
    return _both(Clause(first, predicate), Clause(second, denied))


def _following(nominal: Nominal, predicate: Predicate, listed: NounPhrase) -> Coordination:
    """*The following countries are members: Austria and Italy*; those are countries."""
    kind = VerbPhrase(Be(NominalPredicate(Quantified(_D.BARE, nominal))))
    return _both(Clause(listed, predicate), Clause(listed, kind))


def _personal(
    negation: bool | None, adjective: str, person: NounPhrase, deed: VerbCore
) -> Clause | None:
    if adjective not in _PERSONAL:
        return None
    said: Predicate = Be(AdjectivePredicate(adjective, (Complement("to", core=deed),)))
    return Clause(person, VerbPhrase(VerbNegation(said) if negation else said))


def _respectively(subject: NounPhrase, predicate: Predicate) -> Coordination | None:
    """*Ann and Bob live in Rome and Paris respectively*: the first in the first, and so on."""
    if not isinstance(subject, Coordination) or subject.relation is not Relation.AND:
        return None
    lists = [c for c in _coordinations(predicate) if c.relation is Relation.AND]
    if len(lists) != 1 or len(lists[0].parts) != len(subject.parts):
        return None
    if not all(isinstance(p, Name | Number | Quantified | Possessive) for p in lists[0].parts):
        return None
    pairs = zip(subject.parts, lists[0].parts, strict=True)
    clauses = tuple(Clause(s, _replaced(predicate, lists[0], p)) for s, p in pairs)  # type: ignore[arg-type]
    return Coordination(Relation.AND, clauses)


def _coordinations(node: object) -> list[Coordination]:
    if isinstance(node, Coordination):
        return [node]
    if isinstance(node, tuple):
        return [c for item in node for c in _coordinations(item)]
    if is_dataclass(node):
        return [c for f in fields(node) for c in _coordinations(getattr(node, f.name))]
    return []


def _replaced(node: object, old: Coordination, new: object) -> object:
    """A tree with one of its parts exchanged."""
    if node is old:
        return new
    if isinstance(node, tuple):
        return tuple(_replaced(item, old, new) for item in node)
    if is_dataclass(node) and not isinstance(node, type):
        kept = {f.name: _replaced(getattr(node, f.name), old, new) for f in fields(node)}
        return replace(node, **kept)
    return node


_OPENING_RULES = [
    *rule(
        "Opening",
        "'then'|'so'|'thus'|'hence'|'therefore'|'also'|'however'|'moreover'|'furthermore'"
        "|'consequently'|'accordingly'|'additionally'|'nevertheless'|'nonetheless'|'finally'",
        lambda: True,
    ),
    *rule("Opening", "'in' 'addition'|'fact'|'particular'|'contrast'", lambda: True),
    *rule("Opening", "'as' 'a' 'result'|'consequence'", lambda: True),
    *rule("Opening", "'for' 'example'|'instance'", lambda: True),
    *rule("Opening", "'for' 'this' 'reason'", lambda: True),
    *rule("Opening", "'on' 'the' 'other' 'hand'", lambda: True),
    *rule("Opening", "'in' 'other' 'words'", lambda: True),
    *rule("Opening", "'of' 'course'", lambda: True),
]

CONNECTIVE_RULES: tuple[Production, ...] = (
    *_OPENING_RULES,
    *rule("Sentence", "Sentence0 ';' Sentence", _both),
    *rule("Reason", "'because'|'although'|'though'|'whereas'", lambda: True),
    *rule("Reason", "'even' 'though'", lambda: True),
    *rule("Clauses", "Reason S ',' S", lambda r, a, b: _reason_first(a, b)),
    *rule("Clauses", "'as'|'since' S ',' S", _reason_first, 1),
    *rule("Clauses", "S ','? Reason S", lambda a, r, b: _both(a, b)),
    *rule("Clauses", "S ',' 'so' S", _both),
    *rule("Clauses", "'in' 'order' 'to' CoreB ',' S", _in_order_to),
    *rule("Clauses", "'to' CoreB ',' S", _in_order_to),
    *rule("Clauses", "Clause 'in' 'order' 'to' CoreB", lambda c, v: _in_order_to(v, c)),
    *rule("Clause", "NP VP ','? 'except' 'for'? NP", _excepting),
    *rule("Clause", "'except' 'for' NP ',' NP VP", _except_first),
    *rule("Clause", "NP0 ',' 'but'? 'not' NP0 ',' VP", _contrast),
    *rule("Clause", "'the' 'following' Nominal1 VP ':' NP", _following),
    *rule("Clause", "'it' 'is' Not? Adj 'for' NP0 'to' CoreB", _personal),
    *rule("Clause", "NP VP 'respectively'", _respectively),
)
