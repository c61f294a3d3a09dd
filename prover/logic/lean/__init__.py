"""Lean 4 statements that first-order logic can say: types, predicates and functions of their own.

``tokens`` → ``trees`` (Lean's precedences) → ``inference`` and ``formulas``, by the names in
``scope`` → ``statement`` (``variable``, ``axiom``, ``theorem``: the problem that a file states).
Nothing is run, and no Lean is needed.
"""

from prover.logic.lean.statement import parse_lean
from prover.logic.lean.tokens import LeanStatementError, without_comments

__all__ = ["LeanStatementError", "parse_lean", "without_comments"]
