"""Theorems for what was refuted: ¬∀x̄ φ, proved from the smallest values where φ is false.

What data have refuted is evaluated, not proved.  Where nothing is left open (no axioms, and no
open sort or function in the instance) a few steps of rewriting prove the instance false, so that
checkers and Lean's kernel can judge the refutation as they judge theorems.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import inf
from time import monotonic

from prover.logic.syntax import Term, Variable
from prover.theory import Development, Theorem, Theory
from prover.theory.notation import Notation
from search.exploration.findings import Exploration, Finding, Status
from search.induction import InductionProver, Refuter, denial

__all__ = ["MOST_DENIALS", "with_denials"]

MOST_DENIALS = 100
"""Refuted statements of a book that get a theorem; the first ones do."""

_SECONDS = 0.2
"""For one of them; values for which rewriting takes longer are too large to be looked at."""


def with_denials(exploration: Exploration, deadline: float = inf) -> Exploration:
    """The exploration with a theorem for what was refuted, as far as there is one.

    Args:
        exploration: what was found.
        deadline: value of :func:`time.monotonic` after which no more theorems are made.
    """
    theory = exploration.development.theory
    if theory.axioms or not theory.datatypes:
        return exploration
    denier = _Denier(theory, deadline)
    findings = tuple(denier.denied(finding) for finding in exploration.findings)
    theorems = (*exploration.development.theorems, *denier.theorems)
    return replace(exploration, development=Development(theory, theorems), findings=findings)


class _Denier:
    """Denies one statement after the other; knows no theorems, so that it rests on facts only."""

    def __init__(self, theory: Theory, deadline: float) -> None:
        self.theorems: list[Theorem] = []
        self._left = MOST_DENIALS
        self._refuter = Refuter(theory)
        self._prover = InductionProver(theory)
        self._notation = Notation(theory)
        self._deadline = deadline

    def denied(self, finding: Finding) -> Finding:
        """The finding with the theorem that denies it, if it was refuted and one is found."""
        now = monotonic()
        if finding.status is not Status.REFUTED or not self._left or now >= self._deadline:
            return finding
        found = self._refuter.counterexample(finding.statement)
        if found is None:
            return finding
        name, until = f"not {finding.name}", min(self._deadline, now + _SECONDS)
        theorems = denial(name, finding.statement, found.assignment, self._prover, until)
        if not theorems:
            return finding
        self._left -= 1
        self.theorems += theorems
        return replace(finding, witness=self._witness(found.assignment), denial=name)

    def _witness(self, values: Sequence[tuple[Variable, Term]]) -> str:
        return ", ".join(f"{v.name} = {self._notation.term(term)}" for v, term in values)
