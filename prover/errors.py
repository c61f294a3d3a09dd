"""One family of typed errors: what went wrong, where, and what to do next."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Self

__all__ = ["InputError", "Position", "ProverError", "excerpt"]

_EXCERPT_SIDE = 40


class ProverError(Exception):
    """Anything the caller can act on.

    ``code`` is stable and machine-readable; ``hint`` says what to do next.
    """

    code = "error"

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} ({self.hint})" if self.hint else self.message


@dataclass(frozen=True, slots=True)
class Position:
    """A place in an input: 1-based ``line`` and ``column``, 0-based ``offset`` in characters."""

    line: int
    column: int
    offset: int

    @staticmethod
    def of(text: str, offset: int) -> Position:
        """The position of the character at ``offset`` in ``text``."""
        before = text[:offset]
        return Position(before.count("\n") + 1, offset - before.rfind("\n"), offset)


def excerpt(text: str, position: Position) -> str:
    """The line of ``position``, shortened around it, with a caret underneath."""
    start = position.offset - position.column + 1
    end = text.find("\n", start)
    line = text[start : end if end >= 0 else len(text)]
    at = position.column - 1
    left = max(0, at - _EXCERPT_SIDE)
    shown = line[left : at + _EXCERPT_SIDE]
    before = "…" if left else ""
    after = "…" if len(line) > at + _EXCERPT_SIDE else ""
    clean = "".join(c if c.isprintable() else " " for c in shown)
    return f"{before}{clean}{after}\n{' ' * (at - left + len(before))}^"


class InputError(ProverError):
    """An input could not be read.

    Attributes:
        position: of the first character that is wrong.
        excerpt: the line it is in, with a caret under it.
        file: that the text is from; None for a text from elsewhere.
    """

    code = "bad-input"
    file: Path | None = None

    def __init__(
        self, message: str, *, position: Position | None = None, hint: str = "", excerpt: str = ""
    ) -> None:
        super().__init__(message, hint=hint)
        self.position = position
        self.excerpt = excerpt

    @classmethod
    def at(
        cls, text: str, offset: int, message: str, hint: str = "", file: Path | None = None
    ) -> Self:
        """The error that ``text``, of ``file``, is wrong at ``offset``, shown with its line."""
        position = Position.of(text, min(offset, len(text)))
        error = cls(message, position=position, hint=hint, excerpt=excerpt(text, position))
        error.file = file
        return error

    def __str__(self) -> str:
        said = super().__str__()
        if self.position:
            said = f"line {self.position.line}, column {self.position.column}: {said}"
        return f"{self.file}: {said}" if self.file else said
