"""Is this structure really a model of these formulas?  The evaluator decides."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from time import perf_counter

from prover.certificate import Certificate, Checker
from prover.logic.syntax import Formula
from prover.model import FiniteModel, IncompleteModel, evaluate

__all__ = ["check_model"]


def check_model(
    formulas: Mapping[str, Formula],
    model: FiniteModel,
    claim: str,
    on_step: Callable[[int, int], None] | None = None,
) -> Certificate:
    """Evaluate every one of the named ``formulas`` in ``model``.

    Args:
        formulas: what must be true, by name (premises, and the goal or its negation).
        model: the structure.
        claim: what the model is to show, for the certificate.
        on_step: is told how many formulas have been looked at, of how many.

    Returns:
        An accepting certificate when all are true.
    """
    start = perf_counter()
    reasons: dict[str, str] = {}
    rejections: dict[str, str] = {}
    for number, (name, formula) in enumerate(formulas.items(), start=1):
        try:
            if evaluate(formula, model):
                reasons[name] = "true in the model"
            else:
                rejections[name] = "false in the model"
        except IncompleteModel as error:
            rejections[name] = error.message
        if on_step is not None:
            on_step(number, len(formulas))
    elapsed = (perf_counter() - start) * 1000
    return Certificate(Checker.MODEL_EVALUATOR, claim, not rejections, reasons, rejections, elapsed)
