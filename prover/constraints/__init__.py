"""Constraint theories: finite sorts, functions, integers; what must, could and cannot be.

``theory`` is the language, ``evaluate`` says what holds under an assignment (trusted),
``smt`` writes it for Z3, ``judge`` asks which claims hold and checks the evidence.
"""

from prover.constraints.judge import Judgement, Ruling, judge
from prover.constraints.theory import Claim, Constraint, Option, OptionProblem, Standing

__all__ = [
    "Claim",
    "Constraint",
    "Judgement",
    "Option",
    "OptionProblem",
    "Ruling",
    "Standing",
    "judge",
]
