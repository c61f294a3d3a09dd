"""Constraint programs: sorts, functions, constraints, and options to judge.

``syntax`` parses the Python-like notation into a raw tree; ``vocabulary`` knows what is declared
(``declarations``), and ``meaning``, with ``builtins``, gives the tree sorts.  ``assignments`` and
``options`` (with ``claims``) read whole programs of two kinds.  The English beside a formula
corrects it: ``wording`` (what is asked, *but not both*), ``listing`` (*complete* lists),
``analogy`` (conditions that only the question states).
"""

from translators.logic_programs.constraints.assignments import read_assignments
from translators.logic_programs.constraints.options import read_options

__all__ = ["read_assignments", "read_options"]
