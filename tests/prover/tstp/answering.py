"""Answers as the pipeline gives them, for derivations to be written of."""

from __future__ import annotations

from collections.abc import Mapping

from prover.answer import Answer, Semantics
from prover.check import Z3Session, certify
from prover.evidence import Evidence
from prover.logic.syntax import Formula
from prover.problem import Premise, Problem, Sentence, Span
from search.decide import decide

__all__ = ["answer_of"]


def answer_of(premises: Mapping[str, Formula], goal: Formula) -> Answer:
    """The certified answer to a question."""
    decision = decide(premises, goal)
    evidence = Evidence(
        decision.verdict, Semantics.CLASSICAL, premises, goal, decision.proof, core=decision.core
    )
    here = Sentence("", Span(0, 0))
    listed = tuple(Premise(name, formula, here) for name, formula in premises.items())
    return Answer(
        Problem(listed, Premise("goal", goal, here)),
        decision.verdict,
        proof=decision.proof,
        core=decision.core,
        certificates=certify(evidence, Z3Session()),
    )
