"""Certificates: who checked what, how, and with which result."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

__all__ = ["Certificate", "Checker"]


class Checker(StrEnum):
    """Who looked."""

    PROOF_CHECKER = "proof_checker"
    MODEL_EVALUATOR = "model_evaluator"
    FIXPOINT_CHECKER = "fixpoint_checker"
    LEAN_KERNEL = "lean_kernel"


@dataclass(frozen=True, slots=True)
class Certificate:
    """The outcome of one check.

    Attributes:
        checker: who looked.
        claim: what was checked, in words.
        accepted: whether it holds; ``False`` also when the checker could not tell.
        reasons: for each checked part (step or premise) why it was accepted.
        rejections: for each part that was not accepted, why.
        milliseconds: wall-clock time of the check.
        notes: what else a reader should know: which tool, confined how, trusting what.
    """

    checker: Checker
    claim: str
    accepted: bool
    reasons: Mapping[str, str] = field(default_factory=dict)
    rejections: Mapping[str, str] = field(default_factory=dict)
    milliseconds: float = 0.0
    notes: Mapping[str, str] = field(default_factory=dict)
