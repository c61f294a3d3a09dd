"""Text in lines of a given width, with cautious estimates of it, because SVG does not wrap."""

from __future__ import annotations

import re
from collections.abc import Iterable

__all__ = ["wrapped"]

_BREAKS = re.compile(r"(?<=[(,_-])|(?<=[a-z0-9])(?=[A-Z(])")


def wrapped(
    text: str, width: float, size: float, limit: int, *, mono: bool = False
) -> tuple[str, ...]:
    """``text`` in at most ``limit`` lines of ``width`` pixels, cut with an ellipsis."""
    lines: list[str] = [""]
    for word in _words(text):
        for n, piece in enumerate(_pieces(word, width, size, mono)):
            joined = lines[-1] + piece if n else f"{lines[-1]} {piece}".strip()
            if _extent(joined, size, mono) <= width:
                lines[-1] = joined
            else:
                lines.append(piece)
    lines = [line for line in lines if line]
    if len(lines) <= limit:
        return tuple(lines)
    last = lines[limit - 1]
    while last and _extent(f"{last}…", size, mono) > width:
        last = last[:-1]
    return (*lines[: limit - 1], f"{last.rstrip()}…")


def _words(text: str) -> list[str]:
    return text[:2000].split()


def _pieces(word: str, width: float, size: float, mono: bool) -> Iterable[str]:
    """A word, in several pieces where it is wider than a line."""
    if _extent(word, size, mono) <= width:
        return (word,)
    fits = max(1, int(len(word) * width / _extent(word, size, mono)) - 1)
    chunks = _BREAKS.split(word)
    return [chunk[i : i + fits] for chunk in chunks for i in range(0, len(chunk), fits)]


def _extent(text: str, size: float, mono: bool) -> float:
    """About how wide ``text`` is: rather too wide than too narrow."""
    if mono:
        return len(text) * size * 0.62
    return sum(_letter(c) for c in text) * size


def _letter(character: str) -> float:
    if character in "iljtfrI.,;:'!|() -":
        return 0.36
    if character in "mwMW@%":
        return 0.9
    if character.isupper():
        return 0.72
    return 0.58 if character.isascii() else 1.0
