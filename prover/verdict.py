"""The possible answers to a question, and what each of them means."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["Verdict"]


class Verdict(StrEnum):
    """What can be said about a goal, given premises.

    ``countersatisfiable`` is less than ``uncertain``: the goal does not follow, but whether its
    opposite does is open.  ``satisfiable`` answers a question without a goal: the premises do
    not contradict each other.
    """

    PROVED = "proved"
    REFUTED = "refuted"
    UNCERTAIN = "uncertain"
    COUNTERSATISFIABLE = "countersatisfiable"
    SATISFIABLE = "satisfiable"
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
        return self.rests_on_models or self in (
            Verdict.PROVED,
            Verdict.REFUTED,
            Verdict.INCONSISTENT,
        )

    @property
    def rests_on_models(self) -> bool:
        """True when models are the evidence (or, under the rules semantics, a fixpoint)."""
        return self in (Verdict.UNCERTAIN, Verdict.COUNTERSATISFIABLE, Verdict.SATISFIABLE)


_SZS = {
    Verdict.PROVED: "Theorem",
    Verdict.REFUTED: "CounterTheorem",
    Verdict.UNCERTAIN: "NoConsequence",
    Verdict.COUNTERSATISFIABLE: "CounterSatisfiable",
    Verdict.SATISFIABLE: "Satisfiable",
    Verdict.INCONSISTENT: "ContradictoryAxioms",
    Verdict.UNKNOWN: "GaveUp",
    Verdict.UNTRANSLATED: "InputError",
    Verdict.AMBIGUOUS: "Inappropriate",
}
