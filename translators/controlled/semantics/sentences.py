"""Meaning of sentences: clauses, conditionals, coordination; and the entry point.

Choices this module makes (see also ``noun_phrases`` and ``predicates``):

* An indefinite or bare-plural subject is generic (universal) when its verb is in the
  present; it is existential when the verb tells of an event (past, perfect).
* In an if-clause indefinites are universal over the whole conditional.
* *All A are not B* means that no A is B; *not all A are B* is there for the other meaning.
"""

from __future__ import annotations

from typing import assert_never

from prover.logic.syntax import Formula
from translators.controlled.semantics.boxes import (
    Box,
    Denial,
    Equivalence,
    Implication,
    box_formula,
    conjunction,
)
from translators.controlled.semantics.context import Context
from translators.controlled.semantics.meaning import Decisions, Meaning, NotExpressible, State
from translators.controlled.semantics.noun_phrases import NounPhrases
from translators.controlled.semantics.predicates import Predicates, combine
from translators.controlled.semantics.sharing import with_shared_subjects
from translators.controlled.semantics.vocabulary import Vocabulary
from translators.controlled.tree import (
    Adjective,
    Be,
    Bicondition,
    Clause,
    Condition,
    Coordination,
    Determiner,
    Existential,
    HeadNoun,
    Modal,
    Nominal,
    NounPhrase,
    OpenQuestion,
    Predicate,
    Pronoun,
    Quantified,
    SentenceNegation,
    SentenceTree,
    SubjectRelative,
    VerbCore,
    VerbNegation,
    VerbPhrase,
)
from translators.translation import Category
from translators.word_lists import word_set

__all__ = ["Interpretation", "interpret"]


class Interpretation:
    """The formula of a tree, the context it leaves, and notes on the choices made."""

    __slots__ = ("context", "formula", "notes", "vocabulary")

    def __init__(self, formula: Formula, context: Context, state: State) -> None:
        self.formula = formula
        self.context = context
        self.notes = tuple(dict.fromkeys(state.notes))
        self.vocabulary = state.vocabulary


def interpret(
    tree: SentenceTree, decisions: Decisions, context: Context, *, goal: bool = False
) -> Interpretation:
    """The meaning of a sentence in its document.

    What a premise takes for granted (that *the cow* is a cow) is asserted with it; what
    a goal takes for granted is not to be proved, so it is left out.

    Raises:
        NotExpressible: the sentence is grammatical but has no meaning here.
    """
    state = State(decisions, Vocabulary(), asserted=not goal, goal=goal)
    sentences = _Sentences(state)
    box, after = sentences.interpret(tree, context)
    formula = box_formula(box)
    if state.presupposed and not goal:
        formula = conjunction([*state.presupposed, formula])
    return Interpretation(formula, after, state)


class _Sentences:
    def __init__(self, state: State) -> None:
        self.state = state
        self.predicates = Predicates(state)
        self.noun_phrases = NounPhrases(state, self.predicates)
        self.predicates.noun_phrases = self.noun_phrases

    def interpret(self, tree: SentenceTree, context: Context) -> Meaning:
        match tree:
            case Clause(Pronoun("it"), predicate) if _weather(predicate):
                # *It rains* speaks of nothing: its subject is one fixed thing, said *it*.
                term = self.state.vocabulary.constant("weather", "it", Category.NAME)
                return self.predicates.apply(predicate, term, context)
            case Clause(subject, predicate):
                generic = not self.state.conditional and _timeless(subject, predicate)
                return self.noun_phrases.interpret(
                    subject,
                    context,
                    lambda t, c: self.predicates.apply(predicate, t, c),
                    subject=True,
                    generic=generic,
                )
            case Existential(noun_phrase, negated):
                box, after = self.noun_phrases.interpret(
                    noun_phrase, context, lambda t, c: (Box(), c)
                )
                return (Box(conditions=(Denial(box),)), context) if negated else (box, after)
            case Condition(antecedent, consequent):
                return self._condition(antecedent, consequent, context)
            case Bicondition(left, right):
                before, inner = self._antecedent(right, context)
                said, _ = self._consequent(left, inner)
                return Box(conditions=(Equivalence(before, said),)), context
            case SentenceNegation(body):
                with self.state.denying():
                    box, _ = self.interpret(body, context)
                return Box(conditions=(Denial(box),)), context
            case Coordination() if (joined := with_shared_subjects(tree)) is not tree:
                return self.interpret(joined, context)
            case Coordination(relation, parts):
                return combine(
                    self.state,
                    relation,
                    parts,
                    context,
                    lambda p, c: self.interpret(p, c),  # type: ignore[arg-type]
                )
            case OpenQuestion(word):
                raise NotExpressible(f"“{word}” asks for more than yes or no; ask if it is so")
            case _:
                assert_never(tree)

    def _condition(
        self, antecedent: SentenceTree, consequent: SentenceTree, context: Context
    ) -> Meaning:
        before, inner = self._antecedent(antecedent, context)
        after, last = self._consequent(consequent, inner)
        return Box(conditions=(Implication(before, after),)), context.names_of(last)

    def _antecedent(self, tree: SentenceTree, context: Context) -> Meaning:
        state = self.state
        outer = state.conditional, state.asserted
        state.conditional, state.asserted = True, False
        try:
            return self.interpret(tree, context)
        finally:
            state.conditional, state.asserted = outer

    def _consequent(self, tree: SentenceTree, context: Context) -> Meaning:
        state = self.state
        outer = state.consequent, state.asserted
        state.consequent, state.asserted = True, False
        try:
            return self.interpret(tree, context)
        finally:
            state.consequent, state.asserted = outer


_WEATHER = word_set("rain snow hail drizzle thunder pour rainy snowy sunny cloudy windy foggy")


def _weather(predicate: Predicate) -> bool:
    """Whether a verb tells of the weather, so that its *it* refers to nothing."""
    match predicate:
        case VerbPhrase(body) | VerbNegation(body) | Be(body) | Modal(_, body):
            return _weather(body)
        case VerbCore(verb):
            return verb in _WEATHER
        case Adjective(words):
            return words in _WEATHER
        case Coordination(_, parts):
            return any(_weather(p) for p in parts)  # type: ignore[arg-type]
        case _:
            return False


def _timeless(subject: NounPhrase, predicate: Predicate) -> bool:
    """Whether a clause tells of no event, so that its indefinite subject is generic."""
    return not _episodic(predicate) or _general(subject, predicate)


def _general(subject: NounPhrase, predicate: Predicate) -> bool:
    """*A person who is wise has read much*: of whoever is wise, although in the perfect."""
    if not isinstance(predicate, VerbPhrase) or not predicate.perfect:
        return False
    match subject:
        case Quantified(Determiner.A, Nominal(HeadNoun("person"), modifiers)):
            return any(
                isinstance(m, SubjectRelative) and not _episodic(m.predicate) for m in modifiers
            )
        case _:
            return False


def _episodic(predicate: Predicate) -> bool:
    """Whether the verb tells of an event, so that its subject is not generic."""
    if isinstance(predicate, VerbPhrase):
        return predicate.episodic
    if isinstance(predicate, Coordination):
        return any(_episodic(p) for p in predicate.parts)  # type: ignore[arg-type]
    return False
