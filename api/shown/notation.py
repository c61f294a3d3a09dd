"""The notations that a problem can be written in: for ``prover translate --to``."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["Notation"]


class Notation(StrEnum):
    """The notations that formulas can be written in."""

    UNICODE = "unicode"
    PROVER9 = "prover9"
    NLTK = "nltk"
    LATEX = "latex"
    TPTP = "tptp"
    SMTLIB = "smtlib"
    LEAN = "lean"
