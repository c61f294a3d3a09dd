"""What travels over the wire: the models that server, client, MCP and OpenAPI share.

``proof`` asks and answers; ``work`` holds translation, check, search and batches;
``library`` premise libraries; ``problem`` errors (RFC 9457); ``server`` what it is and has.
"""

from api.wire.library import Library, LibraryUpload
from api.wire.problem import ProblemDetails, ProblemPosition
from api.wire.proof import (
    JobStatus,
    ProofEvent,
    ProofJob,
    ProofLinks,
    ProofList,
    ProofOptions,
    ProofRequest,
    Stage,
)
from api.wire.server import Engine, Engines, Health, Theories, Theory
from api.wire.work import BatchLine, CheckRequest, SearchRequest, TranslationRequest

__all__ = [
    "BatchLine",
    "CheckRequest",
    "Engine",
    "Engines",
    "Health",
    "JobStatus",
    "Library",
    "LibraryUpload",
    "ProblemDetails",
    "ProblemPosition",
    "ProofEvent",
    "ProofJob",
    "ProofLinks",
    "ProofList",
    "ProofOptions",
    "ProofRequest",
    "SearchRequest",
    "Stage",
    "Theories",
    "Theory",
    "TranslationRequest",
]
