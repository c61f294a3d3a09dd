"""S-expressions with positions: the outer syntax of SMT-LIB and TIP."""

from __future__ import annotations

import re
from dataclasses import dataclass

from prover.errors import InputError, Position

__all__ = ["Atom", "Sexpr", "TipSyntaxError", "Tree", "error_at", "read_sexprs"]

_TOKEN = re.compile(
    r"\s+|;[^\n]*|(?P<quoted>\|[^|\\]*\|)|(?P<paren>[()])|(?P<atom>[^\s()|;\"]+|\"[^\"]*\")"
)
_MAX_DEPTH = 200


class TipSyntaxError(InputError):
    """A text is not a TIP problem."""

    code = "tip-syntax"


@dataclass(frozen=True, slots=True)
class Atom:
    """A symbol, numeral or string; the bars of a quoted symbol are not part of ``text``."""

    text: str
    position: Position


@dataclass(frozen=True, slots=True)
class Tree:
    """A parenthesised list."""

    items: tuple[Sexpr, ...]
    position: Position


Sexpr = Atom | Tree


def error_at(place: Sexpr | Position, message: str, hint: str = "") -> TipSyntaxError:
    """An error that points at ``place``."""
    position = place if isinstance(place, Position) else place.position
    return TipSyntaxError(message, position=position, hint=hint)


def read_sexprs(text: str) -> tuple[Sexpr, ...]:
    """All expressions of ``text``, in order.

    Raises:
        TipSyntaxError: a parenthesis has no partner, the nesting is deeper than 200, or a
            character belongs to no token.
    """
    lines = _Lines(text)
    open_lists: list[tuple[list[Sexpr], Position]] = []
    items: list[Sexpr] = []
    offset = 0
    while offset < len(text):
        match = _TOKEN.match(text, offset)
        position = lines.position(offset)
        if match is None:
            raise error_at(position, f"unexpected {text[offset]!r}", "close the string")
        if match["paren"] == "(":
            if len(open_lists) >= _MAX_DEPTH:
                raise error_at(position, f"nested deeper than {_MAX_DEPTH} lists")
            open_lists.append((items, position))
            items = []
        elif match["paren"] == ")":
            if not open_lists:
                raise error_at(position, "')' closes nothing", "remove it")
            outer, start = open_lists.pop()
            outer.append(Tree(tuple(items), start))
            items = outer
        elif match["quoted"] is not None:
            items.append(Atom(match["quoted"][1:-1], position))
        elif match["atom"] is not None:
            items.append(Atom(match["atom"], position))
        offset = match.end()
    if open_lists:
        raise error_at(open_lists[-1][1], "'(' is never closed", "add ')'")
    return tuple(items)


class _Lines:
    """Positions of offsets that only ever grow, so that no text is counted twice."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._line = 1
        self._start = 0
        self._seen = 0

    def position(self, offset: int) -> Position:
        breaks = self._text.count("\n", self._seen, offset)
        if breaks:
            self._line += breaks
            self._start = self._text.rfind("\n", self._seen, offset) + 1
        self._seen = offset
        return Position(self._line, offset - self._start + 1, offset)
