"""Why a problem has no counterpart in Lean."""

from __future__ import annotations

from prover.errors import InputError

__all__ = ["NotExportable"]


class NotExportable(InputError):
    """A well-formed problem means something that the export cannot say faithfully in Lean."""

    code = "not-exportable"
