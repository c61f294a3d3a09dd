"""``/login``: an API key for the pages, kept in a cookie that no script sees.

The cookie holds the key itself, which a browser sends to this server only, and never with a
request that another site causes (``SameSite=Strict``).
"""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.rest.context import rest_of
from api.rest.errors import KeyMissing
from api.rest.keys import COOKIE
from api.web.forms import one, read_form
from api.web.templates import page

__all__ = ["router"]

router = APIRouter(include_in_schema=False)

_DAYS_30 = 30 * 24 * 3600


@router.get("/login")
async def login_page(
    request: Request, onwards: Annotated[str, Query(alias="next", max_length=500)] = "/"
) -> Response:
    """The form."""
    return page(request, "login", next=_here(onwards), wrong=False)


@router.post("/login")
async def login(request: Request) -> Response:
    """Where the caller wanted to go, if the key is known."""
    form = await read_form(request)
    key, onwards = one(form, "key"), _here(one(form, "next"))
    try:
        rest_of(request).watch.keys().owner(f"Bearer {key}")
    except KeyMissing:
        return page(request, "login", HTTPStatus.UNAUTHORIZED, next=onwards, wrong=True)
    response = RedirectResponse(onwards, HTTPStatus.SEE_OTHER)
    response.set_cookie(
        COOKIE, key, max_age=_DAYS_30, httponly=True, samesite="strict",
        secure=request.url.scheme == "https",
    )  # fmt: skip
    return response


@router.post("/logout")
async def logout(request: Request) -> Response:
    """The cookie is gone."""
    response = RedirectResponse("/login", HTTPStatus.SEE_OTHER)
    response.delete_cookie(COOKIE, httponly=True, samesite="strict")
    return response


def _here(path: str) -> str:
    """``path`` if it is one of this server, else the first page."""
    is_local = path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable()
    return path if is_local and "\\" not in path else "/"
