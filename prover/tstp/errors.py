"""What can be wrong with a TSTP text."""

from __future__ import annotations

from prover.logic.tptp import TptpSyntaxError

__all__ = ["TstpSyntaxError"]


class TstpSyntaxError(TptpSyntaxError):
    """A text is no TSTP derivation; ``position`` is the first place where it is not."""

    code = "tstp-syntax"
