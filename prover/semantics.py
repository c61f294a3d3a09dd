"""How premises are read."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["Semantics"]


class Semantics(StrEnum):
    """How premises are read.

    ``classical``: first-order logic.  ``rules``: facts and rules applied forwards only,
    with explicit negation and without contraposition.
    """

    CLASSICAL = "classical"
    RULES = "rules"
