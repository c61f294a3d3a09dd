"""What a book is made from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from prover.certificate import Certificate
from prover.logic.syntax import Formula
from prover.theory import Development

__all__ = ["Book", "Entry", "Status"]


class Status(StrEnum):
    """What became of a statement."""

    ESSENTIAL = "essential"
    COROLLARY = "corollary"
    OPEN = "open"
    REFUTED = "refuted"

    @property
    def is_proved(self) -> bool:
        """Whether it is a theorem."""
        return self in (Status.ESSENTIAL, Status.COROLLARY)


@dataclass(frozen=True, slots=True)
class Entry:
    """A statement that was considered.

    Attributes:
        name: unique; that of its theorem where it was proved.
        statement: closed.
        status: what became of it.
        witness: for a refuted one: where it fails, in words.
        reason: for an open one: why it is open.
        seconds: how long its proof took to find.
        denial: for a refuted one: the theorem that says that it is false, if there is one.
    """

    name: str
    statement: Formula
    status: Status
    witness: str = ""
    reason: str = ""
    seconds: float = 0.0
    denial: str = ""

    @property
    def theorem(self) -> str:
        """The theorem that settles it, which has a page; empty if there is none."""
        return self.name if self.status.is_proved else self.denial


@dataclass(frozen=True, slots=True)
class Book:
    """Statements about a theory, and the proofs of those that are theorems.

    Attributes:
        development: the theory, and at least the theorems of the proved entries.
        entries: what was considered; proved ones in the order of the development.
        certificates: who checked a theorem, by the name of the theorem.
        sources: a Lean file for a theorem, by its name.
        lean: the whole development as one Lean file, where it was written.
        figures: numbers about the exploration, by what they count.
    """

    development: Development
    entries: Sequence[Entry]
    certificates: Mapping[str, Sequence[Certificate]] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)
    lean: str = ""
    figures: Mapping[str, float] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """What the book is called: the name of its theory, with a capital."""
        name = self.development.theory.name.replace("_", " ").replace("-", " ")
        return f"{name[:1].upper()}{name[1:]}"

    @property
    def settled(self) -> tuple[Entry, ...]:
        """The entries that have a theorem, which says that they hold, or that they do not."""
        return tuple(entry for entry in self.entries if entry.theorem)

    @property
    def proved(self) -> tuple[Entry, ...]:
        """The entries that are theorems."""
        return tuple(entry for entry in self.entries if entry.status.is_proved)

    def count(self, status: Status) -> int:
        """How many entries have a status."""
        return sum(entry.status is status for entry in self.entries)
