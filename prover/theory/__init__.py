"""Theories that generate their objects: datatypes, functions defined by recursion, axioms."""

from __future__ import annotations

from prover.theory.development import Development, Theorem
from prover.theory.theory import Axiom, Datatype, Definition, Equation, Goal, Theory

__all__ = [
    "Axiom",
    "Datatype",
    "Definition",
    "Development",
    "Equation",
    "Goal",
    "Theorem",
    "Theory",
]
