"""``/proofs/{id}``: a job while it is worked on, and its answer."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from api.jobs.engine import ProofEngine
from api.rest.context import Id, owner_of, rest_of
from api.web.asked import question_of, request_of, text_of
from api.web.templates import page
from api.wire import JobStatus, ProofEvent, ProofJob, ProofRequest, Stage
from prover.export import DocumentError, answer_from_document
from prover.export.page_view import PageView, page_view

__all__ = ["router"]

router = APIRouter(include_in_schema=False)

_DRAWN_HERE = 300
"""Proofs with more steps are drawn by a worker, in a frame of their own."""
_LOOKED_FOR = {
    "models": "models",
    "chaining": "rules applied",
    "saturation": "contradiction sought",
}
_FRAME_POLICY = "frame-ancestors 'self'; base-uri 'none'; form-action 'none'"


@dataclass(frozen=True, slots=True)
class Reached:
    """How far a job has come, as the page without a script shows it."""

    stage: Stage
    said: str


@router.get("/proofs/{id}")
async def proof_page(
    id: Id,  # noqa: A002 (as the path says it)
    request: Request,
) -> Response:
    """How far the work is, or what came of it."""
    engine = rest_of(request).engine
    job = await engine.job(id, owner=owner_of(request))
    asked = await request_of(engine, job)
    if not job.status.is_final:
        rest_of(request).audience.keep(id)
        return page(
            request, "working", job=job, question=question_of(asked), asked=asked,
            reached=[_said(event) async for event in _so_far(engine, id)],
        )  # fmt: skip
    if job.status is not JobStatus.DONE or job.answer is None:
        return page(request, "ended", job=job, text=text_of(asked), question=question_of(asked))
    return await _answered(request, job, asked, job.answer)


@router.get("/proofs/{id}/graph")
async def graph(
    id: Id,  # noqa: A002
    request: Request,
) -> Response:
    """The exported page, which our own pages may frame."""
    engine = rest_of(request).engine
    await engine.job(id, owner=owner_of(request))
    headers = {"Content-Security-Policy": _FRAME_POLICY, "X-Frame-Options": "SAMEORIGIN"}
    return HTMLResponse(await engine.rendered(id, "html"), headers=headers)


@router.post("/proofs/{id}/cancel")
async def cancel(
    id: Id,  # noqa: A002
    request: Request,
) -> Response:
    """Back to the page of the job, which is over."""
    engine = rest_of(request).engine
    job = await engine.job(id, owner=owner_of(request))
    if not job.status.is_final:
        await engine.cancel(id)
    return RedirectResponse(f"/proofs/{id}", HTTPStatus.SEE_OTHER)


async def _answered(
    request: Request, job: ProofJob, asked: ProofRequest, answer: dict[str, Any]
) -> Response:
    steps = len(answer["proof"]["steps"]) if answer.get("proof") else 0
    view = None if steps > _DRAWN_HERE else await asyncio.to_thread(_view, answer)
    return page(
        request, "answer",
        job=job,
        page=view,
        question=question_of(asked),
        steps=steps,
        readable=bool(answer.get("version")),
        premises=len(answer.get("premises", ())),
    )  # fmt: skip


def _view(answer: dict[str, Any]) -> PageView | None:
    """What the page shows; nothing where the answer is of another kind, as for options."""
    try:
        return page_view(answer_from_document(answer))
    except DocumentError:
        return None


async def _so_far(engine: ProofEngine, job_id: str) -> AsyncIterator[ProofEvent]:
    """The events that there are already."""
    events = engine.events(job_id)
    try:
        while True:
            yield await asyncio.wait_for(anext(events), 0.05)
    except (TimeoutError, StopAsyncIteration):
        return


def _said(event: ProofEvent) -> Reached:
    data = event.data
    match event.stage:
        case Stage.TRANSLATED:
            said = f"{data.get('premises', 0)} premises read"
        case Stage.CHECKING:
            said = f"step {data.get('step', 0)} of {data.get('steps', 0)}"
        case Stage.SEARCHING:
            said = _LOOKED_FOR.get(str(data.get("what")), "")
        case _:
            said = ""
    return Reached(event.stage, said)
