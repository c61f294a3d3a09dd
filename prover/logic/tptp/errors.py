"""What can be wrong with a TPTP file, and where."""

from __future__ import annotations

from pathlib import Path

from prover.errors import InputError, Position, ProverError
from prover.logic.reader.errors import FormulaSyntaxError, excerpt

__all__ = ["IncludeError", "Misplaced", "TptpSyntaxError", "TptpTypeError", "located"]


class TptpSyntaxError(FormulaSyntaxError):
    """A file is not TPTP; ``path`` is the file, None for a text from elsewhere."""

    code = "tptp-syntax"
    path: Path | None = None

    def __str__(self) -> str:
        return f"{self.path}: {super().__str__()}" if self.path else super().__str__()


class TptpTypeError(TptpSyntaxError):
    """A symbol is used against its type: other arguments, other sorts, or none declared."""

    code = "tptp-type"


class IncludeError(InputError):
    """An included file is missing, forbidden, or includes itself."""

    code = "tptp-include"


class Misplaced(ProverError):
    """A token of a statement is wrong: the one at ``index``.

    An empty message says no more than that it cannot stand there.
    """

    def __init__(
        self,
        index: int,
        message: str = "",
        hint: str = "",
        kind: type[TptpSyntaxError] = TptpSyntaxError,
    ) -> None:
        super().__init__(message, hint=hint)
        self.index = index
        self.kind = kind


def located(
    text: str,
    offset: int,
    message: str,
    hint: str,
    path: Path | None,
    kind: type[TptpSyntaxError] = TptpSyntaxError,
) -> TptpSyntaxError:
    """The error that ``text``, of the file at ``path``, is wrong at ``offset``."""
    position = Position.of(text, min(offset, len(text)))
    error = kind(message, position=position, hint=hint, excerpt=excerpt(text, position))
    error.path = path
    return error
