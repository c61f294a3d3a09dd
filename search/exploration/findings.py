"""What an exploration finds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from prover.logic.syntax import Formula
from prover.theory import Development

__all__ = ["LEMMA", "Counts", "Exploration", "Finding", "Options", "Status"]


LEMMA = "lemma"
"""What a finding is called that another proof needed, and that has no name of its own."""


class Status(StrEnum):
    """What is known of a statement."""

    ESSENTIAL = "essential"
    COROLLARY = "corollary"
    OPEN = "open"
    REFUTED = "refuted"


@dataclass(frozen=True, slots=True)
class Finding:
    """A statement that was worth an attempt.

    Attributes:
        name: of its theorem in the development, if it was proved.
        statement: a closed formula.
        status: an essential theorem is needed to get the others without another induction.
        law: what statements of this form are called (``commutative``), if they have a name.
        witness: for a refuted statement: where it fails, like ``x = 1, y = 0``.
        denial: for a refuted statement: the theorem of the development that says that it is
            false, if there is one.
    """

    name: str
    statement: Formula
    status: Status
    law: str = ""
    witness: str = ""
    denial: str = ""

    @property
    def is_proved(self) -> bool:
        """Whether there is a theorem of this name."""
        return self.status in (Status.ESSENTIAL, Status.COROLLARY)


@dataclass(frozen=True, slots=True)
class Options:
    """How far an exploration goes.

    Attributes:
        variables: of each sort.
        term_size: symbols and variables of the larger side of an equation.
        terms: of one size that are looked at, smallest first.
        clause_size: symbols and variables of a clause.
        attempt: seconds for the first attempt to prove a statement.
        second_attempt: seconds for another one, when there are more lemmas.
        seed: of the random data.
    """

    variables: int = 3
    term_size: int = 7
    terms: int = 5000
    clause_size: int = 8
    attempt: float = 0.2
    second_attempt: float = 1.5
    seed: int = 1


@dataclass(slots=True)
class Counts:
    """How many statements there were.

    Attributes:
        enumerated: looked at: instances of laws, coinciding terms, clauses that hold on all data.
        refuted: of these, by data or by a model.
        repeated: of these, equal to an earlier one but for names and order.
        implied: of these, consequences of what was known at that time.
        proved: theorems that are findings.
        open: left without a decision.
    """

    enumerated: int = 0
    refuted: int = 0
    repeated: int = 0
    implied: int = 0
    proved: int = 0
    open: int = 0


@dataclass(frozen=True, slots=True)
class Exploration:
    """The outcome: theorems in an order in which they can be proved, and what was found.

    Attributes:
        development: the theory with its theorems.
        findings: proved ones in the order of the development, then open and refuted ones.
        counts: of statements.
        seconds: of work, over all runs that led to this.
    """

    development: Development
    findings: tuple[Finding, ...]
    counts: Counts
    seconds: float
