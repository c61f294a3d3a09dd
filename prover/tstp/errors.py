"""What can be wrong with a TSTP text."""

from __future__ import annotations

from prover.errors import InputError, Position
from prover.logic.reader.errors import excerpt

__all__ = ["TstpSyntaxError", "syntax_error"]


class TstpSyntaxError(InputError):
    """A text is no TSTP derivation; ``position`` is the first place where it is not."""

    code = "tstp-syntax"


def syntax_error(text: str, offset: int, message: str, hint: str) -> TstpSyntaxError:
    """The error that ``text`` is wrong at ``offset``."""
    position = Position.of(text, min(offset, len(text)))
    shown = excerpt(text, position)
    return TstpSyntaxError(message, position=position, hint=hint, excerpt=shown)
