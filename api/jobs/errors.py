"""What can go wrong with jobs, for the caller to act on."""

from __future__ import annotations

from prover.errors import ProverError

__all__ = [
    "IdempotencyClash",
    "JobUnknown",
    "LibraryUnknown",
    "NotFinished",
    "QueueFull",
    "ShuttingDown",
    "StoreConflict",
    "StoreFull",
    "StoreUnavailable",
]


class StoreUnavailable(ProverError):
    """The database cannot be opened, reached or written."""

    code = "store-unavailable"


class StoreFull(StoreUnavailable):
    """The disk of the database is full.  Nothing that was accepted is lost."""

    code = "store-full"


class StoreConflict(StoreUnavailable):
    """Two transactions wrote the same thing; the other one was first."""

    code = "store-conflict"


class QueueFull(ProverError):
    """So many jobs are waiting that no more are accepted."""

    code = "queue-full"


class ShuttingDown(ProverError):
    """The server ends and accepts no more jobs."""

    code = "shutting-down"


class JobUnknown(ProverError):
    """There is no job of that name."""

    code = "no-such-job"


class LibraryUnknown(ProverError):
    """There is no library of that name."""

    code = "no-such-library"


class NotFinished(ProverError):
    """What was asked for comes with the answer, and there is none."""

    code = "no-answer"


class IdempotencyClash(ProverError):
    """An idempotency key was used before, for another request."""

    code = "idempotency-clash"
