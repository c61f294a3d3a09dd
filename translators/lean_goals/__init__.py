"""English mathematics to Lean 4 statements.

``controlled`` reads controlled English; ``sampling`` asks a language model.  Whatever proposes a
statement, ``formalization`` has it elaborated, doubts it (``flags``), and compares candidates by
proof (``equivalence``).  Only the core library is spoken of, not Mathlib.
"""

from translators.lean_goals.controlled.translator import Formalized, formalize
from translators.lean_goals.errors import NoCandidate, NotUnderstood

__all__ = ["Formalized", "NoCandidate", "NotUnderstood", "formalize"]
