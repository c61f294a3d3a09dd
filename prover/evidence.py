"""Evidence for a verdict: what is offered to the checkers, trusted in nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from prover.answer import Semantics, Witness
from prover.logic.clause import Literal
from prover.logic.syntax import Formula
from prover.proof import Proof
from prover.verdict import Verdict

__all__ = ["Evidence"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A verdict and what is offered in support of it.

    Attributes:
        verdict: what is claimed.
        semantics: how the premises are to be read.
        premises: the formulas of the premises by name.
        goal: the question; ``None`` when it was not translated.
        proof: the steps offered; what *they* are said to prove is compared with the verdict.
        witnesses: the models offered.
        core: names of premises said to contradict each other.
        fixpoint: the literals said to be all that the rules derive.
    """

    verdict: Verdict
    semantics: Semantics
    premises: Mapping[str, Formula]
    goal: Formula | None
    proof: Proof | None = None
    witnesses: tuple[Witness, ...] = ()
    core: tuple[str, ...] = ()
    fixpoint: tuple[Literal, ...] = ()
