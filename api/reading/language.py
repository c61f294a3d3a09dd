"""What problems are written in, and what files of provers are called."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["SMTLIB_SUFFIXES", "THEORY_SUFFIXES", "TPTP_SUFFIXES", "Language"]

TPTP_SUFFIXES = frozenset({".p", ".tptp", ".ax"})
SMTLIB_SUFFIXES = frozenset({".smt2"})
THEORY_SUFFIXES = TPTP_SUFFIXES | SMTLIB_SUFFIXES
"""What is written by programs, and may be large."""


class Language(StrEnum):
    """What the premises and the goal are written in."""

    AUTO = "auto"
    ENGLISH = "english"
    FOL = "fol"
    TPTP = "tptp"
    SMTLIB = "smtlib"
