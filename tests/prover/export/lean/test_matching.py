"""What is matched with what, when Lean proofs are written."""

from __future__ import annotations

from prover.export.lean.matching import ground_terms
from prover.logic.syntax import (
    INDIVIDUAL,
    Application,
    Equality,
    FunctionSymbol,
    Variable,
    constant,
)

F = FunctionSymbol("f", (INDIVIDUAL,), INDIVIDUAL)


def test_equally_small_terms_are_in_the_order_in_which_they_are_said() -> None:
    constants = [constant(f"c{number:02}") for number in range(12)]
    applied = [Application(F, (each,)) for each in reversed(constants)]
    formulas = [Equality(each, Variable("x", INDIVIDUAL)) for each in applied]
    assert ground_terms(formulas)[INDIVIDUAL] == [*constants, *applied]
