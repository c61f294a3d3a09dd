"""What can be proved from a selection of premises: proofs stand, and nothing else is looked for."""

from __future__ import annotations

from time import monotonic, perf_counter

from api.judging import Judge, honest
from api.recheck import telling
from prover.answer import Answer
from prover.check import certify
from prover.evidence import Evidence
from prover.logic.syntax import FALSE
from prover.logic.walk import complement
from prover.problem import Problem
from prover.proof import Proof
from prover.verdict import Verdict
from search.proving import prove

__all__ = ["proved_from"]

_FOR_THE_GOAL = 0.7
"""The part of the time in which the goal is to be proved, before its complement is."""


def proved_from(problem: Problem, judge: Judge) -> Answer | None:
    """The certified answer that the premises of ``problem`` give, if a proof is found in time."""
    goal = problem.goal
    assert goal is not None
    premises = {premise.name: premise.formula for premise in problem.premises}
    start, now = perf_counter(), monotonic()
    end = judge.deadline - judge.reserve
    for verdict, claim, deadline in (
        (Verdict.PROVED, goal.formula, now + (end - now) * _FOR_THE_GOAL),
        (Verdict.REFUTED, complement(goal.formula), end),
    ):
        if monotonic() >= deadline:
            continue
        proof = prove(premises, claim, deadline, judge.watch)
        if proof is not None:
            found = Verdict.INCONSISTENT if proof.claim is FALSE is not claim else verdict
            return _certified(problem, found, proof, judge, start)
    return None


def _certified(
    problem: Problem, verdict: Verdict, proof: Proof, judge: Judge, start: float
) -> Answer:
    assert problem.goal is not None
    premises = {premise.name: premise.formula for premise in problem.premises}
    core = proof.premises_used if verdict is Verdict.INCONSISTENT else ()
    decided = perf_counter()
    evidence = Evidence(verdict, judge.semantics, premises, problem.goal.formula, proof, (), core)
    certificates = certify(evidence, judge.checkers.z3(judge.remaining), telling(judge.watch))
    answer = Answer(
        problem,
        verdict,
        judge.semantics,
        proof=proof,
        core=core,
        certificates=certificates,
        warnings=problem.warnings,
        timings={
            "search_ms": (decided - start) * 1000,
            "check_ms": (perf_counter() - decided) * 1000,
        },
    )
    return honest(answer)
