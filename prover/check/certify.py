"""From the evidence for a verdict to the certificates that the checkers give for it.

This is where a verdict is tied to the question: *proved* needs a proof of the goal itself,
*refuted* one of its complement, *inconsistent* one of falsity, *uncertain* a model in which
the goal is true and one in which it is false, *countersatisfiable* the latter alone, and
*satisfiable* a model of the premises.
"""

from __future__ import annotations

from collections.abc import Callable

from prover.answer import Semantics
from prover.certificate import Certificate, Checker
from prover.check.fixpoint import check_fixpoint
from prover.check.model import check_model
from prover.check.proof import check_proof
from prover.check.smt import Z3Session
from prover.evidence import Evidence
from prover.logic.syntax import FALSE, Formula
from prover.logic.walk import complement
from prover.verdict import Verdict

__all__ = ["certify"]


def _ignore(step: int, steps: int) -> None:
    pass


def certify(
    evidence: Evidence, session: Z3Session, on_step: Callable[[int, int], None] = _ignore
) -> tuple[Certificate, ...]:
    """Check everything the verdict needs; what is missing is a rejecting certificate.

    Verdicts that claim nothing (``unknown`` and the like) get no certificate.

    Args:
        evidence: the verdict and what supports it, trusted in nothing.
        session: the Z3 context that discharges proof steps.
        on_step: is told how many steps or formulas have been looked at, of how many; what it
            raises ends the check.
    """
    goal = evidence.goal
    if goal is None:
        return ()
    match evidence.verdict:
        case Verdict.PROVED:
            return (_proof_of(goal, evidence, session, on_step),)
        case Verdict.REFUTED:
            return (_proof_of(complement(goal), evidence, session, on_step),)
        case Verdict.INCONSISTENT:
            return (_proof_of(FALSE, evidence, session, on_step),)
        case Verdict.UNCERTAIN if evidence.semantics is Semantics.RULES:
            return (_fixpoint(goal, evidence),)
        case Verdict.UNCERTAIN:
            return tuple(_model(goal, holds, evidence, on_step) for holds in (True, False))
        case Verdict.COUNTERSATISFIABLE | Verdict.SATISFIABLE:
            return (_model(goal, False, evidence, on_step),)
        case _:
            return ()


def _proof_of(
    claim: Formula, evidence: Evidence, session: Z3Session, on_step: Callable[[int, int], None]
) -> Certificate:
    if evidence.proof is None:
        return _missing(Checker.PROOF_CHECKER, "proof")
    premises = evidence.premises
    if claim is FALSE:
        premises = {name: premises[name] for name in evidence.core if name in premises}
    return check_proof(premises, claim, evidence.proof, session, on_step)


def _model(
    goal: Formula, holds: bool, evidence: Evidence, on_step: Callable[[int, int], None]
) -> Certificate:
    claim = "premises and goal hold" if holds else "the premises hold and the goal fails"
    stated = {"goal": goal} if holds else {"not goal": complement(goal)}
    if goal is FALSE and not holds:
        claim, stated = "the premises hold", {}
    for witness in evidence.witnesses:
        if witness.goal_holds == holds:
            return check_model({**evidence.premises, **stated}, witness.model, claim, on_step)
    return _missing(Checker.MODEL_EVALUATOR, f"model ({claim})")


def _fixpoint(goal: Formula, evidence: Evidence) -> Certificate:
    claim = "the rules derive neither the goal nor its complement"
    return check_fixpoint(evidence.premises, frozenset(evidence.fixpoint), goal, claim)


def _missing(checker: Checker, what: str) -> Certificate:
    return Certificate(checker, f"a {what}", False, rejections={what: "is missing"})
