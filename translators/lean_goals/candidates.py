"""Candidate statements, and what Lean says about each."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from prover.lean.wire import Judged
from translators.lean_goals.statement import LeanStatement

__all__ = ["Candidate", "Examined", "Flag", "Outcome", "Warned"]


class Outcome(StrEnum):
    """What became of a candidate."""

    ELABORATES = "elaborates"
    REJECTED = "rejected"
    """Lean does not take it; its message says why."""
    FORBIDDEN = "forbidden"
    """It contains what could run code or change the rules; it was not looked at further."""
    UNREADABLE = "unreadable"
    """There is no statement in the reply."""


class Flag(StrEnum):
    """Why a statement that elaborates may not be what was meant."""

    TRIVIAL = "trivial"
    """It holds by mere calculation or repetition."""
    VACUOUS = "vacuous"
    """Its hypotheses contradict each other, so it says nothing."""
    REFUTED = "refuted"
    """Its negation is provable."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A statement that someone proposes.

    Attributes:
        statement: the statement, or None where the reply has none.
        text: what was proposed, as it came.
        source: who proposed it: ``controlled``, or a model's name.
        round: how often it was sent back before.
        problem: why there is no statement.
    """

    statement: LeanStatement | None
    text: str
    source: str
    round: int = 0
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Warned:
    """A flag with the script that shows it, as the kernel has accepted it."""

    flag: Flag
    theorem: str
    script: str
    judged: Judged


@dataclass(frozen=True, slots=True)
class Examined:
    """A candidate after Lean has seen it.

    Attributes:
        candidate: what was proposed.
        outcome: whether it elaborates.
        message: Lean's words where it does not.
        flags: reasons to doubt it.
        votes: how many samples proposed the very same text.
    """

    candidate: Candidate
    outcome: Outcome
    message: str = ""
    flags: tuple[Warned, ...] = field(default=())
    votes: int = 1

    @property
    def is_statement(self) -> bool:
        """Whether it can be compared with others."""
        return self.outcome is Outcome.ELABORATES
