"""``/v1/proofs/{id}/events``: what happens to a job, as server-sent events."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

from fastapi import APIRouter
from sse_starlette import EventSourceResponse, ServerSentEvent
from starlette.requests import Request
from starlette.responses import Response

from api.rest.accept import NegotiatedRoute
from api.rest.audience import before
from api.rest.context import Id, Owner, Rest, Service
from api.rest.errors import InvalidRequest
from api.rest.openapi import answers, reference
from api.wire import ProofEvent, Stage

__all__ = ["router"]

router = APIRouter(tags=["proofs"], route_class=NegotiatedRoute)

_LAST_EVENT_ID: dict[str, Any] = {
    "name": "Last-Event-ID",
    "in": "header",
    "required": False,
    "description": "the sequence number of the last event that arrived: later ones are sent",
    "schema": {"type": "integer", "minimum": 0, "maximum": 2**31 - 1},
}

_EVENT: dict[str, Any] = {
    "type": "object",
    "required": ["id", "event", "data"],
    "properties": {
        "id": {"type": "string", "pattern": "^[0-9]+$"},
        "event": {"type": "string", "enum": [stage.value for stage in Stage]},
        "data": {
            "type": "string",
            "contentMediaType": "application/json",
            "contentSchema": reference(ProofEvent),
        },
    },
}


@router.get(
    "/v1/proofs/{id}/events",
    operation_id="followProof",
    summary="Follow a job",
    response_class=EventSourceResponse,
    openapi_extra={"parameters": [_LAST_EVENT_ID]},
    responses=answers({"text/event-stream": _EVENT}, 404, 422),
)
async def follow_proof(
    id: Id,  # noqa: A002
    request: Request,
    rest: Service,
    owner: Owner,
) -> Response:
    """Past events first, then live ones; the stream ends with the event ``finished``.

    The event's id is its sequence number, its name the stage, its data a ``ProofEvent``.
    """
    after = _last_event_id(request)
    await rest.engine.job(id, owner=owner)
    return EventSourceResponse(_events(rest, id, after), sep="\n")


async def _events(rest: Rest, job_id: str, after: int) -> AsyncIterator[ServerSentEvent]:
    rest.audience.join(job_id)
    try:
        async for event in before(rest.draining, rest.engine.events(job_id, after)):
            yield ServerSentEvent(
                event.model_dump_json(), event=event.stage.value, id=str(event.sequence)
            )
    finally:
        rest.audience.leave(job_id)


def _last_event_id(request: Request) -> int:
    sent = request.headers.get("last-event-id", "0")
    if not (sent.isascii() and sent.isdigit()) or len(sent) > 10 or int(sent) >= 2**31:
        raise InvalidRequest(
            "this is no event's number", hint="repeat the id of an event", field="Last-Event-ID"
        )
    return int(sent)
