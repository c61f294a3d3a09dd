"""Developments for Lean 4: a theory's types and functions, and its theorems, step by step.

Datatypes are inductive types, definitions are functions by pattern matching (conditions are
decided classically), all in a namespace of their own; open sorts and symbols are variables and
axioms hypotheses.  What is given is proved first (mostly by evaluation), then each theorem
is a Lean theorem, its proof the steps of ours, each written as a term.
"""

from prover.export.lean.theory.development import lean_development
from prover.export.lean.theory.parts import LeanDevelopment

__all__ = ["LeanDevelopment", "lean_development"]
