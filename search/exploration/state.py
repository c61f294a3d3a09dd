"""What an exploration knows, as data that can be kept."""

from __future__ import annotations

from dataclasses import dataclass

from prover.theory import Development, Theorem, Theory
from search.exploration.findings import Finding

__all__ = ["State"]


@dataclass(slots=True)
class State:
    """What earlier runs found.

    Attributes:
        findings: all, whatever their status.
        kept: theorems in order.
        seconds: spent so far.
    """

    findings: tuple[Finding, ...] = ()
    kept: tuple[Theorem, ...] = ()
    seconds: float = 0.0

    def theorems(self, theory: Theory) -> tuple[Theorem, ...]:
        """Those theorems whose proofs rest only on facts that the theory still has."""
        known = dict(theory.facts)
        valid: list[Theorem] = []
        for theorem in self.kept:
            leaves = [step for step in theorem.proof.steps if step.name in theorem.proof.premises_used]
            if all(known.get(step.name) is step.conclusion for step in leaves):
                known[theorem.name] = theorem.statement
                valid.append(theorem)
        return tuple(valid)

    def keep(
        self, development: Development, findings: tuple[Finding, ...], seconds: float
    ) -> None:
        """Remember the outcome of a run."""
        self.kept = development.theorems
        self.findings = findings
        self.seconds = seconds
