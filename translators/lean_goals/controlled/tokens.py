"""Words, numbers and signs of a text, each with its place."""

from __future__ import annotations

import re
from dataclasses import dataclass

from prover.errors import Position
from prover.problem import Span
from translators.lean_goals.errors import NotUnderstood

__all__ = ["MAX_TEXT", "Token", "tokenize"]

MAX_TEXT = 2_000
"""Longest text in characters."""


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the text: as written, and as it is compared (one sign for each idea)."""

    text: str
    lower: str
    span: Span

    @property
    def is_number(self) -> bool:
        """Whether it is a number in digits."""
        return self.text.isascii() and self.text.isdigit()

    @property
    def is_word(self) -> bool:
        """Whether it is a word or a variable."""
        return self.text[0].isalpha()


_SIGNS = {
    "<=": "≤", ">=": "≥", "!=": "≠", "/=": "≠", "<->": "↔", "<=>": "↔", "⇔": "↔", "->": "→",
    "=>": "→", "⇒": "→", "/\\": "∧", "\\/": "∨", "~": "¬", "·": "*", "×": "*", "−": "-", "–": "-",
    "⊂": "⊆", "∖": "\\", "÷": "/", "**": "^",
}  # fmt: skip

_LATEX = {
    "le": "≤", "leq": "≤", "ge": "≥", "geq": "≥", "ne": "≠", "neq": "≠", "in": "∈", "notin": "∉",
    "cup": "∪", "cap": "∩", "subseteq": "⊆", "subset": "⊆", "setminus": "\\", "emptyset": "∅",
    "mid": "∣", "cdot": "*", "times": "*", "forall": "∀", "exists": "∃", "land": "∧",
    "wedge": "∧", "lor": "∨", "vee": "∨", "lnot": "¬", "neg": "¬", "to": "→",
    "implies": "→", "iff": "↔", "Rightarrow": "→", "Leftrightarrow": "↔",
}  # fmt: skip

_TOKEN = re.compile(
    r"\s+|\$"
    r"|(?P<latex>\\[A-Za-z]+)"
    r"|(?P<number>[0-9]+)"
    r"|(?P<word>[^\W\d_]{2,}(?:-[^\W\d_]{2,})+|[^\W\d_]+[0-9₀-₉]*[′']*(?![a-z])|[^\W\d_]+)"
    r"|(?P<sign><=>|<->|<=|>=|!=|/=|->|=>|/\\|\\/|\+\+|::|\*\*|.)"
)

_NEGATED = re.compile(r"(is|are|does|do)n['’]t\b", re.IGNORECASE)


def tokenize(text: str) -> tuple[Token, ...]:
    """The tokens of ``text``; blanks and dollar signs are none.

    Raises:
        NotUnderstood: the text is too long.
    """
    if len(text) > MAX_TEXT:
        raise NotUnderstood(
            f"the text has {len(text):,} characters", hint=f"the limit is {MAX_TEXT:,}"
        )
    tokens: list[Token] = []
    at = 0
    while at < len(text):
        if negated := _NEGATED.match(text, at):
            start, cut, end = at, negated.end(1), negated.end()
            tokens.append(_token(text, start, cut))
            tokens.append(Token(text[cut:end], "not", Span(cut, end)))
            at = end
            continue
        match = _TOKEN.match(text, at)
        if match is None:
            raise NotUnderstood("this sign is unknown", position=Position.of(text, at))
        if match.lastgroup is not None:
            tokens.append(_token(text, at, match.end(), is_latex=match["latex"] is not None))
        at = match.end()
    return tuple(tokens)


def _token(text: str, start: int, end: int, *, is_latex: bool = False) -> Token:
    piece = text[start:end]
    lower = _LATEX.get(piece[1:], piece) if is_latex else _SIGNS.get(piece, piece.lower())
    return Token(piece if not is_latex else lower, lower, Span(start, end))
