"""A text of premises, read once, and the questions that are asked against it.

English is read as one document: which nouns are individuals, whom a pronoun stands for, which
words are names can depend on any sentence of it.  So a question is translated together with its
library, and means what it would mean if the whole library stood before it.  That is cheap: the
translator remembers every sentence by all that its meaning depends on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from api.libraries.selection import selection
from api.reading.language import Language
from api.reading.problems import Question, Verbalise, understood
from api.reading.wording import Wording, worded_parts, worded_premises, worded_text
from prover.logic.syntax import INDIVIDUAL, Formula
from prover.logic.walk import symbols
from prover.problem import Problem, Sentence, Span, Untranslated
from search.premises.theory import TheoryIndex

__all__ = ["LibraryQuestion", "PremiseLibrary", "read_library"]


@dataclass(frozen=True, slots=True)
class LibraryQuestion:
    """A question with a whole library before it.

    Attributes:
        question: all premises of the library that were understood, then the question's own.
        library: names of the library's premises, those first that matter most to the question.
        left_out: sentences of the library that were not understood.
    """

    question: Question
    library: tuple[str, ...]
    left_out: tuple[Untranslated, ...]

    @property
    def own(self) -> Problem:
        """The question without the library."""
        return selection(self.question.problem, self._own_names)

    @property
    def size(self) -> int:
        """How many premises the library has."""
        return len(self.library)

    @property
    def most(self) -> int:
        """How many of them may be decided together: all."""
        return len(self.library)

    @property
    def verbalise(self) -> Verbalise | None:
        """Says formulas in words."""
        return self.question.verbalise

    def part(self, count: int, deadline: float) -> Problem:
        """The question with the ``count`` premises that matter most; all have been read."""
        chosen = self._own_names | set(self.library[:count])
        return selection(self.question.problem, chosen)

    @property
    def _own_names(self) -> set[str]:
        """Names of the premises that are not the library's."""
        library = set(self.library)
        return {p.name for p in self.question.problem.premises if p.name not in library}


@dataclass(frozen=True)
class PremiseLibrary:
    """A library as it was understood; p12 is its twelfth sentence.

    Attributes:
        wording: its text and sentences.
        problem: what they mean where nothing else is said; there is no goal.
    """

    wording: Wording
    problem: Problem

    @property
    def language(self) -> Language:
        """What it is written in."""
        return self.wording.language

    @property
    def size(self) -> int:
        """How many sentences it has, understood or not."""
        return len(self.wording.premises)

    @property
    def untranslated(self) -> tuple[str, ...]:
        """The sentences that were not understood."""
        return tuple(item.sentence.text for item in self.problem.untranslated)

    @cached_property
    def _index(self) -> TheoryIndex:
        return TheoryIndex.of(premise.formula for premise in self.problem.premises)

    @cached_property
    def _is_sorted(self) -> bool:
        return any(map(_has_sorts, (premise.formula for premise in self.problem.premises)))

    def ask(
        self, text: str | None, premises: str | Sequence[str] | None, goal: str | None
    ) -> LibraryQuestion:
        """The question, read with the library before it.

        Its own premises are called q1, q2, …

        Args:
            text: the premises and the goal in one text, or else …
            premises: … premises of its own, if it has some, and
            goal: the statement to be judged.

        Raises:
            InputError: it is no question, or not in the language of the library.
        """
        own = self._worded(text, premises, goal)
        question = self._understood(own)
        problem, own_names = question.problem, set(_names("q", own))
        mine = tuple(item for item in problem.untranslated if item.name in own_names | {"goal"})
        left_out = tuple(item for item in problem.untranslated if item not in mine)
        problem = replace(problem, untranslated=mine)
        return LibraryQuestion(
            replace(question, problem=problem), self._ranked(problem, own_names), left_out
        )

    def _worded(
        self, text: str | None, premises: str | Sequence[str] | None, goal: str | None
    ) -> Wording:
        if text is not None:
            return worded_text(text, self.language)
        return worded_parts(premises or (), goal or "", self.language)

    def _understood(self, own: Wording) -> Question:
        names = (*_names("p", self.wording), *_names("q", own))
        if self.language is Language.ENGLISH:
            return understood(_joined(self.wording, own), names)
        asked = understood(own, _names("q", own)).problem
        assert asked.goal is not None
        formulas = [premise.formula for premise in (*asked.premises, asked.goal)]
        joined = _joined(self.wording, own)
        if self._is_sorted or any(map(_has_sorts, formulas)):  # sorts are found for all together
            return understood(joined, names)
        assert joined.goal is not None
        moved = joined.premises[len(self.wording.premises) :]
        mine = (replace(p, sentence=s) for p, s in zip(asked.premises, moved, strict=True))
        return Question(
            Problem(
                (*self.problem.premises, *mine),
                replace(asked.goal, sentence=joined.goal),
                joined.text,
                warnings=self.problem.warnings + asked.warnings,
            )
        )

    def _ranked(self, problem: Problem, own: set[str]) -> tuple[str, ...]:
        """Names of the library's premises in ``problem``, in the order of their relevance."""
        asked = [premise.formula for premise in problem.premises if premise.name in own]
        asked += [] if problem.goal is None else [problem.goal.formula]
        ranking = [self.problem.premises[index].name for index in self._index.ranked(asked)]
        there = [premise.name for premise in problem.premises if premise.name not in own]
        kept, known = set(there), set(ranking)
        return (
            *(name for name in ranking if name in kept),
            *(name for name in there if name not in known),
        )


def read_library(text: str, language: Language = Language.AUTO) -> PremiseLibrary:
    """The library that ``text`` is.

    Raises:
        InputError: it holds no premises, or a formula that is none, with its place.
    """
    wording = worded_premises(text, language)
    return PremiseLibrary(wording, understood(wording).problem)


def _names(letter: str, wording: Wording) -> tuple[str, ...]:
    return tuple(f"{letter}{number + 1}" for number in range(len(wording.premises)))


def _joined(library: Wording, own: Wording) -> Wording:
    """The question behind the library, in one text."""
    moved = _moved(own, len(library.text) + 1)
    return replace(
        moved,
        text=f"{library.text}\n{own.text}",
        premises=(*library.premises, *moved.premises),
    )


def _moved(wording: Wording, by: int) -> Wording:
    """The sentences in a text that starts so many characters earlier."""

    def moved(sentence: Sentence) -> Sentence:
        return Sentence(sentence.text, Span(sentence.span.start + by, sentence.span.end + by))

    goal = None if wording.goal is None else moved(wording.goal)
    return replace(wording, premises=tuple(map(moved, wording.premises)), goal=goal)


def _has_sorts(formula: Formula) -> bool:
    return any(
        sort is not INDIVIDUAL for symbol in symbols(formula) for sort in symbol.argument_sorts
    )
