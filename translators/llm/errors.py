"""What can go wrong between us and a language model, one error for each kind."""

from __future__ import annotations

from prover.errors import ProverError

__all__ = [
    "ContextOverflow",
    "EmptyReply",
    "MalformedReply",
    "ModelError",
    "ModelMissing",
    "ModelTimeout",
    "NotRecorded",
    "RateLimited",
    "ReplyTooLarge",
    "RequestRefused",
    "ServerFault",
    "TruncatedReply",
    "Unauthorized",
    "Unreachable",
]


class ModelError(ProverError):
    """A language model did not answer.

    ``is_transient`` says that asking again may help, ``is_final`` that no other question would
    be answered either.
    """

    code = "model"
    is_transient = False
    is_final = False


class ModelMissing(ModelError):
    """There is no such model, or what it needs is not installed."""

    code = "model-missing"
    is_final = True


class Unreachable(ModelError):
    """No server answers at the address."""

    code = "model-unreachable"
    is_final = True


class Unauthorized(ModelError):
    """The server does not know the key, or does not let it ask this model."""

    code = "model-unauthorized"
    is_final = True


class NotRecorded(ModelError):
    """A cassette has no answer to this question; ``key`` is the one that it lacks."""

    code = "model-not-recorded"
    is_final = True

    def __init__(self, message: str, key: str, *, hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.key = key


class RateLimited(ModelError):
    """Too many questions; ``wait`` is how many seconds the server asks for, if it says."""

    code = "model-rate-limited"
    is_transient = True

    def __init__(self, message: str, wait: float | None = None, *, hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.wait = wait


class ServerFault(ModelError):
    """The server failed (5xx)."""

    code = "model-server-fault"
    is_transient = True


class TruncatedReply(ModelError):
    """The connection ended in the middle of a reply."""

    code = "model-truncated-reply"
    is_transient = True


class MalformedReply(ModelError):
    """The reply is not what the protocol says."""

    code = "model-malformed-reply"
    is_transient = True


class EmptyReply(ModelError):
    """The reply has no sample in it."""

    code = "model-empty-reply"


class ReplyTooLarge(ModelError):
    """The reply is larger than is read."""

    code = "model-reply-too-large"


class RequestRefused(ModelError):
    """The server does not take the question as it is (4xx)."""

    code = "model-request-refused"


class ContextOverflow(RequestRefused):
    """The question is longer than the model can read."""

    code = "model-context-overflow"


class ModelTimeout(ModelError):
    """No whole reply before the deadline."""

    code = "model-timeout"
