"""Is this structure really a model of these formulas?  The evaluator decides."""

from __future__ import annotations

from collections.abc import Mapping
from time import perf_counter

from prover.certificate import Certificate, Checker
from prover.logic.syntax import Formula
from prover.model import FiniteModel, IncompleteModel, evaluate

__all__ = ["check_model"]


def check_model(formulas: Mapping[str, Formula], model: FiniteModel, claim: str) -> Certificate:
    """Evaluate every one of the named ``formulas`` in ``model``.

    Args:
        formulas: what must be true, by name (premises, and the goal or its negation).
        model: the structure.
        claim: what the model is to show, for the certificate.

    Returns:
        An accepting certificate when all are true.
    """
    start = perf_counter()
    reasons: dict[str, str] = {}
    rejections: dict[str, str] = {}
    for name, formula in formulas.items():
        try:
            if evaluate(formula, model):
                reasons[name] = "true in the model"
            else:
                rejections[name] = "false in the model"
        except IncompleteModel as error:
            rejections[name] = error.message
    elapsed = (perf_counter() - start) * 1000
    return Certificate(Checker.MODEL_EVALUATOR, claim, not rejections, reasons, rejections, elapsed)
