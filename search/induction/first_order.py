"""Proofs without induction: our first-order engine over facts and lemmas."""

from __future__ import annotations

from collections.abc import Iterable

from prover.logic.syntax import FALSE, Formula
from prover.watch import Watch
from search.induction.deduction import Deduction, deduction_of, inferred
from search.proving import prove
from search.work import LOOKS, WorkClock

__all__ = ["first_order"]


def first_order(
    premises: Iterable[Deduction], claim: Formula, seconds: float, latest: float, watch: Watch
) -> Deduction | None:
    """The claim from the premises, by saturation.

    Args:
        premises: facts, axioms and lemmas.
        claim: closed.
        seconds: of work.
        latest: value of :func:`time.monotonic` at which to give up.
        watch: is told how the search goes.
    """
    named = {f"${number}": premise for number, premise in enumerate(premises)}
    formulas = {name: premise.conclusion for name, premise in named.items()}
    proof = prove(formulas, claim, seconds * LOOKS, watch, WorkClock(latest))
    if proof is None:
        return None
    deduction = deduction_of(proof, named)
    if proof.claim is FALSE and claim is not FALSE:
        return inferred(claim, deduction)
    return deduction
