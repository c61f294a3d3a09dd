"""Formulas that a person has corrected, each with the sentence that it stands for.

The formulas are taken as they are; the sentences give them their place in the text and their
words: a formula is said in English with the vocabulary that the sentences are read with.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from api.reading.language import Language
from api.reading.problems import Question, read_parts
from prover.logic.syntax import Formula
from prover.problem import Premise, Problem, Sentence, Span
from translators.controlled import ControlledEnglish, verbalise
from translators.translation import Document

__all__ = ["read_corrected"]


def read_corrected(premises: Sequence[str], goal: str, sentences: Sequence[str]) -> Question:
    """The problem that the formulas state, told in the words of ``sentences``.

    Args:
        premises: one formula each.
        goal: the formula to be judged.
        sentences: what each premise stands for, then what the goal does; "" where nothing is
            known.

    Raises:
        InputError: a formula cannot be read; the line of its position counts the formulas.
    """
    question = read_parts([" ".join(premise.split()) for premise in premises], goal, Language.FOL)
    problem = question.problem
    assert problem.goal is not None
    text, placed = _placed(sentences)
    document = ControlledEnglish().translate([s for s in placed[:-1] if s.text], placed[-1])

    def say(formula: Formula) -> str:
        return verbalise(formula, document.glossary)

    told = [
        replace(premise, sentence=sentence, english=say(premise.formula)) if sentence.text
        else premise
        for premise, sentence in zip((*problem.premises, problem.goal), placed, strict=True)
    ]  # fmt: skip
    notes = tuple(
        f"{premise.name}: its formula was written by hand"
        for premise in told
        if _differs(premise, document)
    )
    read = Problem(tuple(told[:-1]), told[-1], text, (), problem.warnings + notes)
    return Question(read, say)


def _placed(sentences: Sequence[str]) -> tuple[str, tuple[Sentence, ...]]:
    """The sentences as one text, a line each, and their places in it."""
    offset, placed = 0, []
    for sentence in sentences:
        placed.append(Sentence(sentence, Span(offset, offset + len(sentence))))
        offset += len(sentence) + 1
    return "\n".join(sentences), tuple(placed)


def _differs(premise: Premise, document: Document) -> bool:
    """Whether the grammar reads the sentence in another way, or not at all."""
    for translation in document.translations:
        if translation.sentence is premise.sentence:
            return all(reading.formula is not premise.formula for reading in translation.readings)
    return False
