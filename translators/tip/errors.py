"""Why a problem has no counterpart in Lean, or as a theory."""

from __future__ import annotations

from prover.errors import InputError

__all__ = ["NotExportable"]


class NotExportable(InputError):
    """A well-formed problem means something that cannot be said faithfully there."""

    code = "not-exportable"
