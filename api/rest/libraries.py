"""``/v1/libraries``: premises that are uploaded once and asked about often."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from fastapi import APIRouter
from pydantic import TypeAdapter
from starlette.requests import Request
from starlette.responses import Response

from api.rest.accept import NegotiatedRoute
from api.rest.body import read_json
from api.rest.context import Id, Owner, Service, finished, owner_of, rest_of
from api.rest.openapi import answers, reference, takes
from api.rest.proofs import as_json
from api.wire import Library, LibraryUpload

__all__ = ["router"]

router = APIRouter(tags=["libraries"], route_class=NegotiatedRoute)

_ONE: dict[str, Any] = {"application/json": reference(Library)}
_ALL: dict[str, Any] = {"application/json": {"type": "array", "items": reference(Library)}}
_LISTED = TypeAdapter(list[Library])


@router.post(
    "/v1/libraries",
    operation_id="createLibrary",
    summary="Upload a policy or theory",
    status_code=HTTPStatus.CREATED,
    openapi_extra=takes(LibraryUpload),
    responses=answers(_ONE, 503, status=201, body=True),
)
async def create_library(request: Request) -> Response:
    """The library as it was understood, with the sentences that were not."""
    rest = rest_of(request)
    upload = await read_json(request, LibraryUpload)
    library = await finished(rest.engine.add_library(upload, owner_of(request)), request)
    where = f"/v1/libraries/{library.id}"
    return as_json(library, HTTPStatus.CREATED, Location=where)


@router.get(
    "/v1/libraries",
    operation_id="listLibraries",
    summary="The caller's libraries",
    responses=answers(_ALL),
)
async def list_libraries(rest: Service, owner: Owner) -> Response:
    """All of them, without their texts."""
    found = await rest.engine.libraries(owner)
    return Response(_LISTED.dump_json(found), media_type="application/json")


@router.get(
    "/v1/libraries/{id}",
    operation_id="getLibrary",
    summary="One library",
    responses=answers(_ONE, 404, 422),
)
async def get_library(
    id: Id,  # noqa: A002
    rest: Service,
    owner: Owner,
) -> Response:
    """How it was understood."""
    return as_json(await rest.engine.library(id, owner))


@router.delete(
    "/v1/libraries/{id}",
    operation_id="deleteLibrary",
    summary="Delete a library",
    status_code=HTTPStatus.NO_CONTENT,
    responses={204: {"description": "It is gone."}, **answers({}, 404, 422, status=204)},
)
async def delete_library(
    id: Id,  # noqa: A002
    rest: Service,
    owner: Owner,
) -> Response:
    """Proofs that used it keep its premises."""
    await rest.engine.delete_library(id, owner)
    return Response(status_code=HTTPStatus.NO_CONTENT)
