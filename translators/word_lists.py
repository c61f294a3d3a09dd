"""Word lists written as running text."""

from __future__ import annotations

__all__ = ["word_set"]


def word_set(text: str) -> frozenset[str]:
    """The words of a text separated by blanks."""
    return frozenset(text.split())
