"""``/v1/proofs``: ask for a proof, look at the job, cancel it, list what was asked."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response

from api.rest.accept import NegotiatedRoute
from api.rest.audience import until
from api.rest.body import read_json
from api.rest.context import Id, Owner, Rest, Service, owner_of, rest_of
from api.rest.errors import InvalidRequest, NoSuchPage
from api.rest.openapi import answers, reference, takes
from api.rest.problems import problem_response
from api.wire import JobStatus, ProofJob, ProofList, ProofRequest

__all__ = ["router", "watched"]

router = APIRouter(tags=["proofs"], route_class=NegotiatedRoute)

_LONGEST_KEY = 200
_IDEMPOTENCY_KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "the same key and body give the same job, however often they are sent",
    "schema": {"type": "string", "minLength": 1, "maxLength": _LONGEST_KEY},
}
_JOB: dict[str, Any] = {"application/json": reference(ProofJob)}
_ACCEPTED: dict[int | str, dict[str, Any]] = {
    202: {
        "description": "The job is not done yet; Location says where to look.",
        "content": {"application/json": {"schema": reference(ProofJob)}},
        "headers": {"Location": {"schema": {"type": "string"}}},
    }
}


@router.post(
    "/v1/proofs",
    operation_id="createProof",
    summary="Ask whether a goal follows from premises",
    openapi_extra={**takes(ProofRequest), "parameters": [_IDEMPOTENCY_KEY]},
    responses=answers(_JOB, 404, 409, 503, also=_ACCEPTED, body=True),
)
async def create_proof(request: Request) -> Response:
    """The job, done (200) if it is within ``wait`` seconds, else on its way (202).

    Hanging up while waiting cancels a job that nobody else waits for.
    """
    rest, owner = rest_of(request), owner_of(request)
    asked = await read_json(request, ProofRequest)
    key = _idempotency_key(request)
    job = await rest.engine.submit(asked, owner=owner, idempotency_key=key)
    if not job.status.is_final:
        job = await watched(rest, job, asked.wait, request)
    return _told(job)


@router.get(
    "/v1/proofs",
    operation_id="listProofs",
    summary="What the caller has asked",
    responses=answers({"application/json": reference(ProofList)}, 404, 422),
)
async def list_proofs(
    rest: Service,
    owner: Owner,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    before: Annotated[str | None, Query(max_length=64, description="the id of a job")] = None,
) -> Response:
    """The caller's jobs, the latest first, without their answers."""
    if not rest.settings.history:
        raise NoSuchPage("this server keeps no history", hint="it is off: PROVER_HISTORY")
    jobs = await rest.engine.recent(owner, limit, before)
    more = jobs[-1].id if len(jobs) == limit else None
    return as_json(ProofList(jobs=jobs, next=more))


@router.get(
    "/v1/proofs/{id}",
    operation_id="getProof",
    summary="A job as it stands",
    responses=answers(_JOB, 404, 422),
)
async def get_proof(
    id: Id,  # noqa: A002 (as the path says it)
    request: Request,
    rest: Service,
    owner: Owner,
    wait: Annotated[float, Query(ge=0, le=600, description="seconds to wait for its end")] = 0,
) -> Response:
    """Status, verdict, and the answer with its certificates once it is done.

    Hanging up while waiting cancels nothing.
    """
    job = await rest.engine.job(id, owner=owner)
    if not job.status.is_final:
        rest.audience.keep(id)
        job = await watched(rest, job, wait, request)
    return as_json(job)


@router.delete(
    "/v1/proofs/{id}",
    operation_id="cancelProof",
    summary="Cancel a job",
    responses=answers(_JOB, 404, 422),
)
async def cancel_proof(
    id: Id,  # noqa: A002
    rest: Service,
    owner: Owner,
) -> Response:
    """The job, cancelled: its work is killed.  One that is done stays as it is."""
    job = await rest.engine.job(id, owner=owner)
    return as_json(job if job.status.is_final else await rest.engine.cancel(id))


async def watched(rest: Rest, job: ProofJob, seconds: float, request: Request) -> ProofJob:
    """``job`` after up to ``seconds``; cancelled where its last listener hangs up."""
    if seconds <= 0:
        rest.audience.keep(job.id)
        return job
    rest.audience.join(job.id)
    try:
        later = await until(rest.engine.wait(job.id, seconds), request.receive, rest.draining)
    except BaseException:
        if rest.audience.leave(job.id):
            await rest.engine.cancel(job.id)
        raise
    rest.audience.leave(job.id)
    later = later or job
    if not later.status.is_final:
        rest.audience.keep(job.id)
    return later


def as_json(model: BaseModel, status: int = HTTPStatus.OK, **headers: str) -> Response:
    """A model as the answer."""
    return Response(model.model_dump_json(), status, headers, "application/json")


def _told(job: ProofJob) -> Response:
    """A job to the one who asked for it; wrong input is said as any other error."""
    error = job.error
    if job.status is JobStatus.FAILED and error is not None and 400 <= error.status < 500:
        return problem_response(error, {"Content-Location": job.links.self})
    if job.status.is_final:
        return as_json(job)
    return as_json(job, HTTPStatus.ACCEPTED, Location=job.links.self)


def _idempotency_key(request: Request) -> str | None:
    key = request.headers.get("idempotency-key")
    if key is not None and not (0 < len(key) <= _LONGEST_KEY):
        raise InvalidRequest(
            f"the key has {len(key)} characters",
            hint=f"1 to {_LONGEST_KEY} are allowed",
            field="Idempotency-Key",
        )
    return key
