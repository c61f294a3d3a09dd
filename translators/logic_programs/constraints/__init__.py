"""Constraint programs: sorts, functions, constraints, and options to judge.

``syntax`` parses the Python-like notation into a raw tree, ``vocabulary`` knows what is
declared, ``meaning`` gives the tree sorts, ``assignments`` and ``options`` read whole programs
of two kinds, ``wording`` compares what an option asks with the words of the question.
"""

from translators.logic_programs.constraints.assignments import read_assignments
from translators.logic_programs.constraints.options import read_options

__all__ = ["read_assignments", "read_options"]
