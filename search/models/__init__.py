"""Finite models: is this set of premises satisfiable, together with the goal or without?

Groups of clauses are flattened (``flat``), their variables sorted as finely as can be
(``sorts``) and few to a clause (``split``); then they are grounded over domains of growing size
(``sizes``, ``ground``) with symmetry broken (``symmetry``), and a SAT solver is asked.  Where
constants can be the elements, that comes first: such models are the ones to read.
"""

from search.models.finder import Core, Finding, ModelFinder

__all__ = ["Core", "Finding", "ModelFinder"]
