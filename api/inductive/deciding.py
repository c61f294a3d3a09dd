"""Goals decided one after the other: refuted on data, proved by induction, proved by tactics."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from time import monotonic

from api.checkers import Checkers
from api.inductive.checking import checked
from api.inductive.outcome import GoalOutcome, InductiveAnswer
from api.inductive.reading import InductiveProblem
from api.inductive.refuting import witness_against
from api.inductive.tactics import proved_by_tactics
from api.settings import Settings
from prover.lean.toolchain import LeanMissing
from prover.lean.verify import LeanKernel
from prover.theory import Development, Goal, Theorem, Theory
from prover.theory.assumed import assumed
from prover.theory.notation import Notation
from prover.verdict import Verdict
from search.induction import InductionProver, denial

__all__ = ["Tell", "decide_goals"]

Tell = Callable[[str], None]
"""Is told in a few words what happens now."""

_LAW_SECONDS = 2.0
_OUR_SHARE = 0.6
"""Of the time for a goal, where Lean's tactics get the rest."""


def decide_goals(
    problem: InductiveProblem, settings: Settings, checkers: Checkers, tell: Tell
) -> InductiveAnswer:
    """Decide every goal of ``problem``, in ``settings.timeout`` seconds each, and check it.

    A goal that was proved may be used for those after it.

    Raises:
        NotExportable: the problem is neither a theory nor, where there is a Lean, one for it.
    """
    kernel = _kernel(checkers) if problem.tips and settings.lean != "off" else None
    second = None if kernel is None else _Second(problem, kernel, settings)
    if problem.theory is None:
        if second is None:
            assert problem.refusal is not None
            raise problem.refusal
        tell("searching Lean's tactic states")
        outcomes = [
            second.outcome(f"goal.{number}", number, settings.timeout)
            for number in range(len(problem.tips))
        ]
        note = f"only Lean was asked: {problem.refusal}"
        return InductiveAnswer(problem.name, tuple(outcomes), warnings=(note,))
    deciding = _Deciding(InductionProver(problem.theory), settings, second, tell)
    deciding.prepare(problem.laws)
    found = [deciding.goal(goal, n) for n, goal in enumerate(problem.theory.goals)]
    everything = Development(problem.theory, tuple(deciding.theorems))
    theorems = everything.with_lemmas(outcome.theorem for outcome in found)
    development = Development(problem.theory, theorems)
    warnings = tuple(_assumptions(problem.theory))
    answer = InductiveAnswer(problem.name, tuple(found), development, warnings=warnings)
    answer = checked(answer, settings, checkers, tell)
    outcomes = [deciding.once_more(outcome, n) for n, outcome in enumerate(answer.outcomes)]
    return replace(answer, outcomes=tuple(outcomes))


def _assumptions(theory: Theory) -> Iterator[str]:
    if names := [symbol.name for symbol in assumed(theory)]:
        listed = ", ".join(names)
        yield f"the recursion of {listed} is not seen to end: its equations are assumed"


def _kernel(checkers: Checkers) -> LeanKernel | None:
    try:
        return checkers.kernel
    except LeanMissing:
        return None


@dataclass(frozen=True, slots=True)
class _Second:
    """Lean's tactics, for the goals of one problem."""

    problem: InductiveProblem
    kernel: LeanKernel
    settings: Settings

    def outcome(self, name: str, number: int, seconds: float) -> GoalOutcome:
        tip = self.problem.tips[number]
        return proved_by_tactics(tip, name, self.kernel, self.settings, seconds)


class _Deciding:
    """The goals of one theory."""

    def __init__(
        self, prover: InductionProver, settings: Settings, second: _Second | None, tell: Tell
    ) -> None:
        self.theorems: list[Theorem] = []
        self._prover = prover
        self._notation = Notation(prover.theory)
        self._settings = settings
        self._second = second
        self._tell = tell

    def prepare(self, laws: Iterable[Goal]) -> None:
        """Prove what may be of use; what takes long is left out."""
        for law in laws:
            self._tell(f"{law.name}: proving by induction")
            attempt = self._prover.prove(law.name, law.formula, monotonic() + _LAW_SECONDS)
            self._keep(attempt.theorems)

    def goal(self, goal: Goal, number: int) -> GoalOutcome:
        """What comes of the goal that stands at ``number``."""
        begun = monotonic()
        deadline = begun + self._settings.timeout
        outcome = self._refuted(goal, deadline) or self._proved(goal, begun)
        if outcome.verdict is Verdict.UNKNOWN:
            outcome = self._by_tactics(outcome, number, max(1.0, deadline - monotonic()))
        return replace(outcome, seconds=round(monotonic() - begun, 3))

    def once_more(self, outcome: GoalOutcome, number: int) -> GoalOutcome:
        """``outcome``, or what Lean's tactics make of the goal if its proof was not accepted."""
        if outcome.verdict is not Verdict.UNKNOWN or not outcome.theorem:
            return outcome
        seconds = max(1.0, self._settings.timeout - outcome.seconds)
        return self._by_tactics(outcome, number, seconds)

    def _by_tactics(self, outcome: GoalOutcome, number: int, seconds: float) -> GoalOutcome:
        """``outcome``, which leaves the goal open, or a proof among Lean's tactic states."""
        if self._second is None:
            return outcome
        self._tell(f"{outcome.name}: searching Lean's tactic states")
        other = self._second.outcome(outcome.name, number, seconds)
        spent = round(outcome.seconds + other.seconds, 3)
        if other.verdict is Verdict.PROVED:
            return replace(other, statement=outcome.statement, seconds=spent)
        return replace(outcome, reason=f"{outcome.reason}; {other.reason}", seconds=spent)

    def _refuted(self, goal: Goal, deadline: float) -> GoalOutcome | None:
        self._tell(f"{goal.name}: looking for a counterexample")
        theory, statement = self._prover.theory, self._notation.formula(goal.formula)
        witness = witness_against(theory, goal.formula)
        if witness is None:
            return None
        name = f"not {goal.name}"
        theorems = denial(name, goal.formula, witness.values, self._prover, deadline)
        self.theorems += theorems
        theorem = name if theorems else ""
        return GoalOutcome(goal.name, statement, Verdict.REFUTED, theorem=theorem, witness=witness)

    def _proved(self, goal: Goal, begun: float) -> GoalOutcome:
        self._tell(f"{goal.name}: proving by induction")
        share = _OUR_SHARE if self._second is not None else 1.0
        deadline = begun + share * self._settings.timeout
        attempt = self._prover.prove(goal.name, goal.formula, deadline)
        statement = self._notation.formula(goal.formula)
        if not attempt.theorems:
            reason = "no proof by induction was found"
            stuck = attempt.open_goals
            return GoalOutcome(goal.name, statement, Verdict.UNKNOWN, reason, open_goals=stuck)
        self._keep(attempt.theorems)
        return GoalOutcome(goal.name, statement, Verdict.PROVED, theorem=attempt.theorems[-1].name)

    def _keep(self, theorems: Sequence[Theorem]) -> None:
        """Have what was proved, and the lemmas on the way, at hand for the goals to come."""
        self.theorems += theorems
        for theorem in theorems:
            if not theorem.part_of:
                self._prover.learn(theorem)
