"""Candidates that say the same, by proof.

Of two statements that are both easily proved, *A ↔ B* tells nothing: all theorems are
equivalent.  Between such only scripts count that use the one to get the other and prove nothing
but its hypotheses.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from translators.lean_goals.attempts import Attempts, Proved
from translators.lean_goals.candidates import Examined
from translators.lean_goals.statement import LeanStatement

__all__ = ["Class", "Equivalence", "classes_of"]

_USE = (
    "exact Iff.rfl",
    "constructor <;> intro h <;> intros <;> first | exact h | (apply h <;> assumption)",
    "constructor <;> intro h <;> intros <;> apply h <;> "
    "first | assumption | omega | grind | (simp_all; done)",
    "constructor <;> intro h <;> intros <;> apply Eq.symm <;> apply h <;> "
    "first | assumption | omega | grind",
)
"""Scripts in which the conclusion comes from the other statement."""

_PROVE = ("grind", "omega", "simp_all", "constructor <;> intro h <;> intros <;> grind")
"""Scripts that may prove either side by itself."""

_ALONE = ("intros; omega", "intros; grind", "intros; simp_all; done")


@dataclass(frozen=True, slots=True)
class Equivalence:
    """Two statements that say the same, with the script that shows it."""

    left: LeanStatement
    right: LeanStatement
    proof: Proved


@dataclass(frozen=True, slots=True)
class Class:
    """Candidates that say the same; the first one stands for all.

    Attributes:
        members: the candidates.
        proofs: that each of the others says the same as the first.
    """

    members: tuple[Examined, ...]
    proofs: tuple[Equivalence, ...] = ()

    @property
    def votes(self) -> int:
        """How many samples are in it."""
        return sum(member.votes for member in self.members)


def classes_of(candidates: Sequence[Examined], attempts: Attempts) -> tuple[Class, ...]:
    """The candidates that elaborate by what they say, the largest class first.

    Raises:
        LeanError: Lean cannot be asked.
    """
    classes: list[Class] = []
    for candidate in candidates:
        if not candidate.is_statement:
            continue
        for index, known in enumerate(classes):
            shown = _equivalent(known.members[0], candidate, attempts)
            if shown is not None:
                members = (*known.members, candidate)
                classes[index] = Class(members, (*known.proofs, shown))
                break
        else:
            classes.append(Class((candidate,)))
    return tuple(sorted(classes, key=lambda one: -one.votes))


def _equivalent(first: Examined, second: Examined, attempts: Attempts) -> Equivalence | None:
    """That both say the same, if a script shows it."""
    left, right = first.candidate.statement, second.candidate.statement
    assert left is not None
    assert right is not None
    both = f"({left.closed}) ↔ ({right.closed})"
    proved = attempts.prove(both, _USE)
    if proved is None and not (_is_easy(left, attempts) and _is_easy(right, attempts)):
        proved = attempts.prove(both, _PROVE)
    return None if proved is None else Equivalence(left, right, proved)


def _is_easy(statement: LeanStatement, attempts: Attempts) -> bool:
    return attempts.prove(statement.closed, _ALONE) is not None
