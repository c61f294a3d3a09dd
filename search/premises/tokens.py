"""Lean statements as words and as symbols.

Words are for counting: identifiers are taken apart at dots, underscores and capitals, so that
``List.length_append`` shares words with ``(xs ++ ys).length``.  Symbols are the constants that
a statement mentions, by the last part of their names, since ``xs.length`` and ``List.length xs``
are the same.  What a statement binds itself is neither.
"""

from __future__ import annotations

import re

__all__ = ["symbols", "words"]

_TOKEN = re.compile(
    r"(?P<name>[^\W\d][\w'!?₀-₉]*(?:\.[^\W\d][\w'!?₀-₉]*|\.\d+)*)"
    r"|(?P<number>\d+)"
    r"|(?P<field>\.[^\W\d][\w'!?]*)"
    r"|(?P<sign>[^\s\w()\[\]{}⟨⟩⦃⦄,.:«»]+)"
)
_FIRST, _REST = r"[^\s(){}\[\]⦃⦄:,⊢=]", r"[^(){}\[\]⦃⦄:,⊢=↦∈<>≤≥≠]*?"
_COLON = r"\s*:(?![:=])"
_GROUP = re.compile(rf"[({{\[⦃]\s*({_FIRST}{_REST}){_COLON}")
_BARE = re.compile(rf"(?:∀|∃!?|\bfun\b|λ)\s+({_FIRST}{_REST})\s*(?=[:,=↦∈<>≤≥≠])")
_HYPOTHESIS = re.compile(rf"^\s*({_FIRST}{_REST}){_COLON}", re.MULTILINE)
_PIECE = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[^\W\dA-Z_]+|\d+")
_SILENT = frozenset({"∀", "⊢", "→", "fun", "=>", "↦", "λ", "case", "Type", "Sort", "Prop", "|"})
_LOGICAL = frozenset({"=", "≠", "↔", "∧", "∨", "¬", "∃", "True", "False"})
_UNIVERSE = re.compile(r"[uvw](?:_\d+)?")


def words(text: str) -> list[str]:
    """The words of a statement, a goal or a name, in order and with repetitions."""
    found: list[str] = []
    bound = _bound(text)
    for match in _TOKEN.finditer(text):
        for part in _parts(match, bound):
            found.extend(piece.lower() for piece in _PIECE.findall(part) or (part,))
    return found


def symbols(text: str) -> set[str]:
    """The constants and signs that a statement or a goal mentions, except those of logic."""
    bound = _bound(text)
    found = {parts[-1] for match in _TOKEN.finditer(text) if (parts := _parts(match, bound))}
    return found - _LOGICAL


def _parts(match: re.Match[str], bound: set[str]) -> list[str]:
    """The parts of a name that are not bound; a number or sign as it is."""
    token = match.group()
    if token in _SILENT or _UNIVERSE.fullmatch(token):
        return []
    if match["name"] is None and match["field"] is None:
        return [token]
    parts = [part for part in token.split(".") if part]
    return parts[1:] if parts[0] in bound and match["name"] else parts


def _bound(text: str) -> set[str]:
    """The variables that quantifiers, binders and the lines of a goal introduce."""
    groups = (*_GROUP.findall(text), *_BARE.findall(text), *_HYPOTHESIS.findall(text))
    return {name for group in groups for name in group.split()}
