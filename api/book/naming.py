"""File names for theorems, which may be called anything: ``+.comm`` is ``plus-comm.html``."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

__all__ = ["file_names", "slug"]

_SPELLED: Mapping[str, str] = {
    "+": "plus",
    "-": "minus",
    "−": "minus",
    "·": "times",
    "*": "times",
    "×": "times",
    "/": "over",
    "^": "power",
    "∘": "after",
    "=": "equals",
    "≠": "unequal",
    "≤": "le",
    "<": "lt",
    "≥": "ge",
    ">": "gt",
    "∪": "union",
    "∩": "inter",
    "∈": "in",
    "⊆": "subset",
    "∧": "and",
    "∨": "or",
    "¬": "not",
    "→": "to",
    "↔": "iff",
    "∀": "all",
    "∃": "some",
    "Σ": "sum",
}
_LONGEST = 60
_HYPHEN = re.compile(r"(?<=\w)-(?=\w)")
"""A hyphen within a name, which is no minus."""


def slug(name: str) -> str:
    """``name`` in small letters, digits and hyphens; never empty."""
    parts = []
    for character in unicodedata.normalize(
        "NFC", _HYPHEN.sub(" ", name).replace("⁻¹", " inverse ")
    ):
        spelled = _SPELLED.get(character)
        if spelled is None and not character.isascii() and not character.isspace():
            spelled = f"u{ord(character):x}"
        parts.append(character if spelled is None else f"-{spelled}-")
    text = re.sub(r"[^a-z0-9]+", "-", "".join(parts).lower()).strip("-")
    return text[:_LONGEST].rstrip("-") or "unnamed"


def file_names(names: Iterable[str]) -> Mapping[str, str]:
    """A file name for each of ``names``, no two alike on any file system.

    ``theorem-`` stands in front, since Windows does not let files be called ``con`` or ``nul``.
    """
    found: dict[str, str] = {}
    taken: set[str] = set()
    for name in names:
        stem = candidate = f"theorem-{slug(name)}"
        number = 1
        while candidate in taken:
            number += 1
            candidate = f"{stem}-{number}"
        taken.add(candidate)
        found[name] = f"{candidate}.html"
    return found
