"""Which format a caller takes (RFC 9110, section 12.5.1)."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi.routing import APIRoute
from starlette.requests import Request
from starlette.responses import Response

from api.rest.errors import NotAcceptable

__all__ = ["NegotiatedRoute", "accepts"]


def accepts(header: str, media_type: str) -> bool:
    """Whether a caller that sends this ``Accept`` header takes ``media_type``.

    The most specific range that covers it decides.
    """
    wanted = media_type.partition(";")[0]
    ranges = ("*/*", f"{wanted.partition('/')[0]}/*", wanted)
    found: dict[str, float] = {}
    for part in header.lower().split(","):
        name, *parameters = (piece.strip() for piece in part.split(";"))
        found[name] = _quality(parameters)
    covering = [found[name] for name in ranges if name in found]
    return bool(covering) and covering[-1] > 0


def _quality(parameters: list[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                return float(value)
            except ValueError:
                return 0.0
    return 1.0


class NegotiatedRoute(APIRoute):
    """A route that is refused to callers who do not take its one format."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The handler, behind a look at the ``Accept`` header."""
        handler = super().get_route_handler()
        produced = getattr(self.response_class, "media_type", None) or "application/json"

        async def negotiated(request: Request) -> Response:
            header = request.headers.get("accept")
            if header and header != "*/*" and not accepts(header, produced):
                raise NotAcceptable(f"this path answers {produced}", field="Accept")
            return await handler(request)

        return negotiated
