"""Which claims hold under the constraints: asked of Z3, evidence checked here.

*Could be true* rests on an assignment in which our own evaluator finds all constraints and
the formula true.  *Cannot be true* rests on named constraints that Z3, asked again about
those alone, refutes together with the formula.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from time import monotonic

from prover.check.context import Z3Context
from prover.constraints.evaluate import Assignment, IncompleteAssignment, Value, holds
from prover.constraints.session import Outcome, Session
from prover.constraints.theory import (
    Application,
    Claim,
    Constraint,
    Expression,
    Function,
    Number,
    Operation,
    Operator,
    Option,
    OptionProblem,
    Standing,
)

__all__ = ["Judgement", "Ruling", "Support", "judge"]

RLIMIT = 300_000
"""Z3's deterministic resource units for one question: some tenths of a second."""


@dataclass(frozen=True, slots=True)
class Support:
    """Whether a formula can hold: an assignment where it does, or a core where it cannot.

    ``possible`` is ``None`` when Z3 did not say or its evidence was not accepted; ``reason``
    says why.
    """

    possible: bool | None
    assignment: Assignment | None = None
    core: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Ruling:
    """What became of one option: ``None`` where some claim could not be settled.

    ``supports`` has the evidence for each claim, in order.
    """

    option: Option
    right: bool | None
    supports: tuple[Support, ...]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the constraints say about all options.

    ``consistent`` shows whether the constraints can hold at all; if not, nothing is judged
    and its core names constraints that contradict each other.
    """

    consistent: Support
    rulings: tuple[Ruling, ...] = ()

    @property
    def right(self) -> tuple[str, ...]:
        """Names of the options that are right."""
        return tuple(ruling.option.name for ruling in self.rulings if ruling.right)

    @property
    def settled(self) -> bool:
        """Whether every question that was asked got an answer with accepted evidence."""
        if self.consistent.possible is None:
            return False
        return all(ruling.right is not None for ruling in self.rulings)


def judge(problem: OptionProblem, seconds: float = 5.0, rlimit: int = RLIMIT) -> Judgement:
    """Judge every option of ``problem``, up to the first that cannot be settled.

    Args:
        problem: constraints and options.
        seconds: wall clock for everything; what comes later is left open.
        rlimit: Z3's deterministic resource units for one question.

    Raises:
        TheoryTooLarge: the constraints are too many when written out.
    """
    court = _Court(problem.constraints, monotonic() + seconds, rlimit)
    consistent = court.can_hold(None)
    if consistent.possible is not True:
        return Judgement(consistent)
    rulings: list[Ruling] = []
    for option in problem.options:
        rulings.append(court.ruling(option))
        if rulings[-1].right is None:
            break
    return Judgement(consistent, tuple(rulings))


@dataclass(slots=True)
class _Court:
    constraints: Sequence[Constraint]
    end: float
    rlimit: int
    _session: Session = field(init=False)
    _apart: Z3Context = field(default_factory=Z3Context)
    _known: dict[Expression | None, Support] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._session = Session(self.constraints, self.rlimit)

    def ruling(self, option: Option) -> Ruling:
        supports = tuple(self.support(claim) for claim in option.claims)
        verdicts = [
            None if support.possible is None else support.possible is _wanted(claim)
            for claim, support in zip(option.claims, supports, strict=True)
        ]
        right = None if None in verdicts else all(verdicts) is not option.excepted
        return Ruling(option, right, supports)

    def support(self, claim: Claim) -> Support:
        """Whether what would refute or support ``claim`` can hold."""
        if claim.standing is not Standing.SETTLES:
            return self.can_hold(_asked(claim))
        one = self.can_hold(claim.formula)
        if one.assignment is None:  # it cannot hold at all, or nothing is known
            return replace(one, possible=None if one.possible is None else True)
        return self.can_hold(_other_than(one.assignment, claim.formula))

    def can_hold(self, formula: Expression | None) -> Support:
        """Whether the constraints allow ``formula`` (without one: anything at all)."""
        known = self._known.get(formula)
        if known is None:
            known = self._known[formula] = self._can_hold(formula)
        return known

    def _can_hold(self, formula: Expression | None) -> Support:
        left = self.end - monotonic()
        if left <= 0:
            return Support(None, reason="time")
        outcome = self._session.ask(formula, left)
        if outcome.assignment is not None:
            return self._evaluated(formula, outcome.assignment)
        if outcome.core is not None:
            return self._again(formula, outcome)
        return Support(None, reason="Z3 gives no answer")

    def _evaluated(self, formula: Expression | None, assignment: Assignment) -> Support:
        try:
            for constraint in self.constraints:
                if not holds(constraint.formula, assignment):
                    return Support(None, reason=f"{constraint.name} fails in Z3's assignment")
            if formula is not None and not holds(formula, assignment):
                return Support(None, reason="the formula fails in Z3's assignment")
        except IncompleteAssignment as error:
            return Support(None, reason=error.message)
        return Support(True, assignment)

    def _again(self, formula: Expression | None, outcome: Outcome) -> Support:
        """Ask afresh about the core alone."""
        core = outcome.core or ()
        named = [constraint for constraint in self.constraints if constraint.name in core]
        left = max(self.end - monotonic(), 0.05)
        if Session(named, self.rlimit, self._apart).ask(formula, left).core is None:
            return Support(None, reason="the core alone is not refuted")
        return Support(False, core=core)


def _asked(claim: Claim) -> Expression:
    """The formula whose possibility settles the claim."""
    if claim.standing in (Standing.COULD, Standing.CANNOT):
        return claim.formula
    return Operation(Operator.NOT, (claim.formula,))


def _other_than(assignment: Assignment, formula: Expression) -> Expression:
    """``formula`` in an assignment that differs from ``assignment``."""
    same = tuple(
        _equation(function, row, value)
        for function, table in assignment.items()
        for row, value in table.items()
    )
    differs = Operation(Operator.NOT, (Operation(Operator.AND, same),))
    return Operation(Operator.AND, (formula, differs))


def _equation(function: Function, row: tuple[Value, ...], value: Value) -> Expression:
    applied = Application(function, tuple(Number(int(argument)) for argument in row))
    if isinstance(value, bool):
        return applied if value else Operation(Operator.NOT, (applied,))
    return Operation(Operator.EQUAL, (applied, Number(value)))


def _wanted(claim: Claim) -> bool:
    """Whether that formula has to be possible for the claim to hold."""
    return claim.standing in (Standing.COULD, Standing.COULD_FAIL)
