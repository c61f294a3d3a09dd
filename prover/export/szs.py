"""SZS: the words in which provers say how they fared (Sutcliffe, "The SZS Ontologies", 2008)."""

from __future__ import annotations

from prover.answer import Answer
from prover.logic.syntax import FALSE
from prover.verdict import Verdict

__all__ = ["status_line", "szs_status"]

_REASONS = {"time": "Timeout", "memory": "MemoryOut"}
"""What an ``unknown`` is called whose reason starts with a word and a colon."""


def szs_status(answer: Answer) -> str:
    """The SZS status of the question as a problem of the TPTP.

    Contradictory premises without a conjecture are ``Unsatisfiable``.  Where only the goal was in
    question, models with and without it show no more than ``CounterSatisfiable``.
    """
    goal = answer.problem.goal
    match answer.verdict:
        case Verdict.INCONSISTENT if goal is not None and goal.formula is FALSE:
            return "Unsatisfiable"
        case Verdict.UNCERTAIN if answer.problem.asks_consequence:
            return "CounterSatisfiable"
        case Verdict.UNKNOWN:
            return _REASONS.get(answer.reason.partition(":")[0], answer.verdict.szs)
        case _:
            return answer.verdict.szs


def status_line(status: str, problem: str, remark: str = "") -> str:
    """``% SZS status STATUS for PROBLEM``."""
    return f"% SZS status {status} for {problem}{' : ' + remark if remark else ''}"
