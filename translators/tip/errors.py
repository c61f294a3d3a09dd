"""Why a problem has no counterpart in Lean, or as a theory."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from prover.errors import InputError, Position

__all__ = ["NotExportable", "located"]


class NotExportable(InputError):
    """A well-formed problem means something that cannot be said faithfully there."""

    code = "not-exportable"


@contextmanager
def located(position: Position | None) -> Iterator[None]:
    """What is refused inside, and not located better, is refused at ``position``."""
    try:
        yield
    except NotExportable as error:
        if error.position is not None or position is None:
            raise
        raise NotExportable(error.message, position=position, hint=error.hint) from None
