"""Grammar of sentences: clauses, conditionals, their coordination, and yes-no questions."""

from __future__ import annotations

from translators.controlled.grammar.adjuncts import with_adjunct
from translators.controlled.grammar.connectives import CONNECTIVE_RULES
from translators.controlled.grammar.coordination import coordination
from translators.controlled.grammar.deeds import DEED_RULES
from translators.controlled.grammar.enriched import ENRICHED_RULES
from translators.controlled.grammar.nominal import NOMINAL_RULES
from translators.controlled.grammar.predicative import PREDICATIVE_RULES
from translators.controlled.grammar.productions import Costly, Grammar, rule
from translators.controlled.grammar.quantities import QUANTITY_RULES
from translators.controlled.grammar.relatives import RELATIVE_RULES
from translators.controlled.grammar.verbal import VERBAL_RULES
from translators.controlled.tree import (
    Be,
    Bicondition,
    Clause,
    Complement,
    Condition,
    Coordination,
    Determiner,
    Excepting,
    Existential,
    Illustrated,
    Modal,
    Name,
    Nominal,
    NounPhrase,
    OpenQuestion,
    Possessive,
    Predicate,
    Pronoun,
    Quantified,
    Relation,
    Remarked,
    SentenceNegation,
    SentenceTree,
    VerbCore,
    VerbNegation,
    VerbPhrase,
)
from translators.controlled.words.morphology import word_classes
from translators.word_lists import word_set

__all__ = ["DESCRIBED", "GRAMMAR"]


_COLLECTIVE = word_set("staff personnel police crew team family public jury faculty data media")
"""Nouns that a verb in the plural may follow: *staff who have worked qualify*."""


def _clause(subject: NounPhrase, predicate: object) -> SentenceTree | Costly | None:
    """A clause, unless subject and verb disagree where both show their number."""
    parts = predicate.parts if isinstance(predicate, Coordination) else (predicate,)
    number = _number(subject)
    if number is not None and not all(_agrees(number, part) for part in parts):
        return None
    clause = Clause(subject, predicate)  # type: ignore[arg-type]
    # *Email addresses and telephone numbers …* speaks of no email that addresses.
    cost = _cost_of_noun(subject, parts[0])
    return Costly(clause, cost) if cost else clause


def _agrees(number: bool, part: object) -> bool:
    if not isinstance(part, VerbPhrase) or part.plural in (None, number):
        return True
    verb = not isinstance(part.body, Be) and not (
        isinstance(part.body, VerbNegation) and isinstance(part.body.body, Be)
    )
    # *All quokka are* is tolerated: plurals like the singular are not in every dictionary.
    return not (number or verb)


def _cost_of_noun(subject: NounPhrase, first: object) -> int:
    """How far-fetched a verb is that could be a noun: *policy covers | fire*."""
    match subject, first:
        case Quantified(determiner, Nominal(head, ())), VerbPhrase(VerbCore(verb, rest, ())):
            words = head.lemma.split()
            bare = determiner is Determiner.BARE and not head.plural and not rest
            compound = len(words) > 1 and "VERB" in word_classes(words[-1])
            if not (bare or compound) or "NOUN" not in word_classes(verb):
                return 0
            return 2 if rest else 4
        case _:
            return 0


def _number(subject: NounPhrase) -> bool | None:
    """Whether a subject is plural, where its form says so."""
    match subject:
        case Quantified(Determiner.EVERY):
            return None
        case Quantified(_, Nominal(head)) | Possessive(_, Nominal(head)):
            return None if head.lemma in _COLLECTIVE else head.plural
        case Excepting(whole) | Illustrated(whole) | Remarked(whole):
            return _number(whole)
        case Name(_, text):
            return None if text.endswith("s") and not text.endswith("'s") else False
        case Pronoun(word):
            return word == "they"
        case Coordination(Relation.AND):
            return True
        case Coordination(_, parts):
            return _number(parts[-1])  # type: ignore[arg-type]
        case _:
            return None


def _exists(subject: NounPhrase, negated: bool) -> SentenceTree:
    return Existential(subject, negated)


def _there(negation: bool | None, noun_phrase: NounPhrase) -> SentenceTree:
    return Existential(noun_phrase, bool(negation))


def _if(condition: SentenceTree, consequence: SentenceTree) -> Condition:
    return Condition(condition, consequence)


def _if_after(consequence: SentenceTree, condition: SentenceTree) -> Condition:
    """*People sleep when they are tired* is read as *when people are tired, they sleep*."""
    return Condition(*_exchanged(condition, consequence))


def _unless(consequence: SentenceTree, exception: SentenceTree) -> Condition:
    """*Damage is covered unless it was caused by war*: if it was not, it is."""
    if isinstance(exception, Clause) and isinstance(exception.subject, Pronoun):
        denied = Clause(exception.subject, VerbPhrase(VerbNegation(exception.predicate)))
        return _if_after(consequence, denied)
    return Condition(SentenceNegation(exception), consequence)


def _iff_after(left: SentenceTree, right: SentenceTree) -> Bicondition:
    """*Tom stays if and only if he is paid*, likewise."""
    condition, consequence = _exchanged(right, left)
    return Bicondition(consequence, condition)


def _exchanged(
    condition: SentenceTree, consequence: SentenceTree
) -> tuple[SentenceTree, SentenceTree]:
    """Give the subject to the condition and its pronoun to the consequence."""
    if isinstance(condition, Coordination) and condition.relation is Relation.AND:
        first, *others = condition.parts
        condition_, consequence = _exchanged(first, consequence)  # type: ignore[arg-type]
        return Coordination(Relation.AND, (condition_, *others)), consequence
    if isinstance(consequence, Clause) and isinstance(condition, Clause):
        subject, pronoun = consequence.subject, condition.subject
        if _refers(pronoun, subject) and not isinstance(subject, Pronoun):
            if isinstance(subject, Quantified) and subject.determiner is Determiner.EVERY:
                subject = Quantified(Determiner.A, subject.nominal)
            return (Clause(subject, condition.predicate), Clause(pronoun, consequence.predicate))
    return condition, consequence


def _refers(later: NounPhrase, subject: NounPhrase) -> bool:
    """Whether the subject of a following if-clause takes up the subject before it."""
    match later, subject:
        case Pronoun(), _:
            return True
        case Quantified(Determiner.THE, Nominal(head)), Quantified(_, Nominal(before)):
            return head.lemma == before.lemma
        case _:
            return False


def _fronted(preposition: str, place: NounPhrase, clause: SentenceTree) -> SentenceTree | None:
    """*In films, heroes win* is read as *heroes win in films*."""
    match clause:
        case Clause(subject, VerbPhrase(VerbCore()) as predicate):
            whole = with_adjunct(predicate, Complement(preposition, place))
            return None if whole is None else Clause(subject, whole)
        case _:
            return None


def _mixed(subject: NounPhrase, first: object, clause: SentenceTree) -> SentenceTree:
    """*Bonnie either sings, or she dances*: predicate and clause coordinated."""
    return Coordination(Relation.EITHER, (Clause(subject, first), clause))  # type: ignore[arg-type]


def _question(*parts: object) -> SentenceTree:
    """Auxiliary, subject, optional negation, predicate."""
    _, subject, negation, predicate = parts
    body = VerbNegation(predicate) if negation else predicate  # type: ignore[arg-type]
    return Clause(subject, VerbPhrase(body))  # type: ignore[arg-type]


def _be_question(
    be: object, subject: NounPhrase, negation: bool | None, predicate: object
) -> SentenceTree:
    return _question(be, subject, negation, Be(predicate))  # type: ignore[arg-type]


def _modal_question(
    modal: str, subject: NounPhrase, negation: bool | None, predicate: object
) -> SentenceTree:
    return _question(modal, subject, negation, Modal(modal, predicate))  # type: ignore[arg-type]


def _neither(
    subject: NounPhrase, be: tuple[bool | None, bool], first: Predicate, second: SentenceTree
) -> SentenceTree | None:
    """*Tom is neither tall nor is his house big*: two clauses, both denied."""
    clause = _clause(subject, VerbPhrase(Be(first), False, be[0]))
    return Coordination(Relation.NEITHER, (clause, second)) if isinstance(clause, Clause) else None


def _nor(first: SentenceTree, second: SentenceTree) -> SentenceTree:
    """*Tom is not tall, nor is he rich*."""
    return Coordination(Relation.AND, (first, SentenceNegation(second)))


_IF = "'if'|'when'|'whenever'"

_SENTENCE_RULES = [
    *rule("Text", "Sentence '.'?", lambda s: s),
    *rule("Text", "Sentence '!'", lambda s: s),
    *rule("Text", "Question '?'?", lambda s: s),
    *rule("Text", "Sentence '?'", lambda s: s),
    *rule("Sentence", "Sentence0", lambda s: s),
    *rule("Sentence0", "S", lambda s: s),
    *rule("Sentence0", "Conditional|Clauses", lambda s: s),
    *rule("Sentence0", "Opening ','? S", lambda o, s: s),
    *rule("Sentence0", "Opening ','? Conditional|Clauses", lambda o, s: s),
    *rule("IfWord", _IF, lambda: True),
    *rule("IfWord", "'provided' 'that'?", lambda: True),
    *rule("IfWord", "'as' 'long' 'as'", lambda: True),
    *rule("Iff", "'if' 'and' 'only' 'if'", lambda: True),
    *rule("Iff", "'exactly' 'when'|'if'", lambda: True),
    *rule("IfS", "IfWord S", lambda i, s: s),
    *rule(
        "IfS", "IfWord S ','? 'and' IfWord S", lambda i, s, j, t: Coordination(Relation.AND, (s, t))
    ),
    *rule(
        "IfS", "IfWord S ','? 'or' IfWord S", lambda i, s, j, t: Coordination(Relation.OR, (s, t))
    ),
    *rule("Conditional", "IfS ','? 'then' S", _if),
    *rule("Conditional", "IfS ',' S", _if),
    *rule("Conditional", "IfS S", _if, 3),
    *rule("Conditional", "S ','? IfS", _if_after),
    *rule("Conditional", "S ','? 'only' IfWord S", lambda s, i, c: Condition(s, c)),
    *rule("Conditional", "'only' IfWord S ','? 'then'? S", lambda i, c, s: Condition(s, c), 1),
    *rule("Conditional", "S ','? Iff S", lambda s, i, c: _iff_after(s, c)),
    *rule("Conditional", "Iff S ',' 'then'? S", lambda i, c, s: Bicondition(s, c)),
    *rule("Conditional", "'only' IfWord S ','? Inverted", lambda i, c, s: Condition(s, c)),
    *rule("Conditional", "S ','? 'unless' S", _unless),
    *rule("Conditional", "'unless' S ',' S", lambda c, s: Condition(SentenceNegation(c), s)),
]

_CLAUSE_RULES = [
    *coordination("S", "Clause"),
    *rule("Clause", "NP VP", _clause),
    *rule("Clause", "NP 'either' VP.and ','? 'or' Clause", _mixed, 1),
    *rule("Clause", "Prep NP ','? Clause", _fronted, 2),
    *rule("Clause", "NP Be 'neither' Pred0 ','? 'nor' Inverted", _neither),
    *rule("S", "Clause ','? 'and'? 'nor' Inverted", _nor),
    *rule("Inverted", "Be NP0 Pred", lambda b, s, p: _be_question(b, s, None, p)),
    *rule("Inverted", "DoForm|Will NP0 VPb", lambda d, s, v: _question(d, s, None, v)),
    *rule("Inverted", "HaveForm NP0 VPn", lambda h, s, v: _question(h, s, None, v)),
    *rule("Inverted", "Modal NP0 VPb", lambda m, s, v: _modal_question(m, s, None, v)),
    *rule("Clause", "'there' Be Not? NP", lambda b, n, np: _there(n, np)),
    *rule("Clause", "'there' 'exists'|'exist' NP", lambda np: _there(None, np)),
    *rule("Clause", "NP 'exist'|'exists'", lambda np: _exists(np, False)),
    *rule("Clause", "NP DoForm 'not' 'exist'", lambda np, d: _exists(np, True)),
    *rule("Clause", "'it' 'is' 'not' 'the' 'case' 'that' S", SentenceNegation),
    *rule("Clause", "'it' 'is' 'the' 'case' 'that' S", lambda s: s),
    *rule("Clause", "'it' 'is' 'not' 'true' 'that' S", SentenceNegation),
    *rule("Clause", "'it' 'is' 'true' 'that' S", lambda s: s),
    *rule("Clause", "'it' 'is' 'false' 'that' S", SentenceNegation),
]

_QUESTION_RULES = [
    *rule("Question", "Be NP0 Not? Pred", _be_question),
    *rule("Question", "Be 'not' NP0 Pred", lambda b, s, p: _be_question(b, s, None, p)),
    *rule("Question", "DoForm 'not' NP0 VPb", lambda d, s, v: _question(d, s, None, v)),
    *rule("Question", "DoForm NP0 Not? VPb", _question),
    *rule("Question", "Will NP0 Not? VPb", _question),
    *rule("Question", "HaveForm NP0 Not? VPn", _question),
    *rule("Question", "Modal NP0 Not? VPb", _modal_question),
    *rule("Question", "Be 'there' Not? NP", lambda b, n, np: _there(n, np)),
    *rule("Question", "'who'|'what'|'which' VP", lambda v: OpenQuestion("who")),
    *rule("Question", "'is' 'it' 'true' 'that' S", lambda s: s),
    *rule("Question", "'is' 'it' 'the' 'case' 'that' S", lambda s: s),
]

GRAMMAR = Grammar.of(
    (
        *NOMINAL_RULES,
        *ENRICHED_RULES,
        *RELATIVE_RULES,
        *QUANTITY_RULES,
        *VERBAL_RULES,
        *PREDICATIVE_RULES,
        *_SENTENCE_RULES,
        *CONNECTIVE_RULES,
        *DEED_RULES,
        *_CLAUSE_RULES,
        *_QUESTION_RULES,
    )
)
"""The whole grammar; its start symbol is ``Text``."""

DESCRIBED = {
    "NP": "a noun phrase",
    "VP": "a verb phrase",
    "Pred": "a predicate (an adjective, a noun phrase, a preposition phrase)",
    "Nominal": "a noun",
    "Nominal1": "a noun",
    "S": "a clause (subject and verb)",
    "VPb": "a verb in its base form",
    "VPn": "a past participle",
    "GapVP": "a verb",
    "'then'": "“then”",
    "','": "a comma",
    "'and'": "“and”",
    "'or'": "“or”",
    "'.'": "the end of the sentence",
    "Prep": "a preposition",
}
