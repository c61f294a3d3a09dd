"""A finished proof in every format, and the page that a share link opens."""

from __future__ import annotations

import json
from typing import Annotated, Any

from fastapi import APIRouter, Path
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from api.jobs.errors import NotFinished
from api.rest.accept import NegotiatedRoute
from api.rest.context import Id, Owner, Rest, Service
from api.rest.openapi import answers
from api.wire import JobStatus, ProofJob

__all__ = ["router"]

router = APIRouter(tags=["proofs"], route_class=NegotiatedRoute)

_TEXT: dict[str, Any] = {"type": "string"}
Token = Annotated[str, Path(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9_-]+$")]


@router.get(
    "/v1/proofs/{id}/graph.json",
    operation_id="getProofGraph",
    summary="The answer document",
    responses=answers({"application/json": {"type": "object"}}, 404, 409, 422),
)
async def graph_json(
    id: Id,  # noqa: A002
    rest: Service,
    owner: Owner,
) -> Response:
    """Premises, steps, models and certificates, as ``prover solve --json`` prints them."""
    job = _answered(await rest.engine.job(id, owner=owner))
    return Response(json.dumps(job.answer, ensure_ascii=False), media_type="application/json")


@router.get(
    "/v1/proofs/{id}/graph.html",
    operation_id="getProofPage",
    summary="The proof as a page",
    response_class=HTMLResponse,
    responses=answers({"text/html": _TEXT}, 404, 409, 422),
)
async def graph_html(
    id: Id,  # noqa: A002
    rest: Service,
    owner: Owner,
) -> Response:
    """One file that needs no other."""
    return HTMLResponse(await _rendered(rest, id, owner, "html"))


@router.get(
    "/v1/proofs/{id}/proof.lean",
    operation_id="getProofLean",
    summary="The proof as a Lean file",
    response_class=PlainTextResponse,
    responses=answers({"text/plain": _TEXT}, 404, 409, 422),
)
async def proof_lean(
    id: Id,  # noqa: A002
    rest: Service,
    owner: Owner,
) -> Response:
    """A theorem for Lean's kernel, without any search."""
    return PlainTextResponse(await _rendered(rest, id, owner, "lean"))


@router.get(
    "/v1/proofs/{id}/proof.tstp",
    operation_id="getProofTstp",
    summary="The proof as a TSTP derivation",
    response_class=PlainTextResponse,
    responses=answers({"text/plain": _TEXT}, 404, 409, 422),
)
async def proof_tstp(
    id: Id,  # noqa: A002
    rest: Service,
    owner: Owner,
) -> Response:
    """What other provers and checkers read."""
    return PlainTextResponse(await _rendered(rest, id, owner, "tstp"))


@router.get(
    "/share/{token}",
    operation_id="getSharedProof",
    summary="A shared proof as a page",
    response_class=HTMLResponse,
    responses=answers({"text/html": _TEXT}, 404, 409, 422),
)
async def shared(token: Token, rest: Service) -> Response:
    """The page of the proof with this share token; no key is needed."""
    job = _answered(await rest.engine.shared(token))
    return HTMLResponse(await rest.engine.rendered(job.id, "html"))


async def _rendered(rest: Rest, job_id: str, owner: str, kind: str) -> str:
    _answered(await rest.engine.job(job_id, owner=owner))
    return await rest.engine.rendered(job_id, kind)


def _answered(job: ProofJob) -> ProofJob:
    """The job, if it has an answer.

    Raises:
        NotFinished: it has none, or none yet.
    """
    if job.status is not JobStatus.DONE or job.answer is None:
        hint = "" if job.status.is_final else f"follow it at {job.links.events}"
        raise NotFinished(f"the job is {job.status}", hint=hint)
    return job
