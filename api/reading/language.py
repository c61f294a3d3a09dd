"""What problems are written in, and what files of provers are called."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["LEAN_SUFFIXES", "SMTLIB_SUFFIXES", "THEORY_SUFFIXES", "TPTP_SUFFIXES", "Language"]

TPTP_SUFFIXES = frozenset({".p", ".tptp", ".ax"})
SMTLIB_SUFFIXES = frozenset({".smt2"})
LEAN_SUFFIXES = frozenset({".lean"})
THEORY_SUFFIXES = TPTP_SUFFIXES | SMTLIB_SUFFIXES
"""What is written by programs, and may be large."""


class Language(StrEnum):
    """What the premises and the goal are written in."""

    AUTO = "auto"
    ENGLISH = "english"
    FOL = "fol"
    TPTP = "tptp"
    SMTLIB = "smtlib"
    LEAN = "lean"

    @property
    def has_whole_problems(self) -> bool:
        """Whether premises and goal are always in one text."""
        return self in (Language.TPTP, Language.SMTLIB, Language.LEAN)
