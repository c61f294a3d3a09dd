"""One reading of a problem, decided by the search and checked, within what is left of the time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from time import monotonic, perf_counter

from api.checkers import Checkers
from prover.answer import Answer, Semantics, Witness
from prover.certificate import Certificate
from prover.check import certify
from prover.errors import ProverError
from prover.evidence import Evidence
from prover.logic.syntax import Formula
from prover.problem import Premise, Problem
from prover.verdict import Verdict
from prover.watch import Checking, Pulse, Watch, ignore
from search.decide import decide
from search.decision import Decision
from search.rules import decide_by_rules

__all__ = ["OUT_OF_TIME", "Judge", "honest"]

OUT_OF_TIME = "time: no answer within the limit (give more with --timeout)"

_FOR_CHECKING = 0.1
"""The part of the time that is kept for the check of what the search finds …"""

_AT_MOST = 1.0
"""… and how many seconds of it at most."""


class _TimeIsUp(ProverError):
    """The check was not finished within the limit."""

    code = "time"


@dataclass(frozen=True, slots=True)
class Judge:
    """Decides and checks, one reading after the other, all of them before one deadline.

    Args:
        checkers: who checks.
        semantics: how premises are read.
        deadline: value of :func:`time.monotonic` at which an answer has to be there.
        reserve: seconds before it that no search may use.
        watch: is told how far it is.
        engines: names of the other provers that may race beside ours.
    """

    checkers: Checkers
    semantics: Semantics
    deadline: float
    reserve: float = 0.0
    watch: Watch = ignore
    engines: tuple[str, ...] = ("auto",)

    @staticmethod
    def within(
        seconds: float,
        checkers: Checkers,
        semantics: Semantics,
        watch: Watch = ignore,
        engines: tuple[str, ...] = ("auto",),
    ) -> Judge:
        """A judge whose answers have to be there in so many seconds from now."""
        reserve = min(seconds * _FOR_CHECKING, _AT_MOST)
        return Judge(checkers, semantics, monotonic() + seconds, reserve, watch, engines)

    def for_part(self, share: float) -> Judge:
        """The same judge with a share of the time that is left."""
        return replace(self, deadline=monotonic() + max(0.0, self.remaining) * share)

    @property
    def remaining(self) -> float:
        """Seconds that are left."""
        return self.deadline - monotonic()

    def judge(self, problem: Problem, goal: Premise) -> Answer:
        """The answer to one reading; without time for it, ``unknown``."""
        seconds = self.remaining - self.reserve
        if seconds <= 0:
            return Answer(problem, Verdict.UNKNOWN, self.semantics, OUT_OF_TIME)
        premises = {premise.name: premise.formula for premise in problem.premises}
        start = perf_counter()
        decision = self._decide(problem, premises, goal.formula, seconds)
        decided = perf_counter()
        evidence = Evidence(
            decision.verdict,
            self.semantics,
            premises,
            goal.formula,
            decision.proof,
            _witnesses(decision),
            decision.core,
            decision.fixpoint,
        )
        certificates = self._certificates(evidence)
        answer = Answer(
            problem,
            decision.verdict,
            self.semantics,
            decision.reason,
            decision.proof,
            evidence.witnesses,
            decision.core,
            decision.core_is_minimal,
            decision.fixpoint,
            certificates or (),
            warnings=problem.warnings + decision.warnings,
            timings={
                "search_ms": (decided - start) * 1000,
                "check_ms": (perf_counter() - decided) * 1000,
            },
        )
        if certificates is None:
            reason = f"time: the search said {answer.verdict}, but there was no time to check it"
            return replace(answer, verdict=Verdict.UNKNOWN, reason=reason)
        return honest(answer)

    def _decide(
        self, problem: Problem, premises: Mapping[str, Formula], goal: Formula, seconds: float
    ) -> Decision:
        if self.semantics is Semantics.RULES:
            return decide_by_rules(premises, goal, seconds, self.watch)
        return decide(
            premises,
            goal,
            seconds,
            self.watch,
            engines=self.engines,
            asks_consequence=problem.asks_consequence,
        )

    def _certificates(self, evidence: Evidence) -> tuple[Certificate, ...] | None:
        """What the checkers say; ``None`` where the time was over before."""
        pulse = Pulse(self.watch)

        def on_step(step: int, steps: int) -> None:
            now = monotonic()
            if now > self.deadline and step < steps:
                raise _TimeIsUp("the check was not finished")
            if now >= pulse.due:
                pulse.tell(now, Checking(step, steps))

        try:
            return certify(evidence, self.checkers.z3(self.remaining), on_step)
        except _TimeIsUp:
            return None


def honest(answer: Answer) -> Answer:
    """The answer itself when its evidence was accepted, else ``unknown``."""
    if not answer.verdict.is_decided or answer.is_certified:
        return answer
    rejected = [f"{name}: {why}" for c in answer.certificates for name, why in c.rejections.items()]
    reason = f"the search said {answer.verdict}, but the check failed ({'; '.join(rejected[:2])})"
    return replace(answer, verdict=Verdict.UNKNOWN, reason=reason)


def _witnesses(decision: Decision) -> tuple[Witness, ...]:
    found = []
    if decision.model_with_goal is not None:
        found.append(Witness(True, decision.model_with_goal))
    if decision.model_without_goal is not None:
        found.append(Witness(False, decision.model_without_goal))
    return tuple(found)
