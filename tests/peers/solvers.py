"""Z3 and cvc5 through SMT-LIB text, in this process: a caller that must not fall with them
asks from a process of its own."""

from __future__ import annotations

import cvc5

from prover.check.context import Z3Context
from tests.peers.question import Question, Said

__all__ = ["cvc5_default", "cvc5_finite_models", "z3"]

_ANSWERS = {"sat": Said.SAT, "unsat": Said.UNSAT}


def z3(question: Question, seconds: float) -> Said:
    """Z3's answer."""
    limits = f"(set-option :timeout {int(seconds * 1000)})"
    script = question.smtlib.replace("(set-logic UF)", limits, 1)
    return _ANSWERS.get(Z3Context().evaluate([script]).strip(), Said.UNKNOWN)


def cvc5_default(question: Question, seconds: float) -> Said:
    """cvc5's answer as it comes."""
    return _cvc5(question, seconds, {})


def cvc5_finite_models(question: Question, seconds: float) -> Said:
    """cvc5's answer where it looks for finite models."""
    return _cvc5(question, seconds, {"finite-model-find": "true"})


def _cvc5(question: Question, seconds: float, options: dict[str, str]) -> Said:
    solver = cvc5.Solver(cvc5.TermManager())
    for name, value in {"tlimit-per": str(int(seconds * 1000)), **options}.items():
        solver.setOption(name, value)
    parser = cvc5.InputParser(solver)
    parser.setStringInput(cvc5.InputLanguage.SMT_LIB_2_6, question.smtlib, "question")
    printed = ""
    while not (command := parser.nextCommand()).isNull():
        printed += command.invoke(solver, parser.getSymbolManager())
    return _ANSWERS.get(printed.strip(), Said.UNKNOWN)
