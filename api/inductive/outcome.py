"""What came of the goals of a theory."""

from __future__ import annotations

from dataclasses import dataclass, field

from prover.certificate import Certificate
from prover.logic.syntax import Formula, Term, Variable
from prover.theory import Development
from prover.theory.notation import Notation
from prover.verdict import Verdict

__all__ = ["GoalOutcome", "InductiveAnswer", "TacticProof", "Witness"]


@dataclass(frozen=True, slots=True)
class Witness:
    """Values for which a statement is false.

    Attributes:
        values: what the statement's variables stand for.
        meanings: where the theory leaves functions open: what these are there, ``f(a1) = b2``.
    """

    values: tuple[tuple[Variable, Term], ...]
    meanings: tuple[Formula, ...] = ()

    def said(self, notation: Notation) -> str:
        """The values in a line: ``x = 0, y = 1``."""
        return ", ".join(f"{v.name} = {notation.term(term)}" for v, term in self.values)


@dataclass(frozen=True, slots=True)
class TacticProof:
    """A proof that was found among Lean's tactic states.

    Attributes:
        script: the tactics.
        source: the Lean file that holds the theorem with them.
    """

    script: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class GoalOutcome:
    """What is known of one goal.

    Attributes:
        name: the goal's.
        statement: what was asked, in mathematics.
        verdict: ``proved``, ``refuted`` or ``unknown``.
        reason: why it is unknown.
        theorem: of the development: the one that states the goal, or its negation.
        witness: what refutes it.
        tactic_proof: if it was Lean's tactics that proved it.
        open_goals: where the search got stuck.
        certificates: who has checked what.
        seconds: that were spent.
    """

    name: str
    statement: str
    verdict: Verdict
    reason: str = ""
    theorem: str = ""
    witness: Witness | None = None
    tactic_proof: TacticProof | None = None
    open_goals: tuple[Formula, ...] = ()
    certificates: tuple[Certificate, ...] = ()
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class InductiveAnswer:
    """All goals with their outcomes, and the theorems that decide them.

    Attributes:
        name: of the theory.
        outcomes: one for each goal.
        development: the theory with all theorems; None if only Lean understands the problem.
        certificates: of the theorems, by their names, one from each checker.
        warnings: what a reader should know.
    """

    name: str
    outcomes: tuple[GoalOutcome, ...]
    development: Development | None = None
    certificates: dict[str, tuple[Certificate, ...]] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
