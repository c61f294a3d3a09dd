"""What can be wrong with a TPTP text."""

from __future__ import annotations

from prover.errors import InputError, ProverError
from prover.logic.reader.errors import FormulaSyntaxError

__all__ = ["IncludeError", "Misplaced", "TptpSyntaxError", "TptpTypeError"]


class TptpSyntaxError(FormulaSyntaxError):
    """A text is not TPTP."""

    code = "tptp-syntax"


class TptpTypeError(TptpSyntaxError):
    """A symbol is used against its type: other arguments, other sorts, or none declared."""

    code = "tptp-type"


class IncludeError(InputError):
    """An included file is missing, forbidden, or includes itself."""

    code = "tptp-include"


class Misplaced(ProverError):
    """A token of a statement is wrong: the one at ``index``.

    An empty message says no more than that it cannot stand there.  ``kind`` is the error that
    this becomes once its place in the text is looked up.
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
