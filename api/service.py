"""The one pipeline: a problem travels to the right and comes out as a checked answer.

``problem → decide (search) → check (prover.check, Lean's kernel if asked) → answer``.
What the search claims is never passed on unchecked: a proof or model that the checkers do
not accept gives ``unknown`` with the reason, and the rejected certificate stays in the answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from time import perf_counter

from api.checkers import Checkers
from api.settings import Settings
from prover.answer import Answer, Semantics, Witness
from prover.check import certify
from prover.errors import ProverError
from prover.evidence import Evidence
from prover.logic.syntax import Formula
from prover.logic.walk import symbols
from prover.problem import Premise, Problem
from prover.proof import Rule
from prover.verdict import Verdict
from search.decide import Decision, decide
from search.rules import decide_by_rules

__all__ = ["ProofService"]

Verbalise = Callable[[Formula], str]


@dataclass(slots=True)
class ProofService:
    """Answers problems, one after the other, in one thread.

    Args:
        settings: limits and defaults.
        checkers: Z3 and Lean, if they are kept by the caller; by default the service's own.
    """

    settings: Settings
    checkers: Checkers | None = None
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
    ) -> Answer:
        """Decide ``problem`` and check the evidence.

        Args:
            problem: premises and goal, possibly with sentences that were not understood.
            semantics: how premises are read; the settings' by default.
            verbalise: says a formula in words, for the steps of the proof.
            seconds: time for one reading; the settings' by default.
        """
        chosen = semantics or self.settings.semantics
        seconds = self.settings.timeout if seconds is None else seconds
        goal = problem.goal
        if problem.untranslated or goal is None:
            return _untranslated(problem, chosen)
        answer = self._one_reading(problem, goal, chosen, seconds)
        if self._differs_in_another_reading(problem, answer.verdict, chosen, seconds):
            return _ambiguous(answer)
        if answer.verdict is Verdict.UNCERTAIN and self.settings.presuppose:
            answer = self._with_presuppositions(answer, goal, seconds)
        if self.settings.ask_lean and answer.verdict.is_decided:
            answer = _honest(self._in_lean(answer))
        if answer.verdict is Verdict.UNCERTAIN:
            return _with_missing_links(answer, goal)
        if verbalise is None or answer.proof is None:
            return answer
        english = {
            step.name: verbalise(step.conclusion)
            for step in answer.proof.steps
            if step.rule is not Rule.PREMISE  # its author has said it already
        }
        return replace(answer, step_english=english)

    def _one_reading(
        self, problem: Problem, goal: Premise, semantics: Semantics, seconds: float
    ) -> Answer:
        premises = {premise.name: premise.formula for premise in problem.premises}
        start = perf_counter()
        if semantics is Semantics.RULES:
            decision = decide_by_rules(premises, goal.formula, seconds)
        else:
            decision = decide(premises, goal.formula, seconds)
        decided = perf_counter()
        evidence = Evidence(
            decision.verdict,
            semantics,
            premises,
            goal.formula,
            decision.proof,
            _witnesses(decision),
            decision.core,
            decision.fixpoint,
        )
        certificates = certify(evidence, self._checkers.z3)
        checked = perf_counter()
        answer = Answer(
            problem,
            decision.verdict,
            semantics,
            decision.reason,
            decision.proof,
            evidence.witnesses,
            decision.core,
            decision.core_is_minimal,
            decision.fixpoint,
            certificates,
            warnings=problem.warnings + decision.warnings,
            timings={
                "search_ms": (decided - start) * 1000,
                "check_ms": (checked - decided) * 1000,
            },
        )
        return _honest(answer)

    def _with_presuppositions(self, answer: Answer, goal: Premise, seconds: float) -> Answer:
        """The answer that what the text takes for granted gives, where that decides it."""
        problem = answer.problem
        if not problem.presuppositions or answer.semantics is Semantics.RULES:
            return answer
        fuller = replace(problem, premises=problem.premises + problem.presuppositions)
        other = self._one_reading(fuller, goal, answer.semantics, seconds)
        if other.proof is None or other.verdict is Verdict.INCONSISTENT:
            return answer
        used = [p for p in problem.presuppositions if p.name in other.proof.premises_used]
        notes = tuple(f"taken for granted, not stated: {premise.english}" for premise in used)
        return replace(other, warnings=other.warnings + notes)

    def _in_lean(self, answer: Answer) -> Answer:
        """The answer as the Lean kernel sees it, or with the note that it was not asked."""
        from api.kernel import not_asked, with_kernel

        try:
            return with_kernel(answer, self._checkers.kernel)
        except ProverError as error:
            return not_asked(answer, str(error))

    @property
    def _checkers(self) -> Checkers:
        if self.checkers is not None:
            return self.checkers
        if self._own is None:
            self._own = Checkers(self.settings)
        return self._own

    def _differs_in_another_reading(
        self, problem: Problem, verdict: Verdict, semantics: Semantics, seconds: float
    ) -> bool:
        """Whether the text gives another verdict when it is read in another way throughout.

        Readings are compared as wholes: the second reading of every ambiguous sentence
        together, then the third, and so on, so that a phrase is not understood in two ways
        in one text.
        """
        for other in _other_readings(problem, self.settings.max_readings):
            assert other.goal is not None
            if self._one_reading(other, other.goal, semantics, seconds).verdict is not verdict:
                return True
        return False


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


def _with_missing_links(answer: Answer, goal: Premise) -> Answer:
    """Note what the goal speaks of and no premise does: often a link that was lost."""
    known = {symbol for p in answer.problem.premises for symbol in symbols(p.formula)}
    missing = [symbol.name for symbol in symbols(goal.formula) if symbol not in known]
    if not missing:
        return answer
    note = f"no premise speaks of {', '.join(missing)}"
    return replace(answer, warnings=(*answer.warnings, note))


def _witnesses(decision: Decision) -> tuple[Witness, ...]:
    found = []
    if decision.model_with_goal is not None:
        found.append(Witness(True, decision.model_with_goal))
    if decision.model_without_goal is not None:
        found.append(Witness(False, decision.model_without_goal))
    return tuple(found)


def _honest(answer: Answer) -> Answer:
    """The answer itself when its evidence was accepted, else ``unknown``."""
    if not answer.verdict.is_decided or answer.is_certified:
        return answer
    rejected = [f"{name}: {why}" for c in answer.certificates for name, why in c.rejections.items()]
    reason = f"the search said {answer.verdict}, but the check failed ({'; '.join(rejected[:2])})"
    return replace(answer, verdict=Verdict.UNKNOWN, reason=reason)


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
    return Answer(
        answer.problem,
        Verdict.AMBIGUOUS,
        answer.semantics,
        reason,
        warnings=answer.warnings,
        timings=answer.timings,
    )
