"""One family of typed errors: what went wrong, where, and what to do next."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["InputError", "Position", "ProverError"]


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


class InputError(ProverError):
    """An input could not be read; ``position`` points at the first character that is wrong."""

    code = "bad-input"

    def __init__(
        self, message: str, *, position: Position | None = None, hint: str = "", excerpt: str = ""
    ) -> None:
        super().__init__(message, hint=hint)
        self.position = position
        self.excerpt = excerpt

    def __str__(self) -> str:
        where = (
            f"line {self.position.line}, column {self.position.column}: " if self.position else ""
        )
        return where + super().__str__()
