"""Work that is asked for and waited for: translation, checks, proof search."""

from __future__ import annotations

import json
from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response

from api.jobs.failures import failure_of
from api.rest.accept import NegotiatedRoute
from api.rest.body import read_json
from api.rest.context import finished, rest_of
from api.rest.openapi import answers, takes
from api.tasks.task import Result, TaskKind
from api.wire import CheckRequest, SearchRequest, TranslationRequest

__all__ = ["router"]

router = APIRouter(tags=["work"], route_class=NegotiatedRoute)

_DOCUMENT: dict[str, Any] = {"application/json": {"type": "object"}}


@router.post(
    "/v1/translate",
    operation_id="translate",
    summary="Show how each sentence is understood",
    openapi_extra=takes(TranslationRequest),
    responses=answers(_DOCUMENT, 503, body=True),
)
async def translate(request: Request) -> Response:
    """Formulas, their English again, and notes, as ``prover translate --json`` prints them."""
    asked = await read_json(request, TranslationRequest)
    return await _done(request, TaskKind.TRANSLATE, asked, rest_of(request).settings.timeout)


@router.post(
    "/v1/check",
    operation_id="check",
    summary="Check an exported answer, or a Lean file",
    openapi_extra=takes(CheckRequest),
    responses=answers(_DOCUMENT, 503, body=True),
)
async def check(request: Request) -> Response:
    """Judged from scratch, trusting nothing in it, as ``prover check --json`` prints it."""
    asked = await read_json(request, CheckRequest)
    settings = rest_of(request).settings
    needs_lean = asked.lean or asked.lean_source is not None
    seconds = settings.lean_timeout if needs_lean else settings.timeout
    return await _done(request, TaskKind.CHECK, asked, seconds)


@router.post(
    "/v1/search",
    operation_id="search",
    summary="Prove a Lean statement, a first-order problem or the goals of a theory by search",
    openapi_extra=takes(SearchRequest),
    responses=answers(_DOCUMENT, 503, body=True),
)
async def search(request: Request) -> Response:
    """The script that the kernel accepts, the proofs that were checked, or how far it came.

    The search gets at most half of the longest time that this server works on anything: Lean
    may have to be started, and judges what was found.
    """
    asked = await read_json(request, SearchRequest)
    longest = rest_of(request).settings.max_budget
    seconds = min(asked.seconds, longest / 2)
    return await _done(
        request, TaskKind.SEARCH, asked.model_copy(update={"seconds": seconds}), longest
    )


async def _done(request: Request, kind: TaskKind, asked: BaseModel, seconds: float) -> Response:
    """The outcome; the work is killed when the caller hangs up or the server ends."""
    work = rest_of(request).engine.run(kind, asked.model_dump(mode="json"), seconds)
    outcome = await finished(work, request)
    if outcome.result is not Result.DONE:
        raise failure_of(outcome)
    body = json.dumps(outcome.document, ensure_ascii=False)
    return Response(body.encode("utf-8", "replace"), media_type="application/json")
