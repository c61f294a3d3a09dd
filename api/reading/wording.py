"""Texts taken apart: which sentences, or lines of formulas, are premises, and which is the goal."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from api.reading.language import Language
from prover.errors import InputError, Position
from prover.problem import Sentence, Span
from translators.sentences import split_lines, split_problem, split_sentences

__all__ = ["Wording", "detect", "worded_parts", "worded_premises", "worded_text"]


@dataclass(frozen=True, slots=True)
class Wording:
    """A problem as its author wrote it, in one language.

    Attributes:
        text: all of it; spans are offsets in it.
        premises: the sentences, or lines of formulas.
        goal: the statement to be judged; a text of premises alone has none.
        language: English or formulas.
    """

    text: str
    premises: tuple[Sentence, ...]
    goal: Sentence | None
    language: Language


_GOAL_HINT = "write it after '?', 'Therefore:' or 'Question:' on the last line"
_LOGICAL = re.compile(r"[∀∃∧∨¬→↔⊕⟶⇒⇔&|~]|<?[-=]>|\w\((?!s\))|\b(?:all|exists|forall) \w+[.,(]")


def worded_text(text: str, language: Language) -> Wording:
    """A whole problem, premises and goal in one text.

    Raises:
        InputError: there is no goal, or two languages.
    """
    chosen = detect(text) if language is Language.AUTO else language
    premises, goal = split_lines(text) if chosen is Language.FOL else split_problem(text)
    if goal is None:
        raise InputError("there is no goal", hint=_GOAL_HINT)
    return Wording(text, premises, goal, chosen)


def worded_parts(premises: str | Sequence[str], goal: str, language: Language) -> Wording:
    """A problem whose goal is told apart from its premises.

    Args:
        premises: one string a premise, or one text.
        goal: the statement to be judged.
        language: what both are written in; ``auto`` looks.

    Raises:
        InputError: the goal is empty, or there are two languages.
    """
    if language is Language.AUTO:
        listed = [premises] if isinstance(premises, str) else premises
        language = detect("\n".join([*listed, goal]))
    if not goal.strip():
        raise InputError("goal: is empty", hint="write the statement to be judged")
    if language.has_whole_problems:
        hint = "send it whole, as text"
        raise InputError(f"language: {language} has premises and goal in one text", hint=hint)
    if isinstance(premises, str):
        text = premises + "\n"
        sentences = _split(premises, language)
    else:
        text = "".join(f"{premise}\n" for premise in premises)
        sentences = _one_after_the_other(premises)
    place = Span(len(text), len(text) + len(goal))
    return Wording(text + goal, sentences, Sentence(goal, place), language)


def worded_premises(text: str, language: Language) -> Wording:
    """A text of premises that asks nothing.

    Raises:
        InputError: it holds no premises, or two languages.
    """
    chosen = detect(text) if language is Language.AUTO else language
    if chosen.has_whole_problems:
        raise InputError("language: premises are English or formulas", hint="english or fol")
    sentences = _split(text, chosen)
    if not sentences:
        raise InputError("there are no premises", hint="write one a line, or running prose")
    return Wording(text, sentences, None, chosen)


def _split(text: str, language: Language) -> tuple[Sentence, ...]:
    return split_lines(text)[0] if language is Language.FOL else split_sentences(text)


def _one_after_the_other(texts: Sequence[str]) -> tuple[Sentence, ...]:
    """The sentences of a text that has one a line."""
    found, offset = [], 0
    for text in texts:
        found.append(Sentence(text, Span(offset, offset + len(text))))
        offset += len(text) + 1
    return tuple(found)


def detect(text: str) -> Language:
    """English or formulas, by the look of the lines; a problem is written in one language.

    Raises:
        InputError: it is written in two.
    """
    premises, goal = split_lines(text)
    lines = premises if goal is None else (*premises, goal)
    logical = [bool(_LOGICAL.search(line.text)) for line in lines]
    if not any(logical):
        return Language.ENGLISH
    if all(logical):
        return Language.FOL
    mostly_english = sum(logical) * 2 <= len(logical)
    odd = lines[logical.index(mostly_english)]
    raise InputError(
        "a formula among English" if mostly_english else "English among formulas",
        position=Position.of(text, odd.span.start),
        hint="write the whole problem in one language, or say which with --language",
    )
