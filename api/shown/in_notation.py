"""A problem written in another notation."""

from __future__ import annotations

from collections.abc import Callable

from api.shown.notation import Notation
from prover.errors import InputError
from prover.logic.printers import (
    LeanTheory,
    TptpTheory,
    to_latex,
    to_nltk,
    to_prover9,
    to_smtlib,
    to_unicode,
)
from prover.logic.syntax import FALSE, Formula
from prover.problem import Premise, Problem

__all__ = ["in_notation"]

_LINE_BY_LINE: dict[Notation, Callable[[Formula], str]] = {
    Notation.UNICODE: to_unicode,
    Notation.PROVER9: to_prover9,
    Notation.NLTK: to_nltk,
    Notation.LATEX: to_latex,
}


def in_notation(problem: Problem, notation: Notation) -> str:
    """The whole problem as text that the notation's own tools read.

    Unicode, Prover9, NLTK and LaTeX give one formula a line, the goal last; TPTP, SMT-LIB
    and Lean give a file.

    Raises:
        InputError: a sentence was not understood, so the problem cannot be written whole.
        ProverError: the notation cannot say a formula.
    """
    goal = problem.goal
    if goal is None or problem.untranslated:
        first = problem.untranslated[0]
        raise InputError(
            f"{first.name} was not understood: {first.reason}",
            hint="prover translate without --to shows where",
        )
    premises = [premise.formula for premise in problem.premises]
    match notation:
        case Notation.TPTP:
            return _tptp(problem.premises, goal)
        case Notation.SMTLIB:
            return to_smtlib(premises, None if goal.formula is FALSE else goal.formula)
        case Notation.LEAN:
            theory = LeanTheory([*premises, goal.formula])
            return theory.theorem("goal", premises, goal.formula)
        case _:
            write = _LINE_BY_LINE[notation]
            return "\n".join(write(formula) for formula in (*premises, goal.formula))


def _tptp(premises: tuple[Premise, ...], goal: Premise) -> str:
    theory = TptpTheory.of([premise.formula for premise in (*premises, goal)])
    statements = [theory.statement(each.name, "axiom", each.formula) for each in premises]
    if goal.formula is not FALSE:
        statements.append(theory.statement("goal", "conjecture", goal.formula))
    return "\n".join([*theory.declarations(), *statements])
