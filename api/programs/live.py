"""Problems put before a language model that answers with logic programs, which our solvers decide.

Each program that the model writes is read and decided by the prover or by Z3; the answer is the one
that most of the decided programs give.  No sentence of a problem and no reply can set it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import partial

from api.programs.author import Asked, Draft, ProgramAuthor, read_program
from api.recorded.solving import Solved, solve
from api.service import ProofService
from prover.verdict import Verdict
from translators.llm import Client, Sampling

__all__ = ["Program", "ProgramsAnswer", "answer_by_programs"]


@dataclass(frozen=True, slots=True)
class Program:
    """One sample: what the model wrote, and what it came to."""

    draft: Draft
    solved: Solved

    @property
    def notes(self) -> tuple[str, ...]:
        """All that was said about it and mended in it."""
        return (*self.draft.notes, *self.solved.notes)

    @property
    def answer(self) -> str:
        """The option that it singles out or else its verdict; nothing if it was not decided."""
        if not self.solved.executed:
            return ""
        return self.solved.chosen or self.solved.verdict.value


@dataclass(frozen=True, slots=True)
class ProgramsAnswer:
    """What all programs come to.

    Attributes:
        asked: the problem.
        programs: all samples.
        counts: how many decided programs give each answer.
        leading: the first program with the answer of more than half of the decided ones; without
            one the verdict is ``ambiguous``, or what hindered the programs.
        wanted: samples that were asked for.
        missing: why there are fewer.
        tokens: what they cost.
    """

    asked: Asked
    programs: tuple[Program, ...]
    counts: tuple[tuple[str, int], ...]
    leading: Program | None
    wanted: int
    missing: str = ""
    tokens: int = 0

    @property
    def verdict(self) -> Verdict:
        """The leading program's verdict, or why there is none."""
        if self.leading is not None:
            return self.leading.solved.verdict
        if self.counts:
            return Verdict.AMBIGUOUS
        undecided = {program.solved.verdict for program in self.programs}
        return Verdict.UNKNOWN if Verdict.UNKNOWN in undecided else Verdict.UNTRANSLATED

    @property
    def reason(self) -> str:
        """Why there is no answer, in one line."""
        if self.leading is not None:
            return self.leading.solved.reason
        if self.counts:
            return f"no answer has a majority: {self._counted()}"
        return next(p.solved.reason for p in self.programs if p.solved.verdict is self.verdict)

    @property
    def notes(self) -> tuple[str, ...]:
        """How the answer was found, and all that was mended in the program it rests on."""
        undecided = len(self.programs) - sum(count for _, count in self.counts)
        parts = [self._counted()] if self.counts else []
        parts += [f"{undecided} not decided"] if undecided else []
        notes = [f"translated by a model: of {len(self.programs)} programs {', '.join(parts)}"]
        if len(self.programs) < self.wanted:
            why = self.missing or "the model gave fewer"
            notes.append(f"{self.wanted} programs were asked for: {why}")
        if self.leading is not None:
            notes += self.leading.notes
        return tuple(notes)

    def _counted(self) -> str:
        return ", ".join(f"{count} {answer}" for answer, count in self.counts)


def answer_by_programs(asked: Asked, service: ProofService, client: Client) -> ProgramsAnswer:
    """Ask the model for programs and our solvers for what each of them says.

    Args:
        asked: the problem.
        service: decides what the programs say; its settings say how many are wanted.
        client: the model.

    Raises:
        ModelError: the model gives no sample.
    """
    settings = service.settings
    author = ProgramAuthor(
        client,
        asked,
        Sampling(settings.model_temperature, settings.model_tokens),
        settings.model_rounds,
    )
    drafts, missing = author.drafts(settings.model_samples)
    programs = tuple(
        Program(draft, solve(partial(read_program, draft.text, asked), service)) for draft in drafts
    )
    counts = Counter(program.answer for program in programs if program.answer).most_common()
    leading = None
    if counts and counts[0][1] * 2 > sum(count for _, count in counts):
        leading = next(program for program in programs if program.answer == counts[0][0])
    wanted = settings.model_samples
    return ProgramsAnswer(asked, programs, tuple(counts), leading, wanted, missing, author.tokens)
