"""From one reading of a sample to the problem that the prover is asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from prover.logic.syntax import Formula, Symbol
from prover.problem import Premise, Problem, Sentence, Untranslated
from translators.controlled import verbalise
from translators.llm.samples import SampleReading
from translators.llm.samples.candidates import Candidate
from translators.llm.samples.glossary import glossary_of
from translators.translation import LexicalEntry

__all__ = ["names_of", "problem_of", "unread_problem"]


def names_of(sentences: Sequence[Sentence]) -> tuple[str, ...]:
    """What the sentences are called in proofs; the last is the goal."""
    return (*(f"p{number}" for number in range(1, len(sentences))), "goal")


def problem_of(
    candidate: Candidate,
    reading: SampleReading,
    sentences: Sequence[Sentence],
    text: str,
    *,
    in_words: bool = False,
) -> Problem:
    """The problem that ``candidate`` reads; everything decided on the way is in its warnings.

    Args:
        candidate: the reading.
        reading: the sample that it is of.
        sentences: premises and goal as they were given.
        text: what the sentences were read from.
        in_words: say each formula back in English, too.
    """
    glossary = glossary_of(candidate.formulas) if in_words else {}
    names = names_of(sentences)
    *premises, goal = (
        Premise(name, formula, sentence, _said(formula, glossary))
        for name, formula, sentence in zip(names, candidate.formulas, sentences, strict=True)
    )
    premises += [
        Premise(each.name, each.formula, sentences[each.source], each.english, presupposed=True)
        for each in candidate.granted
    ]
    return Problem(tuple(premises), goal, text, (), _warnings(candidate, reading, names))


def _said(formula: Formula, glossary: Mapping[Symbol, LexicalEntry]) -> str:
    return verbalise(formula, glossary) if glossary else ""


def _warnings(
    candidate: Candidate, reading: SampleReading, names: Sequence[str]
) -> tuple[str, ...]:
    notes = [f"{names[repair.sentence]}: {repair.message}" for repair in reading.repairs]
    notes += [f"not used, of no sentence: {extra.formula}" for extra in reading.extra]
    notes += [str(merge) for merge in candidate.merges]
    notes += [f"taken for granted, not stated: {each.english}" for each in candidate.granted]
    notes += [f"{names[index]}: 'either' read as 'not both'" for index in candidate.exclusive]
    return tuple(notes)


def unread_problem(reading: SampleReading, sentences: Sequence[Sentence], text: str) -> Problem:
    """The problem of a sample with sentences that no formula covers."""
    names = names_of(sentences)
    untranslated = tuple(
        Untranslated(
            names[each.sentence],
            sentences[each.sentence],
            sentences[each.sentence].span,
            f"{each.reason}: {each.text!r}" if each.text else each.reason,
        )
        for each in reading.unread
    )
    read = [
        None if formula is None else Premise(name, formula, sentence)
        for name, formula, sentence in zip(names, reading.formulas, sentences, strict=True)
    ]
    premises = tuple(premise for premise in read[:-1] if premise is not None)
    return Problem(premises, read[-1], text, untranslated)
