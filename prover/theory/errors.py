"""What can be wrong with a theory."""

from __future__ import annotations

from dataclasses import dataclass

from prover.errors import InputError

__all__ = [
    "DuplicateName",
    "IllFormed",
    "IllSorted",
    "MissingCase",
    "NonTerminating",
    "OverlappingCases",
    "Place",
    "Uninhabited",
    "UnknownName",
    "WrongPattern",
]


@dataclass(frozen=True, slots=True)
class Place:
    """What in a theory is wrong.

    Attributes:
        name: of a sort, a symbol, an axiom or a goal.
        equation: which case of the symbol's definition, counted from 1; 0 if it is all of them.
    """

    name: str
    equation: int = 0


class IllFormed(InputError):
    """A theory is not well formed; ``place`` says where.

    Whoever reads theories from text knows the position of that place.
    """

    code = "ill-formed-theory"

    def __init__(self, message: str, place: Place, *, hint: str) -> None:
        super().__init__(message, hint=hint)
        self.place = place


class DuplicateName(IllFormed):
    """Two things have one name."""

    code = "duplicate-name"


class UnknownName(IllFormed):
    """A sort, symbol or variable is used that was not introduced, or not yet."""

    code = "unknown-name"


class IllSorted(IllFormed):
    """A symbol has arguments of a wrong number or of wrong sorts, or an equation's sides differ."""

    code = "ill-sorted"


class Uninhabited(IllFormed):
    """A generated sort has no element, because each constructor needs one."""

    code = "uninhabited-sort"


class WrongPattern(IllFormed):
    """The left side of an equation is not the symbol applied to different variables in patterns."""

    code = "wrong-pattern"


class OverlappingCases(IllFormed):
    """Two cases of a definition fit the same arguments."""

    code = "overlapping-cases"


class MissingCase(IllFormed):
    """For some arguments no case of a definition holds."""

    code = "missing-case"


class NonTerminating(IllFormed):
    """Nothing is seen to get smaller in a recursion."""

    code = "non-terminating"
