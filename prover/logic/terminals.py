"""The terminals of ``formula.lark``: what makes tokens, and what tells how names are written.

Their spellings stand in the grammar file only.  They are read from it without lark, which is
slow to load and needed only where formulas are parsed.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

__all__ = ["CONTEXTUAL", "grammar_text", "scanner"]

CONTEXTUAL = frozenset({"BINDER", "SORT", "SCOPE", "COLON"})
"""Terminals that are told apart after scanning, by the tokens around them."""

_IGNORED = "BLANK"
_TERMINAL = re.compile(r'^([A-Z]+)(?:\.(\d+))?: (?:/(.+)/|"([^"]+)")$', re.MULTILINE)
"""A name, a priority, and a regular expression or a text."""


def grammar_text() -> str:
    """The text of ``formula.lark``."""
    return (Path(__file__).parent / "reader" / "formula.lark").read_text(encoding="utf-8")


@cache
def scanner() -> re.Pattern[str]:
    """The terminals as one regular expression, the strongest first; a group is named after each.

    ``MARK`` is a sign that may be several of the contextual ones, ``BAD`` what no token begins
    with.
    """
    found = [
        (-int(priority or 0), name, pattern or re.escape(text))
        for name, priority, pattern, text in _TERMINAL.findall(grammar_text())
        if name not in CONTEXTUAL and name != _IGNORED
    ]
    found.sort(key=lambda terminal: terminal[0])  # stable: as listed among equals
    choices = [f"(?P<{name}>{pattern})" for _, name, pattern in found]
    return re.compile(r"\s*(?:" + "|".join([*choices, r"(?P<MARK>[.:])", r"(?P<BAD>\S)"]) + ")")
