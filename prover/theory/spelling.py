"""Plain ASCII names for what theories call ``+``, ``≤``, ``0`` or ``σ``."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Hashable, Iterable
from types import MappingProxyType
from typing import TypeVar

__all__ = ["distinct_names", "spelt"]

Named = TypeVar("Named", bound=Hashable)

_SIGNS = MappingProxyType(
    {
        "+": "add",
        "-": "sub",
        "·": "mul",
        "*": "mul",
        "/": "div",
        "^": "pow",
        "≤": "le",
        "<": "lt",
        "≥": "ge",
        ">": "gt",
        "<=": "le",
        ">=": "ge",
        "=": "eq",
        "==": "eq",
        "++": "append",
        "::": "cons",
        "∘": "comp",
        "∈": "mem",
        "∪": "union",
        "∩": "inter",
        "⊆": "subset",
        "∅": "empty",
        "Σ": "sum",
        "∑": "sum",
        "Π": "prod",
        "∏": "prod",
        "∣": "dvd",
        "|": "dvd",
        "¬": "not",
        "∧": "and",
        "∨": "or",
        "→": "imp",
        "↔": "iff",
        "⊕": "xor",
        "⊤": "top",
        "⊥": "bot",
        "⁻¹": "inv",
        "%": "mod",
        "&&": "and",
        "||": "or",
    }
)
_NUMERALS = MappingProxyType({"0": "zero", "1": "one"})
_HYPHEN = re.compile(r"(?<=[A-Za-z0-9])-(?=[A-Za-z0-9])")
_PARTS = re.compile(r"[A-Za-z0-9_']+|[.\s]+|[^A-Za-z0-9_'.\s]+")


def spelt(name: str) -> str:
    """``name`` as an ASCII identifier that says about the same: ``+.1`` is ``add_1``."""
    if name in _NUMERALS:
        return _NUMERALS[name]
    parts = [_part(part) for part in _PARTS.findall(_HYPHEN.sub(".", name))]
    text = "_".join([part for part in parts if part]) or "it"
    return text if text[0].isalpha() else f"n{text}"


def _part(part: str) -> str:
    if part in _SIGNS:
        return _SIGNS[part]
    if part[0] in ". \t\n":
        return ""
    if part.isascii() and (part[0].isalnum() or part[0] in "_'"):
        return part
    return "_".join([_SIGNS.get(c) or _character(c) for c in part])


def _character(character: str) -> str:
    """The last word of a character's Unicode name: ``sigma`` for σ."""
    words = unicodedata.name(character, "sign").lower().split()
    return re.sub(r"[^a-z0-9]", "", words[-1]) or "sign"


def distinct_names(
    things: Iterable[Named], spell: Callable[[Named], str], taken: Iterable[str]
) -> dict[Named, str]:
    """A name for each of ``things``, numbered where two would have the same."""
    used = set(taken)
    names: dict[Named, str] = {}
    for thing in dict.fromkeys(things):
        stem = name = spell(thing)
        number = 2
        while name in used:
            name, number = f"{stem}_{number}", number + 1
        names[thing] = name
        used.add(name)
    return names
