"""What is wrong with a program, and where."""

from __future__ import annotations

from prover.errors import InputError, Position

__all__ = ["ProgramError", "error_at"]


class ProgramError(InputError):
    """A program, or a line of it, cannot be read."""

    code = "program-syntax"


def error_at(text: str, offset: int, message: str, hint: str = "") -> ProgramError:
    """The error that ``text`` is wrong at ``offset``."""
    return ProgramError(message, position=Position.of(text, min(offset, len(text))), hint=hint)
