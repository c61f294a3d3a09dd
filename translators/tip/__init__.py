"""TIP, "Tons of Inductive Problems": its format read; its problems in Lean 4 and as theories.

``sexpr`` → ``reader`` (``scope``, ``terms``, ``sorts``) → ``syntax``, the problem as a value →
``lean`` (``names``, ``lean_terms``, ``termination``, ``selectors``), or
→ ``integers`` → ``monomorphise`` → ``specialise`` → ``patterns`` → ``decisions`` → ``theory``.
"""

from translators.tip.errors import NotExportable
from translators.tip.integers import laws_of_integers
from translators.tip.lean import LeanGoal, to_lean
from translators.tip.reader import read_tip
from translators.tip.sexpr import TipSyntaxError
from translators.tip.syntax import TipProblem
from translators.tip.theory import to_theory

__all__ = [
    "LeanGoal",
    "NotExportable",
    "TipProblem",
    "TipSyntaxError",
    "laws_of_integers",
    "read_tip",
    "to_lean",
    "to_theory",
]
