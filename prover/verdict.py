"""The possible answers to a question, and what each of them means."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["Verdict"]


class Verdict(StrEnum):
    """What can be said about a goal, given premises."""

    PROVED = "proved"
    REFUTED = "refuted"
    UNCERTAIN = "uncertain"
    INCONSISTENT = "inconsistent"
    UNKNOWN = "unknown"
    UNTRANSLATED = "untranslated"
    AMBIGUOUS = "ambiguous"

    @property
    def szs(self) -> str:
        """The SZS status (Sutcliffe 2008) of the goal as a conjecture."""
        return _SZS[self]

    @property
    def is_decided(self) -> bool:
        """True when the question was settled, be it by finding that the premises clash."""
        return self in (
            Verdict.PROVED,
            Verdict.REFUTED,
            Verdict.UNCERTAIN,
            Verdict.INCONSISTENT,
        )


_SZS = {
    Verdict.PROVED: "Theorem",
    Verdict.REFUTED: "CounterTheorem",
    Verdict.UNCERTAIN: "NoConsequence",
    Verdict.INCONSISTENT: "ContradictoryAxioms",
    Verdict.UNKNOWN: "GaveUp",
    Verdict.UNTRANSLATED: "InputError",
    Verdict.AMBIGUOUS: "Inappropriate",
}
