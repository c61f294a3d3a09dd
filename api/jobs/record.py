"""A job as the database has it, and how it ends."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field, replace
from time import time

from api.wire import JobStatus, ProofRequest
from prover.verdict import Verdict

__all__ = ["Ending", "JobRecord", "new_job"]


@dataclass(frozen=True, slots=True)
class JobRecord:
    """A job.

    Attributes:
        id: unguessable; who knows it may see the job.
        share: unguessable and another; who knows it may see the proof.
        owner: whose job it is.
        request_key: equal requests that lead to equal answers have equal keys.
        request: the request as JSON, without how long its sender waits.
        budget: seconds for the work.
        status: where it stands.
        attempts: how often it has been started.
        created: when it was accepted, in seconds since 1970; so are the other times.
        started: when work on it began.
        finished: when it ended.
        verdict: once it is done.
        answer: the answer document as JSON, once it is done.
        error: a problem document as JSON, if it failed.
    """

    id: str
    share: str
    owner: str
    request_key: str
    request: str
    budget: float
    status: JobStatus
    attempts: int
    created: float
    started: float | None = None
    finished: float | None = None
    verdict: Verdict | None = None
    answer: bytes | None = None
    error: str | None = None

    def ended(self, ending: Ending) -> JobRecord:
        """The job as it is once it has ended so."""
        return replace(
            self,
            status=ending.status,
            finished=ending.at,
            verdict=ending.verdict,
            answer=ending.answer,
            error=ending.error,
        )


@dataclass(frozen=True, slots=True)
class Ending:
    """How a job ends.

    Attributes:
        status: a final one.
        verdict: of the answer.
        answer: the document as JSON.
        error: a problem document as JSON.
        reusable: whether equal requests may be given the same answer.
        at: when.
    """

    status: JobStatus
    verdict: Verdict | None = None
    answer: bytes | None = None
    error: str | None = None
    reusable: bool = False
    at: float = field(default_factory=time)


def new_job(request: ProofRequest, owner: str, request_key: str, budget: float) -> JobRecord:
    """A job that waits, with names that cannot be guessed."""
    return JobRecord(
        id=secrets.token_urlsafe(12),
        share=secrets.token_urlsafe(12),
        owner=owner,
        request_key=request_key,
        request=request.model_dump_json(exclude={"wait"}),
        budget=budget,
        status=JobStatus.QUEUED,
        attempts=0,
        created=time(),
    )
