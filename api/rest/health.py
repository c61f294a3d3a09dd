"""Is the server alive, does it take work, and what has it done."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from fastapi import APIRouter
from prometheus_client import CONTENT_TYPE_LATEST
from starlette.responses import PlainTextResponse, Response

from api.rest.accept import NegotiatedRoute
from api.rest.context import Service
from api.rest.openapi import answers, reference
from api.rest.proofs import as_json
from api.wire import Health

__all__ = ["router"]

router = APIRouter(tags=["server"], route_class=NegotiatedRoute)

_HEALTH: dict[str, Any] = {"application/json": reference(Health)}
_NOT_READY: dict[int | str, dict[str, Any]] = {
    503: {
        "description": "It takes no work at present.",
        "content": {"application/json": {"schema": reference(Health)}},
    }
}


@router.get(
    "/healthz", operation_id="getHealth", summary="Is it alive?", responses=answers(_HEALTH)
)
async def healthz() -> Response:
    """Answered as long as the process does anything at all."""
    return as_json(Health(status="ok"))


@router.get(
    "/readyz",
    operation_id="getReadiness",
    summary="Does it take work?",
    responses=answers(_HEALTH, also=_NOT_READY),
)
async def readyz(rest: Service) -> Response:
    """Whether a job would be accepted now; no key is needed, so no numbers are told."""
    counts = rest.engine.counts()
    if rest.draining.is_set():
        status = "shutting down"
    elif counts.get("queued", 0) >= rest.settings.max_queued:
        status = "the queue is full"
    elif not counts.get("workers", 0):
        status = "there is no worker"
    else:
        return as_json(Health(status="ok"))
    return as_json(Health(status=status), HTTPStatus.SERVICE_UNAVAILABLE)


@router.get(
    "/metrics",
    operation_id="getMetrics",
    summary="Counters for Prometheus",
    response_class=PlainTextResponse,
    responses=answers({"text/plain": {"type": "string"}}),
)
async def metrics(rest: Service) -> Response:
    """Requests, times, jobs and workers."""
    return Response(rest.watch.metrics.text(), media_type=CONTENT_TYPE_LATEST)
