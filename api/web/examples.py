"""The example problems, as the ask page offers them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from api.rest.catalogue import shipped_theories

__all__ = ["Example", "examples"]

_TITLES = {
    "expenses": "A travel policy",
    "library": "Who votes?",
    "contradiction": "Rules that clash",
    "open": "Nothing decided",
    "family": "Ancestors, as formulas",
    "barber": "Russell’s barber, in TPTP",
}
"""In this order; by the name of the file."""


@dataclass(frozen=True, slots=True)
class Example:
    """A problem to try."""

    name: str
    title: str
    text: str


@lru_cache(maxsize=1)
def examples() -> tuple[Example, ...]:
    """Those that are there."""
    texts = {theory.name: theory.text.strip() for theory in shipped_theories().theories}
    return tuple(Example(n, title, texts[n]) for n, title in _TITLES.items() if n in texts)
