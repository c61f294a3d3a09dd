"""One sample answered: by the pipeline of ``api.service``, or by judging options."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from time import monotonic, perf_counter

from api.programs.sections import LogicQuestion, Question
from api.service import ProofService
from api.shown.narration import proof_lines
from prover.answer import Answer, Semantics
from prover.constraints import Judgement, OptionProblem, judge
from prover.errors import ProverError
from prover.verdict import Verdict

__all__ = ["Solved", "solve"]

_STANDS = (Verdict.PROVED, Verdict.REFUTED)
"""Verdicts that stand although some premise was not read: a proof needs only what it uses."""


@dataclass(frozen=True, slots=True)
class Solved:
    """What became of one sample.

    ``chosen`` is the option that alone is right, empty when none or several are, and ``None``
    where there are no options.
    ``notes`` are all repairs and decisions; ``explanation`` is the proof in lines, ``evidence``
    all that the verdict rests on.
    """

    verdict: Verdict
    chosen: str | None = None
    certified: bool = False
    direct: bool = False
    steps: int = 0
    reason: str = ""
    notes: tuple[str, ...] = ()
    explanation: tuple[str, ...] = ()
    evidence: Answer | Judgement | None = None
    reading_ms: float = 0.0
    answer_ms: float = 0.0

    @property
    def executed(self) -> bool:
        """Whether the program ran to a decided verdict."""
        return self.verdict.is_decided


def solve(
    sample: Callable[[], Question], service: ProofService, semantics: Semantics | None = None
) -> Solved:
    """Read and answer ``sample``; what cannot be read is ``untranslated``, never an exception.

    Args:
        sample: reads it.
        service: answers problems of logic.
        semantics: how premises are read; by default as their program means it.
    """
    start = perf_counter()
    try:
        question = sample()
    except ProverError as error:
        elapsed = (perf_counter() - start) * 1000
        return Solved(Verdict.UNTRANSLATED, reason=str(error), reading_ms=elapsed)
    read = perf_counter()
    if isinstance(question, OptionProblem):
        solved = _judged(question, service.settings.options_timeout)
    else:
        solved = _answered(question, service, semantics or question.semantics)
    return replace(
        solved,
        reading_ms=(read - start) * 1000,
        answer_ms=(perf_counter() - read) * 1000,
    )


def _answered(question: LogicQuestion, service: ProofService, semantics: Semantics) -> Solved:
    problem = question.problem
    unread = problem.untranslated
    if problem.goal is not None:
        problem = replace(problem, untranslated=())
    answer = service.answer(problem, semantics=semantics)
    notes = tuple(answer.warnings)
    if unread:
        notes += tuple(f"{item.name}: not read: {item.reason}" for item in unread)
    if unread and answer.verdict not in _STANDS:
        first = unread[0]
        reason = f"{first.name}: {first.sentence.text!r}: {first.reason}"
        return Solved(Verdict.UNTRANSLATED, reason=reason, notes=notes)
    return Solved(
        answer.verdict,
        certified=answer.is_certified,
        direct=answer.proof is not None and answer.proof.is_direct,
        steps=0 if answer.proof is None else len(answer.proof.steps),
        reason=answer.reason,
        notes=notes,
        explanation=_explained(answer),
        evidence=answer,
    )


def _explained(answer: Answer) -> tuple[str, ...]:
    return tuple(str(line) for line in proof_lines(answer))


def _judged(problem: OptionProblem, seconds: float) -> Solved:
    """*Proved*: one option alone is right; *uncertain*: none or several are.

    Constraints that contradict each other are *inconsistent*, unless they are consistent without
    the last of those that Z3 names and then single an option out; the note says which it is.
    """
    end = monotonic() + seconds
    try:
        judgement = judge(problem, seconds)
        first = _ruled(judgement, problem.notes)
        if first.verdict is not Verdict.INCONSISTENT or not judgement.consistent.core:
            return first
        last = [c for c in problem.constraints if c.name in judgement.consistent.core][-1]
        others = tuple(c for c in problem.constraints if c is not last)
        rest = judge(replace(problem, constraints=others), end - monotonic())
    except ProverError as error:
        return Solved(Verdict.UNKNOWN, "", reason=str(error), notes=problem.notes)
    second = _ruled(rest, problem.notes)
    if second.verdict is not Verdict.PROVED:
        return first
    note = f"{first.reason}; left out: {last.sentence.text!r}"
    return replace(second, notes=(*second.notes, note))


def _ruled(judgement: Judgement, notes: tuple[str, ...]) -> Solved:
    verdict, reason = _verdict(judgement)
    chosen = judgement.right[0] if verdict is Verdict.PROVED else ""
    steps = len(judgement.rulings)
    return Solved(
        verdict,
        chosen,
        verdict.is_decided,
        steps=steps,
        reason=reason,
        notes=notes,
        evidence=judgement,
    )


def _verdict(judgement: Judgement) -> tuple[Verdict, str]:
    if judgement.consistent.possible is False:
        core = ", ".join(judgement.consistent.core)
        return Verdict.INCONSISTENT, f"the constraints contradict each other: {core}"
    if not judgement.settled:
        supports = [s for ruling in judgement.rulings for s in ruling.supports]
        reasons = [s.reason for s in (judgement.consistent, *supports) if s.reason]
        return Verdict.UNKNOWN, reasons[0] if reasons else "not settled"
    right = judgement.right
    if len(right) == 1:
        return Verdict.PROVED, ""
    what = f"{', '.join(right)} are all right" if right else "no option is right"
    return Verdict.UNCERTAIN, what
