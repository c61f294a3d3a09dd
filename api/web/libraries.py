"""``/libraries``: texts of premises that are kept, looked at, asked about, deleted."""

from __future__ import annotations

import asyncio
from http import HTTPStatus

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.libraries.opening import sentences_in
from api.rest.context import Id, owner_of, rest_of
from api.rest.problems import problem_of
from api.web.asking import submitted
from api.web.forms import Form, library_upload, one, proof_request, read_form
from api.web.templates import page
from api.wire import ProblemDetails
from prover.errors import ProverError

__all__ = ["router"]

router = APIRouter(include_in_schema=False)


@router.get("/libraries")
async def libraries(request: Request) -> Response:
    """All of the caller's, and a form for another one."""
    return await _listed(request, {})


@router.post("/libraries")
async def add(request: Request) -> Response:
    """The page of the new library; what cannot be read comes back with the reason."""
    form = await read_form(request)
    engine = rest_of(request).engine
    try:
        library = await engine.add_library(library_upload(form), owner_of(request))
    except ProverError as error:
        return await _listed(request, form, problem_of(error))
    return RedirectResponse(f"/libraries/{library.id}", HTTPStatus.SEE_OTHER)


@router.get("/libraries/{id}")
async def library_page(
    id: Id,  # noqa: A002 (as the path says it)
    request: Request,
) -> Response:
    """Its premises, and a box for a question."""
    return await _shown(request, id, {})


@router.post("/libraries/{id}/ask")
async def ask(
    id: Id,  # noqa: A002
    request: Request,
) -> Response:
    """The page of the job that the question becomes."""
    form = {**await read_form(request), "library": [id], "text": [""]}
    try:
        asked = proof_request(form)
    except ProverError as error:
        return await _shown(request, id, form, problem_of(error))
    return await submitted(request, asked)


@router.post("/libraries/{id}/delete")
async def delete(
    id: Id,  # noqa: A002
    request: Request,
) -> Response:
    """Back to the list."""
    await rest_of(request).engine.delete_library(id, owner_of(request))
    return RedirectResponse("/libraries", HTTPStatus.SEE_OTHER)


async def _listed(request: Request, form: Form, problem: ProblemDetails | None = None) -> Response:
    found = await rest_of(request).engine.libraries(owner_of(request))
    status = HTTPStatus.OK if problem is None else HTTPStatus(problem.status)
    given = {name: one(form, name) for name in ("name", "text", "language")}
    return page(request, "libraries", status, libraries=found, given=given, problem=problem)


async def _shown(
    request: Request, library_id: str, form: Form, problem: ProblemDetails | None = None
) -> Response:
    engine = rest_of(request).engine
    library = await engine.library(library_id, owner_of(request))
    text = (await asyncio.to_thread(engine.store.libraries.get, library_id)).text
    sentences = await asyncio.to_thread(sentences_in, text, library.language)
    unread = set(library.untranslated)
    return page(
        request, "library", HTTPStatus.OK if problem is None else HTTPStatus(problem.status),
        library=library,
        premises=[(sentence, sentence in unread) for sentence in sentences],
        given={name: one(form, name) for name in ("goal", "premises")},
        problem=problem,
    )  # fmt: skip
