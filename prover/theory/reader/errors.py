"""Where a theory file is wrong."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from prover.errors import InputError, Position, excerpt

__all__ = ["TheorySyntaxError", "did_you_mean"]


class TheorySyntaxError(InputError):
    """A theory file is wrong at ``position``; ``code`` tells the kind of error.

    Args:
        text: the whole file.
        offset: of the first character that is wrong.
        message: what is wrong.
        hint: what to do about it.
        code: what kind of error it is, if it is none of syntax.
    """

    code = "theory-syntax"

    def __init__(
        self, text: str, offset: int, message: str, hint: str, *, code: str = "theory-syntax"
    ) -> None:
        position = Position.of(text, min(offset, len(text)))
        super().__init__(message, position=position, hint=hint, excerpt=excerpt(text, position))
        self.code = code


def did_you_mean(name: str, known: Iterable[str], otherwise: str) -> str:
    """A hint: a known name like ``name``, or what to do where there is none."""
    close = get_close_matches(name, list(known), n=1)
    return f"did you mean {close[0]}?" if close else otherwise
