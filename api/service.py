"""The one pipeline: a problem travels to the right and comes out as a checked answer.

``problem → decide (search) → check (prover.check, Lean's kernel if asked) → answer``.
What the search claims is never passed on unchecked: a proof or model that the checkers do
not accept gives ``unknown`` with the reason, and the rejected certificate stays in the answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from math import inf
from time import monotonic

from api.checkers import Checkers
from api.judging import Judge, honest
from api.settings import Settings
from prover.answer import Answer, Semantics
from prover.certificate import Checker
from prover.errors import ProverError
from prover.logic.syntax import Formula
from prover.logic.walk import symbols
from prover.problem import Premise, Problem
from prover.proof import Rule
from prover.verdict import Verdict
from prover.watch import AskingLean, Watch, ignore

__all__ = ["ProofService"]

Verbalise = Callable[[Formula], str]

_OPEN = (Verdict.UNCERTAIN, Verdict.COUNTERSATISFIABLE)
"""Verdicts that something which the text takes for granted may change."""


@dataclass(slots=True)
class ProofService:
    """Answers problems, one after the other, in one thread.

    Args:
        settings: limits and defaults.
        checkers: Z3 and Lean, if they are kept by the caller; by default the service's own.
        deadline: value of :func:`time.monotonic` after which all answers are ``unknown``.
    """

    settings: Settings
    checkers: Checkers | None = None
    deadline: float = inf
    _own: Checkers | None = None

    def __enter__(self) -> ProofService:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End what the service has started itself: the Lean kernel, if it was asked."""
        if self._own is not None:
            self._own.close()
            self._own = None

    def answer(
        self,
        problem: Problem,
        *,
        semantics: Semantics | None = None,
        verbalise: Verbalise | None = None,
        seconds: float | None = None,
        watch: Watch = ignore,
    ) -> Answer:
        """Decide ``problem`` and check the evidence.

        Args:
            problem: premises and goal, possibly with sentences that were not understood.
            semantics: how premises are read; the settings' by default.
            verbalise: says a formula in words, for the steps of the proof.
            seconds: time for all of it; the settings' by default.  An answer that is not there
                by then is ``unknown``.
            watch: is told what has been reached on the way.
        """
        chosen = semantics or self.settings.semantics
        goal = problem.goal
        if problem.untranslated or goal is None:
            return _untranslated(problem, chosen)
        judge = self.judge(chosen, seconds, watch)
        return self.concluded(judge.judge(problem, goal), judge, verbalise)

    def judge(
        self, semantics: Semantics, seconds: float | None = None, watch: Watch = ignore
    ) -> Judge:
        """Who decides and checks, with the time from now on; see :meth:`answer`."""
        limit = self.settings.timeout if seconds is None else seconds
        limit = min(limit, self.deadline - monotonic())
        engines = self.settings.engine_names
        return Judge.within(limit, self._checkers, semantics, watch, engines)

    def concluded(self, answer: Answer, judge: Judge, verbalise: Verbalise | None = None) -> Answer:
        """The answer to the first reading of a problem, held against all that may change it.

        Other readings are asked about, then what the text takes for granted, then Lean.

        Args:
            answer: what ``judge`` says of the first reading.
            judge: who decides and checks.
            verbalise: says a formula in words, for the steps of the proof.
        """
        goal = answer.problem.goal
        assert goal is not None
        answer = self._in_every_reading(answer, judge)
        if answer.verdict in _OPEN and self.settings.presuppose:
            answer = _with_presuppositions(answer, goal, judge)
        if self.settings.ask_lean and answer.verdict.is_decided:
            answer = honest(self._in_lean(answer, judge))
        if answer.verdict in _OPEN:
            return _with_missing_links(answer, goal)
        return answer if verbalise is None else _in_words(answer, verbalise)

    @property
    def _checkers(self) -> Checkers:
        if self.checkers is not None:
            return self.checkers
        if self._own is None:
            self._own = Checkers(self.settings)
        return self._own

    def _in_every_reading(self, answer: Answer, judge: Judge) -> Answer:
        """The answer if the text gives it in whatever way it is read, throughout.

        Readings are compared as wholes: the second reading of every ambiguous sentence
        together, then the third, and so on, so that a phrase is not understood in two ways
        in one text.
        """
        for other in _other_readings(answer.problem, self.settings.max_readings):
            assert other.goal is not None
            found = judge.judge(other, other.goal)
            if found.verdict is not answer.verdict:
                timed_out = judge.remaining <= judge.reserve and not found.verdict.is_decided
                return _not_compared(answer, found) if timed_out else _ambiguous(answer)
        return answer

    def _in_lean(self, answer: Answer, judge: Judge) -> Answer:
        """The answer as the Lean kernel sees it, or with the note that it was not asked."""
        from api.lean.kernel import not_asked, with_kernel

        judge.watch(AskingLean())
        try:
            answer = with_kernel(answer, self._checkers.kernel, judge.deadline)
        except ProverError as error:
            return not_asked(answer, str(error))
        said = [c.accepted for c in answer.certificates if c.checker is Checker.LEAN_KERNEL]
        if said:
            judge.watch(AskingLean(all(said)))
        return answer


def _with_presuppositions(answer: Answer, goal: Premise, judge: Judge) -> Answer:
    """The answer that what the text takes for granted gives, where that decides it."""
    problem = answer.problem
    if not problem.presuppositions or answer.semantics is Semantics.RULES:
        return answer
    fuller = replace(problem, premises=problem.premises + problem.presuppositions)
    other = judge.judge(fuller, goal)
    if other.proof is None or other.verdict not in (Verdict.PROVED, Verdict.REFUTED):
        return answer
    used = [p for p in problem.presuppositions if p.name in other.proof.premises_used]
    notes = tuple(f"taken for granted, not stated: {premise.english}" for premise in used)
    return replace(other, warnings=other.warnings + notes)


def _other_readings(problem: Problem, limit: int) -> Iterator[Problem]:
    """The problem with the second, third, … reading of each sentence that has so many."""
    assert problem.goal is not None
    every = (*problem.premises, problem.goal)
    most = max(len(premise.alternatives) for premise in every)
    for index in range(min(most, limit - 1)):
        *premises, goal = (_with_reading(premise, index) for premise in every)
        yield replace(problem, premises=tuple(premises), goal=goal)


def _with_reading(premise: Premise, index: int) -> Premise:
    if index >= len(premise.alternatives):
        return premise
    reading = premise.alternatives[index]
    return replace(premise, formula=reading.formula, english=reading.english)


def _in_words(answer: Answer, verbalise: Verbalise) -> Answer:
    """The answer with every step of its proof said in words."""
    if answer.proof is None:
        return answer
    english = {
        step.name: verbalise(step.conclusion)
        for step in answer.proof.steps
        if step.rule is not Rule.PREMISE  # its author has said it already
    }
    return replace(answer, step_english=english)


def _with_missing_links(answer: Answer, goal: Premise) -> Answer:
    """Note what the goal speaks of and no premise does: often a link that was lost."""
    known = {symbol for p in answer.problem.premises for symbol in symbols(p.formula)}
    missing = [symbol.name for symbol in symbols(goal.formula) if symbol not in known]
    if not missing:
        return answer
    note = f"no premise speaks of {', '.join(missing)}"
    return replace(answer, warnings=(*answer.warnings, note))


def _untranslated(problem: Problem, semantics: Semantics) -> Answer:
    count = len(problem.untranslated)
    what = "one sentence was" if count == 1 else f"{count} sentences were"
    reason = f"{what} not understood" if count else "there is no goal"
    return Answer(problem, Verdict.UNTRANSLATED, semantics, reason, warnings=problem.warnings)


def _ambiguous(answer: Answer) -> Answer:
    goal = answer.problem.goal
    assert goal is not None
    every = (*answer.problem.premises, goal)
    names = [premise.name for premise in every if premise.alternatives]
    reason = f"other readings of {', '.join(names)} lead to another verdict"
    return _undecided(answer, Verdict.AMBIGUOUS, reason)


def _not_compared(answer: Answer, other: Answer) -> Answer:
    """There was no time to see whether another reading says the same."""
    return _undecided(answer, Verdict.UNKNOWN, f"{other.reason}: another reading is not compared")


def _undecided(answer: Answer, verdict: Verdict, reason: str) -> Answer:
    return Answer(
        answer.problem,
        verdict,
        answer.semantics,
        reason,
        warnings=answer.warnings,
        timings=answer.timings,
    )
