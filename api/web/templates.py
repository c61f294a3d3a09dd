"""Pages made from templates, with the policy that lets them run nothing but our own files."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from http import HTTPStatus

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from api.rest.context import owner_of, rest_of
from api.web.assets import address_of
from api.web.times import ago, moment

__all__ = ["POLICY", "page", "rendered"]

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; "
    "img-src 'self' data:; frame-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)


_HEADERS = {
    "Content-Security-Policy": POLICY,
    # "no-referrer" would make browsers send forms from nowhere (Origin: null), which is refused.
    "Referrer-Policy": "same-origin",
}


def page(
    request: Request, name: str, status: int = HTTPStatus.OK, **context: object
) -> HTMLResponse:
    """The page that the template ``name`` makes of ``context``.

    Args:
        request: tells who asks and which part of the site this is.
        name: of the template, without its ending.
        status: of the answer.
        context: what the template shows.
    """
    settings = rest_of(request).settings
    known = {"path": request.url.path, "owner": owner_of(request), "keeps": settings.history}
    return HTMLResponse(rendered(name, known | context), status, _HEADERS)


def rendered(name: str, context: Mapping[str, object]) -> str:
    """The text of a page."""
    return _environment().get_template(f"{name}.html").render(context)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=ChoiceLoader(
            [PackageLoader("api.web", "templates"), PackageLoader("prover.export", "page")]
        ),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["static"] = address_of
    environment.filters |= {"ago": ago, "moment": moment}
    return environment
