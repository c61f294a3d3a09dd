"""What the search has found out, with its evidence; trusted in nothing until it is checked."""

from __future__ import annotations

from dataclasses import dataclass

from prover.logic.clause import Literal
from prover.model import FiniteModel
from prover.proof import Proof
from prover.verdict import Verdict

__all__ = ["Decision"]


@dataclass(frozen=True, slots=True)
class Decision:
    """What was found out.

    Attributes:
        verdict: the answer.
        proof: of the goal, of its complement, or of falsity.
        model_with_goal: premises and goal hold in it.
        model_without_goal: premises hold and the goal fails in it.
        core: premises that are inconsistent together.
        core_is_minimal: whether each of the core was seen to be needed: without it, the
            others have a model.
        fixpoint: under the rules semantics, all that the rules derive.
        reason: why the verdict is ``unknown``.
        warnings: what a reader should know besides.
    """

    verdict: Verdict
    proof: Proof | None = None
    model_with_goal: FiniteModel | None = None
    model_without_goal: FiniteModel | None = None
    core: tuple[str, ...] = ()
    core_is_minimal: bool = False
    fixpoint: tuple[Literal, ...] = ()
    reason: str = ""
    warnings: tuple[str, ...] = ()
