"""From the evidence for a verdict to the certificates that the checkers give for it.

This is where a verdict is tied to the question: *proved* needs a proof of the goal itself,
*refuted* one of its complement, *inconsistent* one of falsity, *uncertain* a model in which
the goal is true and one in which it is false.
"""

from __future__ import annotations

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


def certify(evidence: Evidence, session: Z3Session) -> tuple[Certificate, ...]:
    """Check everything the verdict needs; what is missing is a rejecting certificate.

    Verdicts that claim nothing (``unknown`` and the like) get no certificate.
    """
    goal = evidence.goal
    if goal is None:
        return ()
    match evidence.verdict:
        case Verdict.PROVED:
            return (_proof_of(goal, evidence, session),)
        case Verdict.REFUTED:
            return (_proof_of(complement(goal), evidence, session),)
        case Verdict.INCONSISTENT:
            return (_proof_of(FALSE, evidence, session),)
        case Verdict.UNCERTAIN if evidence.semantics is Semantics.RULES:
            return (_fixpoint(goal, evidence),)
        case Verdict.UNCERTAIN:
            return tuple(_model(goal, holds, evidence) for holds in (True, False))
        case _:
            return ()


def _proof_of(claim: Formula, evidence: Evidence, session: Z3Session) -> Certificate:
    if evidence.proof is None:
        return _missing(Checker.PROOF_CHECKER, "proof")
    premises = evidence.premises
    if claim is FALSE:
        premises = {name: premises[name] for name in evidence.core if name in premises}
    return check_proof(premises, claim, evidence.proof, session)


def _model(goal: Formula, holds: bool, evidence: Evidence) -> Certificate:
    claim = "premises and goal hold" if holds else "the premises hold and the goal fails"
    for witness in evidence.witnesses:
        if witness.goal_holds == holds:
            stated = {"goal": goal} if holds else {"not goal": complement(goal)}
            return check_model({**evidence.premises, **stated}, witness.model, claim)
    return _missing(Checker.MODEL_EVALUATOR, f"model ({claim})")


def _fixpoint(goal: Formula, evidence: Evidence) -> Certificate:
    claim = "the rules derive neither the goal nor its complement"
    return check_fixpoint(evidence.premises, frozenset(evidence.fixpoint), goal, claim)


def _missing(checker: Checker, what: str) -> Certificate:
    return Certificate(checker, f"a {what}", False, rejections={what: "is missing"})
