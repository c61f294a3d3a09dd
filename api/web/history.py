"""``/history``: what the caller has asked."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from api.rest.context import owner_of, rest_of
from api.rest.errors import NoSuchPage
from api.web.asked import earlier
from api.web.templates import page

__all__ = ["router"]

router = APIRouter(include_in_schema=False)

_ON_A_PAGE = 50


@router.get("/history")
async def history(
    request: Request,
    containing: Annotated[str, Query(max_length=200)] = "",
    before: Annotated[str | None, Query(max_length=64)] = None,
) -> Response:
    """The latest first, with their verdicts."""
    rest = rest_of(request)
    if not rest.settings.history:
        raise NoSuchPage("this server keeps no history", hint="it is off: PROVER_HISTORY")
    wanted = containing.strip()
    found = await earlier(
        rest.engine, owner_of(request), _ON_A_PAGE, before=before, containing=wanted
    )
    more = found[-1].job.id if len(found) == _ON_A_PAGE and not wanted else ""
    return page(request, "history", found=found, containing=wanted, more=more)
