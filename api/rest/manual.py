"""``/docs``: every operation on one page, made from the OpenAPI document, without any script."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from fastapi import APIRouter
from jinja2 import Environment, FileSystemLoader, select_autoescape
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

__all__ = ["router"]

router = APIRouter(include_in_schema=False)

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'"


@router.get("/docs", response_class=HTMLResponse)
async def manual(request: Request) -> Response:
    """What can be asked, how, and what is answered."""
    document = request.app.openapi()
    pages = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=select_autoescape()
    )
    page = pages.get_template("manual.html").render(
        document=document, operations=list(_operations(document))
    )
    return HTMLResponse(page, headers={"Content-Security-Policy": _POLICY})


def _operations(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield {"path": path, "method": method.upper(), **operation}
