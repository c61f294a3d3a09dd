"""The answer to a problem: a verdict and everything that supports it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from prover.certificate import Certificate
from prover.logic.clause import Literal
from prover.model import FiniteModel
from prover.problem import Problem
from prover.proof import Proof
from prover.semantics import Semantics
from prover.verdict import Verdict

__all__ = ["Answer", "Semantics", "Witness"]


@dataclass(frozen=True, slots=True)
class Witness:
    """A model and what it shows: ``goal_holds`` says whether the goal is true in it."""

    goal_holds: bool
    model: FiniteModel


@dataclass(frozen=True, slots=True)
class Answer:
    """A verdict with its evidence.

    Attributes:
        problem: what was asked, as it was understood.
        verdict: the answer.
        semantics: how the premises were read.
        reason: for ``unknown``, ``untranslated`` and ``ambiguous``: why, in one line.
        proof: of the goal (proved), its complement (refuted) or falsity (inconsistent).
        witnesses: for ``uncertain``: a model with the goal and one without it.
        core: for ``inconsistent``: names of premises that contradict each other.
        core_is_minimal: whether the others have a model without any one of them.
        fixpoint: under ``rules``: everything that the rules derive.
        certificates: what was checked, by whom, with which result.
        step_english: each proof step's conclusion in words, by step name.
        warnings: what a reader should know besides.
        timings: milliseconds by stage.
    """

    problem: Problem
    verdict: Verdict
    semantics: Semantics = Semantics.CLASSICAL
    reason: str = ""
    proof: Proof | None = None
    witnesses: tuple[Witness, ...] = ()
    core: tuple[str, ...] = ()
    core_is_minimal: bool = False
    fixpoint: tuple[Literal, ...] = ()
    certificates: tuple[Certificate, ...] = ()
    step_english: Mapping[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    timings: Mapping[str, float] = field(default_factory=dict)

    @property
    def is_certified(self) -> bool:
        """True when the verdict is decided and every certificate accepts its evidence.

        Proved, refuted and inconsistent need a checked proof; uncertain needs two evaluated
        models or, under ``rules``, a checked fixpoint; countersatisfiable and satisfiable need
        one evaluated model.
        """
        two_models = self.verdict is Verdict.UNCERTAIN and self.semantics is Semantics.CLASSICAL
        accepted = [certificate.accepted for certificate in self.certificates]
        enough = len(accepted) >= (2 if two_models else 1)
        return self.verdict.is_decided and enough and all(accepted)
