"""``/v1/batch``: JSON lines in, JSON lines out, in the same order."""

from __future__ import annotations

import asyncio
import re
from collections import deque
from collections.abc import AsyncIterator, Iterator
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from api.jobs.errors import QueueFull
from api.rest.accept import NegotiatedRoute
from api.rest.body import parse_json, require_content_type
from api.rest.context import Rest, owner_of, rest_of
from api.rest.openapi import answers, reference
from api.rest.problems import problem_of
from api.wire import BatchLine, ProofJob, ProofRequest
from prover.errors import ProverError

__all__ = ["router"]

JSON_LINES = "application/jsonl"
_ACCEPTED = re.compile(r"application/(?:jsonl|x-ndjson|ndjson|json-lines)\s*(?:;|$)", re.IGNORECASE)
_AHEAD = 16
"""Jobs under way at once: enough for every worker, and few to cancel."""
_PAUSE = 0.05

_LINES: dict[str, Any] = {
    "schema": {"description": "one ProofRequest a line; a bad line spoils no other"},
    "x-itemSchema": reference(ProofRequest),
}

router = APIRouter(tags=["work"], route_class=NegotiatedRoute)


class JsonLines(StreamingResponse):
    """JSON lines, sent as they come."""

    media_type = JSON_LINES


@router.post(
    "/v1/batch",
    operation_id="batch",
    summary="Ask for many proofs",
    response_class=JsonLines,
    openapi_extra={"requestBody": {"required": True, "content": {JSON_LINES: _LINES}}},
    responses=answers({JSON_LINES: reference(BatchLine)}, body=True),
)
async def batch(request: Request) -> Response:
    """One ``ProofRequest`` a line; one ``BatchLine`` for each, in the same order.

    A bad line gives an error in its place and the others go on.  ``wait`` is not looked at.
    Hanging up cancels what is not done.
    """
    require_content_type(request, _ACCEPTED, JSON_LINES)
    body = await request.body()
    return JsonLines(_answers(rest_of(request), body, owner_of(request)))


async def _answers(rest: Rest, body: bytes, owner: str) -> AsyncIterator[bytes]:
    """The answer to each line, while the next lines are worked on."""
    under_way: deque[asyncio.Task[BatchLine]] = deque()
    try:
        for number, line in _lines(body):
            under_way.append(asyncio.create_task(_answer(rest, number, line, owner)))
            if len(under_way) == _AHEAD:
                yield _line(await under_way.popleft())
        while under_way:
            yield _line(await under_way.popleft())
    finally:
        for task in under_way:
            task.cancel()


def _lines(body: bytes) -> Iterator[tuple[int, bytes]]:
    """Each line that is not blank, with its number, without copying all of them at once."""
    for number, match in enumerate(re.finditer(rb"[^\n]*(?:\n|$)", body), 1):
        if match[0].strip():
            yield number, match[0]


def _line(answer: BatchLine) -> bytes:
    return answer.model_dump_json().encode() + b"\n"


async def _answer(rest: Rest, number: int, line: bytes, owner: str) -> BatchLine:
    try:
        job = await _finished(rest, parse_json(line, ProofRequest), owner)
    except ProverError as error:
        return BatchLine(line=number, error=problem_of(error))
    return BatchLine(line=number, job=job, error=job.error)


async def _finished(rest: Rest, asked: ProofRequest, owner: str) -> ProofJob:
    """The job of one line when it is done; patient while the queue is full."""
    while True:
        try:
            job = await rest.engine.submit(asked, owner=owner)
            break
        except QueueFull:
            await asyncio.sleep(_PAUSE)
    rest.audience.join(job.id)
    try:
        while not job.status.is_final and not rest.draining.is_set():
            job = await rest.engine.wait(job.id, 1.0)
    except BaseException:
        if rest.audience.leave(job.id):
            await rest.engine.cancel(job.id)
        raise
    rest.audience.leave(job.id)
    return job
