"""The controlled-English translator: text in, formulas and their back-translation out.

One document goes through four stages, each a pure function of the one before: tokens and
names, parses of each sentence, decisions for the document, meanings.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from prover.logic.syntax import Formula, FormulaTooDeep, Symbol
from prover.problem import Reading, Sentence, Span
from translators.controlled.discourse import Evidence, concerning, decide, evidence
from translators.controlled.grammar.clausal import DESCRIBED, GRAMMAR
from translators.controlled.grammar.parser import Parse, ParseOutcome, parse
from translators.controlled.presupposition import presuppositions
from translators.controlled.semantics.context import NOTHING_SAID, Context
from translators.controlled.semantics.meaning import Decisions, NotExpressible
from translators.controlled.semantics.sentences import Interpretation, interpret
from translators.controlled.wording.verbalise import verbalise
from translators.controlled.words.lexicon import CLOSED, lattice
from translators.controlled.words.names import certain_names
from translators.controlled.words.tokens import Token, tokenize
from translators.translation import (
    Document,
    Failure,
    LexicalEntry,
    Presupposition,
    Translation,
)
from translators.word_lists import word_set

__all__ = ["ControlledEnglish", "forget"]

MAX_TOKENS = 90
"""A longer sentence is refused unread: no ordinary sentence needs it, and time is bounded."""

MAX_READINGS = 8

MARGIN = 1
"""A reading that costs more than this above the cheapest is not offered."""


_REMEMBERED = 16_384
"""Sentences whose tokens, parses and readings are kept: a library of so many is read once."""


class ControlledEnglish:
    """Translator of controlled English; stateless, so one instance serves any threads."""

    def translate(self, premises: Sequence[Sentence], question: Sentence | None) -> Document:
        """Read premises and question as one document.

        Never raises on account of the text: what is not understood comes back as
        :class:`~translators.translation.Failure`.
        """
        sentences = [*premises] if question is None else [*premises, question]
        names = _by_first_word(frozenset().union(*(_names(s.text) for s in sentences)))
        relevant = [_relevant(names, s.text) for s in sentences]
        found = [_evidence(s.text, known) for s, known in zip(sentences, relevant, strict=True)]
        decisions = decide(found)
        glossary: dict[Symbol, LexicalEntry] = {}
        context = NOTHING_SAID
        translations = []
        for i, (sentence, evidence_) in enumerate(zip(sentences, found, strict=True)):
            goal = question is not None and i == len(premises)
            result = _read(
                sentence.text,
                relevant[i],
                concerning(decisions, evidence_),
                context if evidence_.pronouns else NOTHING_SAID,
                goal,
            )
            context = context.after(result.context)
            for symbol, entry in result.entries:
                glossary.setdefault(symbol, entry)
            translations.append(_translation(sentence, result))
        answered = translations.pop() if question is not None else None
        taken_for_granted = _presuppositions(translations, answered, glossary)
        return Document(tuple(translations), answered, glossary, taken_for_granted)


def forget() -> None:
    """Clear the caches of tokens, parses and readings.

    Only benchmarks and services that live long need this: answers are the same either way.
    """
    for cached in (_tokens, _names, _parses, _evidence, _read):
        cached.cache_clear()


def _presuppositions(
    premises: Sequence[Translation],
    question: Translation | None,
    glossary: Mapping[Symbol, LexicalEntry],
) -> tuple[Presupposition, ...]:
    """What the text takes for granted, where all of it is understood."""
    if question is None or not all(t.readings for t in (*premises, question)):
        return ()
    formulas = [translation.readings[0].formula for translation in premises]
    return presuppositions(formulas, question.readings[0].formula, glossary)


def _by_first_word(names: frozenset[str]) -> Mapping[str, Sequence[str]]:
    """The names of a document, to be looked up by the words of a sentence."""
    found: dict[str, list[str]] = {}
    for name in names:
        found.setdefault(name.partition(" ")[0], []).append(name)
    return found


def _relevant(names: Mapping[str, Sequence[str]], text: str) -> frozenset[str]:
    """The names that occur in a sentence, so that its parse is memoised by those alone."""
    lower = text.lower()
    words = {token.lower.partition(" ")[0] for token in _tokens(text)}
    return frozenset(n for word in words for n in names.get(word, ()) if n in lower)


@lru_cache(maxsize=_REMEMBERED)
def _tokens(text: str) -> tuple[Token, ...]:
    return tokenize(text)


@lru_cache(maxsize=_REMEMBERED)
def _names(text: str) -> frozenset[str]:
    return certain_names(_tokens(text), CLOSED)


@lru_cache(maxsize=_REMEMBERED)
def _parses(text: str, names: frozenset[str]) -> ParseOutcome:
    """The parses worth considering, cheapest first."""
    tokens = _tokens(text)
    if not tokens or len(tokens) > MAX_TOKENS:
        return ParseOutcome((), 0, (), exhausted=bool(tokens))
    outcome = parse(GRAMMAR, "Text", lattice(tokens, names), DESCRIBED)
    if not outcome.parses:
        return outcome
    ordered = sorted(outcome.parses, key=_by_cost)
    limit = ordered[0].cost + MARGIN
    kept = tuple(p for p in ordered if p.cost <= limit)
    return ParseOutcome(kept, outcome.furthest, outcome.expected)


def _by_cost(found: Parse) -> int:
    return found.cost


@lru_cache(maxsize=_REMEMBERED)
def _evidence(text: str, names: frozenset[str]) -> Evidence:
    outcome = _parses(text, names)
    return evidence(outcome.parses[0].tree) if outcome.parses else Evidence()


@dataclass(frozen=True, slots=True)
class _Result:
    """Everything found out about a sentence that does not depend on where it stands."""

    outcome: ParseOutcome
    readings: tuple[Reading, ...] = ()
    entries: tuple[tuple[Symbol, LexicalEntry], ...] = ()
    context: Context = NOTHING_SAID
    notes: tuple[str, ...] = ()
    reason: str = ""


@lru_cache(maxsize=_REMEMBERED)
def _read(
    text: str, names: frozenset[str], decisions: Decisions, context: Context, goal: bool
) -> _Result:
    """The readings of a sentence in its document, memoised by all they depend on."""
    outcome = _parses(text, names)
    meanings: dict[Formula, Interpretation] = {}
    reason = ""
    for found in outcome.parses:
        try:
            meaning = interpret(found.tree, decisions, context, goal=goal)
        except NotExpressible as problem:
            reason = reason or str(problem)
            continue
        except FormulaTooDeep as problem:
            reason = reason or problem.message
            continue
        meanings.setdefault(meaning.formula, meaning)
    if not meanings:
        return _Result(outcome, reason=reason)
    kept = list(meanings.values())[:MAX_READINGS]
    return _Result(
        outcome,
        tuple(Reading(m.formula, _said(m, _speaks_of_persons(text))) for m in kept),
        tuple(item for m in kept for item in m.vocabulary.entries.items()),
        kept[0].context,
        kept[0].notes,
    )


_PERSON_WORDS = word_set(
    """
    everyone everybody someone somebody anyone anybody nobody no-one person persons people
    whoever who
    """
)
_THING_WORDS = word_set("something anything everything nothing thing things object objects it")


def _speaks_of_persons(text: str) -> bool:
    """Whether what a sentence speaks of in general are persons."""
    words = {token.lower for token in _tokens(text)}
    return bool(words & _PERSON_WORDS) and not words & _THING_WORDS


def _said(meaning: Interpretation, persons: bool) -> str:
    return verbalise(meaning.formula, meaning.vocabulary.entries, persons=persons)


def _translation(sentence: Sentence, result: _Result) -> Translation:
    if result.readings:
        return Translation(sentence, result.readings, None, result.notes)
    if result.reason:
        return Translation(sentence, failure=_whole(sentence, result.reason))
    return Translation(sentence, failure=_not_parsed(sentence, result.outcome))


def _not_parsed(sentence: Sentence, outcome: ParseOutcome) -> Failure:
    tokens = _tokens(sentence.text)
    if outcome.exhausted:
        return _whole(sentence, "the sentence is too long or too deeply nested")
    if not tokens:
        return _whole(sentence, "there are no words here")
    base = sentence.span.start
    if outcome.furthest >= len(tokens):
        end = sentence.span.end
        reason = "the sentence ends where something more is needed"
        return Failure(Span(base + tokens[-1].start, end), reason, outcome.expected)
    stop = tokens[outcome.furthest]
    reason = f"cannot continue at “{stop.text}”"
    span = Span(base + stop.start, base + stop.end)
    return Failure(span, reason, outcome.expected)


def _whole(sentence: Sentence, reason: str) -> Failure:
    return Failure(sentence.span, reason)
