"""What travels over the wire: the models that server, client, MCP and OpenAPI share.

``proof`` asks and answers; ``work`` holds translation, check, search and batches;
``library`` premise libraries; ``problem`` errors (RFC 9457).
"""

from api.wire.library import Library, LibraryUpload
from api.wire.problem import ProblemDetails, ProblemPosition
from api.wire.proof import (
    JobStatus,
    ProofEvent,
    ProofJob,
    ProofLinks,
    ProofOptions,
    ProofRequest,
    Stage,
)
from api.wire.work import CheckRequest, SearchRequest, TranslationRequest

__all__ = [
    "CheckRequest",
    "JobStatus",
    "Library",
    "LibraryUpload",
    "ProblemDetails",
    "ProblemPosition",
    "ProofEvent",
    "ProofJob",
    "ProofLinks",
    "ProofOptions",
    "ProofRequest",
    "SearchRequest",
    "Stage",
    "TranslationRequest",
]
