"""One sample answered: its readings are tried in turn, the most literal first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from time import perf_counter

from api.sampled.problem import problem_of, unread_problem
from api.service import ProofService
from prover.answer import Answer, Semantics
from prover.logic.syntax import Formula
from prover.problem import Problem, Sentence
from prover.verdict import Verdict
from translators.llm.samples import SampleReading, read_sample
from translators.llm.samples.candidates import Candidate, Stage, candidates
from translators.llm.samples.glossary import glossary_of

__all__ = ["Answerer", "SampleAnswer", "prepare"]

_FALL_BACK_SECONDS = 0.3
"""Time for all readings that go beyond what was written; an answer from them is a bonus."""


def prepare() -> None:
    """Load the grammar and the dictionaries, which the first sample would wait for."""
    sentences = ["Whoever sleeps in a bed dreams.", "Ann dreams."]
    reading = read_sample("∀x (SleptIn(x, Bed) → Dreams(x))\nDreams(Ann)", sentences)
    glossary_of(formula for formula in reading.formulas if formula is not None)


@dataclass(frozen=True, slots=True)
class SampleAnswer:
    """What one sample comes to.

    Attributes:
        reading: the formulas, and what was mended.
        answer: of the prover, certified or ``unknown`` or ``untranslated``.
        stage: how far the reading that was answered goes beyond what was written.
        candidate: that reading; ``None`` when there is none.
        reading_ms: the time to read the sample.
        answer_ms: the time to try the readings, checking included.
    """

    reading: SampleReading
    answer: Answer
    stage: Stage = Stage.WRITTEN
    candidate: Candidate | None = None
    reading_ms: float = 0.0
    answer_ms: float = 0.0

    @property
    def is_lost(self) -> bool:
        """Whether a sentence has no formula, so that there is nothing to answer."""
        return self.candidate is None


@dataclass(slots=True)
class Answerer:
    """Answers the samples of one problem.

    Samples that come to the same formulas are asked about once.

    Args:
        sentences: the premises and, last, the goal.
        text: what they were read from.
        service: the pipeline from problems to checked answers.
        in_words: say formulas back in English.
    """

    sentences: Sequence[Sentence]
    text: str
    service: ProofService
    in_words: bool = False
    _known: dict[tuple[Formula, ...], Answer] = field(default_factory=dict)

    def answer(self, reply: str) -> SampleAnswer:
        """Read ``reply`` and have its readings judged by the prover.

        A later reading counts only where it is decisive and the ones before leave the question
        open; what a model wrote never decides anything itself.
        """
        start = perf_counter()
        reading = read_sample(reply, [sentence.text for sentence in self.sentences])
        read = perf_counter()
        found = self._answered(reading)
        return replace(
            found,
            reading_ms=(read - start) * 1000,
            answer_ms=(perf_counter() - read) * 1000,
        )

    def _answered(self, reading: SampleReading) -> SampleAnswer:
        formulas = [formula for formula in reading.formulas if formula is not None]
        if reading.unread or len(formulas) < len(self.sentences):
            problem = unread_problem(reading, self.sentences, self.text)
            return SampleAnswer(reading, self.service.answer(problem))
        readings = candidates(formulas, [sentence.text for sentence in self.sentences])
        first = self._asked(next(readings), reading, self.service.settings.timeout)
        if first.answer.verdict is not Verdict.UNCERTAIN:
            return first
        deadline = perf_counter() + min(self.service.settings.timeout, _FALL_BACK_SECONDS)
        for candidate in readings:
            seconds = deadline - perf_counter()
            if seconds <= 0:
                break
            found = self._asked(candidate, reading, seconds)
            if found.answer.verdict in (Verdict.PROVED, Verdict.REFUTED):
                return found
        return first

    def _asked(self, candidate: Candidate, reading: SampleReading, seconds: float) -> SampleAnswer:
        problem = problem_of(candidate, reading, self.sentences, self.text, in_words=self.in_words)
        answer = self._judged(candidate, problem, seconds)
        return SampleAnswer(reading, answer, candidate.stage, candidate)

    def _judged(self, candidate: Candidate, problem: Problem, seconds: float) -> Answer:
        key = (*candidate.formulas, *(each.formula for each in candidate.granted))
        known = self._known.get(key)
        if known is None:
            known = self.service.answer(problem, semantics=Semantics.CLASSICAL, seconds=seconds)
            self._known[key] = known
            return known
        found_out = known.warnings[len(known.problem.warnings) :]
        return replace(known, problem=problem, warnings=problem.warnings + found_out)
