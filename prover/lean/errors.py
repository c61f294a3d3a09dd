"""What can go wrong between us and Lean, one error for each kind."""

from __future__ import annotations

from prover.errors import ProverError

__all__ = [
    "LeanBusy",
    "LeanCrashed",
    "LeanError",
    "LeanOutOfMemory",
    "LeanProtocolError",
    "LeanTimeout",
    "RequestTooLarge",
    "StatementRejected",
    "TacticFailed",
]


class LeanError(ProverError):
    """Lean could not be asked, or did not answer as it should."""

    code = "lean"


class LeanCrashed(LeanError):
    """The Lean process ended in the middle of a request."""

    code = "lean-crashed"


class LeanTimeout(LeanError):
    """No answer before the deadline; the process was killed."""

    code = "lean-timeout"


class LeanOutOfMemory(LeanError):
    """The Lean process grew beyond its memory cap and was killed."""

    code = "lean-out-of-memory"


class LeanProtocolError(LeanError):
    """The Lean process wrote something that is not a reply; it was killed."""

    code = "lean-protocol"


class LeanBusy(LeanError):
    """More requests are waiting for a server than the pool lets wait."""

    code = "lean-busy"


class RequestTooLarge(LeanError):
    """A text is longer than Lean is asked to read."""

    code = "lean-request-too-large"


class StatementRejected(LeanError):
    """A statement does not elaborate, or not to a closed proposition."""

    code = "lean-statement"


class TacticFailed(LeanError):
    """A tactic was not accepted; the state it was run in is still there.

    ``kind`` is ``parse``, ``forbidden``, ``tactic``, ``heartbeats``, ``state``, or, for a
    proof that looks complete, why it does not count: ``sorry``, ``axiom``, ``incomplete``,
    ``kernel``.
    """

    code = "lean-tactic"

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind = kind
