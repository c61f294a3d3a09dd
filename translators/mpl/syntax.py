"""Expressions of MPL, Generative Logic's language of definitions.

``(name[a,b])`` is an atom, ``(& A B)`` a conjunction, ``(>[x,y] A B)`` says that A implies B for
all x and y, and ``!`` in front denies: ``!(>[x] A !B)`` says that there is an x with A and B.
"""

from __future__ import annotations

from dataclasses import dataclass

from prover.errors import Position

__all__ = ["Both", "Denial", "Expression", "Implication", "Relation"]


@dataclass(frozen=True, slots=True)
class Relation:
    """``name`` holds of ``arguments``."""

    name: str
    arguments: tuple[str, ...]
    position: Position


@dataclass(frozen=True, slots=True)
class Both:
    """Both of two."""

    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class Implication:
    """``left`` implies ``right``, for all values of ``variables``."""

    variables: tuple[str, ...]
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class Denial:
    """``body`` does not hold."""

    body: Expression


Expression = Relation | Both | Implication | Denial
