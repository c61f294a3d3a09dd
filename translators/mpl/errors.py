"""What can be wrong with MPL, or be beyond us."""

from __future__ import annotations

from prover.errors import InputError

__all__ = ["MplSyntaxError", "NotFirstOrder"]


class MplSyntaxError(InputError):
    """A text is not MPL, or not of the vocabulary that its configuration gives."""

    code = "mpl-syntax"


class NotFirstOrder(InputError):
    """A definition means something that a theory cannot say: it quantifies over sets, say."""

    code = "not-first-order"
