"""A question with some premises of its library, written as a text of its own."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from prover.problem import Premise, Problem, Sentence, Span, Untranslated

__all__ = ["selection"]


def selection(problem: Problem, names: Collection[str]) -> Problem:
    """``problem`` with the named premises alone, and a text that holds no other sentences.

    Presuppositions are kept only where all premises are: with less, something may look open
    that the text settles.
    """
    kept = tuple(premise for premise in problem.premises if premise.name in names)
    if len(kept) == len(problem.premises):
        return problem
    known = {premise.name for premise in kept} | {"goal"}
    known |= {item.name for item in problem.untranslated}
    warnings = tuple(note for note in problem.warnings if note.partition(":")[0] in known)
    return _in_a_text_of_its_own(
        replace(problem, premises=kept, warnings=warnings, presuppositions=())
    )


def _in_a_text_of_its_own(problem: Problem) -> Problem:
    """``problem`` with one sentence a line, in their order."""
    sentences = sorted(set(_sentences(problem)), key=lambda sentence: sentence.span.start)
    places: dict[Sentence, Sentence] = {}
    offset = 0
    for sentence in sentences:
        end = offset + len(sentence.text)
        places[sentence] = Sentence(sentence.text, Span(offset, end))
        offset = end + 1

    def moved(premise: Premise) -> Premise:
        return replace(premise, sentence=places[premise.sentence])

    return replace(
        problem,
        premises=tuple(map(moved, problem.premises)),
        goal=None if problem.goal is None else moved(problem.goal),
        text="\n".join(sentence.text for sentence in sentences),
        untranslated=tuple(
            _moved_failure(item, places[item.sentence]) for item in problem.untranslated
        ),
    )


def _sentences(problem: Problem) -> Iterator[Sentence]:
    yield from (premise.sentence for premise in problem.premises)
    yield from (item.sentence for item in problem.untranslated)
    if problem.goal is not None:
        yield problem.goal.sentence


def _moved_failure(item: Untranslated, sentence: Sentence) -> Untranslated:
    by = sentence.span.start - item.sentence.span.start
    span = Span(item.span.start + by, item.span.end + by)
    return replace(item, sentence=sentence, span=span)
