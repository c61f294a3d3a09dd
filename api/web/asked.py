"""What was asked: requests of jobs, told from the database to people."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from api.jobs.engine import ProofEngine
from api.jobs.record import JobRecord
from api.jobs.view import proof_job
from api.wire import ProofJob, ProofRequest
from translators.sentences import split_problem

__all__ = ["Asked", "earlier", "question_of", "request_of", "text_of"]

_SEARCHED = 500
"""Jobs that are looked through for a word."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A job and what it was asked."""

    job: ProofJob
    question: str


async def request_of(engine: ProofEngine, job: ProofJob) -> ProofRequest:
    """The request that became ``job``."""
    record = await asyncio.to_thread(engine.store.get, job.id)
    return ProofRequest.model_validate_json(record.request)


async def earlier(
    engine: ProofEngine, owner: str, limit: int, *, before: str | None = None, containing: str = ""
) -> list[Asked]:
    """The latest jobs of ``owner``, with their questions and without their answers.

    Args:
        engine: has them.
        owner: whose.
        limit: how many at most.
        before: only what is older than the job of this id.
        containing: only requests with this text in them, among the latest few hundred.
    """
    many = _SEARCHED if containing else limit
    records = await asyncio.to_thread(engine.store.recent, owner, many, before)
    wanted = containing.casefold()
    found = [record for record in records if wanted in _said(record).casefold()]
    return [Asked(proof_job(r), question_of(_request(r))) for r in found[:limit]]


def question_of(request: ProofRequest) -> str:
    """The goal as it was written, or else the last line."""
    if request.sentences and request.sentences[-1]:
        return request.sentences[-1]
    if request.goal is not None:
        return request.goal
    text = request.text or ""
    _, goal = split_problem(text)
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return goal.text if goal is not None else lines[-1]


def text_of(request: ProofRequest) -> str:
    """The whole problem as it would be written into the ask box."""
    if request.text is not None:
        return request.text
    premises = request.premises or []
    listed = [premises] if isinstance(premises, str) else premises
    return "\n".join([*listed, "", f"Therefore: {request.goal or ''}"]).strip()


def _request(record: JobRecord) -> ProofRequest:
    return ProofRequest.model_validate_json(record.request)


def _said(record: JobRecord) -> str:
    return text_of(_request(record))
