"""How clauses were made, in as few words as the loop can spare.

The loop keeps, for each clause, numbers and references; :mod:`search.saturation.replay` makes
derivations of those that a proof needs.
"""

from __future__ import annotations

from typing import Final

__all__ = [
    "CUT",
    "EQUALITY_FACTORING",
    "EQUALITY_RESOLUTION",
    "GIVEN",
    "MERGED",
    "REWRITTEN",
    "SIMPLIFIED",
    "SUPERPOSITION",
]

GIVEN: Final = 0
SUPERPOSITION: Final = 1
EQUALITY_RESOLUTION: Final = 2
EQUALITY_FACTORING: Final = 3
SIMPLIFIED: Final = 4
"""Rules by which clauses are made; the last one changes its parent only."""

REWRITTEN: Final = 0
CUT: Final = 1
MERGED: Final = 2
"""Kinds of changes to a clause: terms rewritten, a literal refuted, a substitution applied."""
