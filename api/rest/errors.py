"""What can be wrong with a request, before anybody looks at its problem."""

from __future__ import annotations

from http import HTTPStatus
from typing import ClassVar

from prover.errors import Position, ProverError

__all__ = [
    "BodyTooLarge",
    "CrossSite",
    "InvalidRequest",
    "KeyMissing",
    "MalformedJson",
    "NoSuchPage",
    "NotAcceptable",
    "RequestError",
    "TooManyRequests",
    "WrongContentType",
    "WrongHost",
]


class RequestError(ProverError):
    """A request that is refused with ``status``.

    Args:
        message: what is wrong.
        hint: what to do next.
        field: the part of the request that is wrong.
        position: the place in its body.
        headers: sent along with the refusal.
    """

    status: ClassVar[HTTPStatus] = HTTPStatus.BAD_REQUEST
    code = "bad-request"

    def __init__(
        self,
        message: str,
        *,
        hint: str = "",
        field: str = "",
        position: Position | None = None,
        headers: dict[str, str] | None = None,
    ) -> None:
        super().__init__(message, hint=hint)
        self.field = field
        self.position = position
        self.headers = headers or {}


class MalformedJson(RequestError):
    """The body is no JSON text."""

    code = "malformed-json"


class InvalidRequest(RequestError):
    """The request can be read and does not say what it has to."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    code = "invalid-request"


class KeyMissing(RequestError):
    """The server asks for an API key."""

    status = HTTPStatus.UNAUTHORIZED
    code = "key-missing"


class CrossSite(RequestError):
    """Another site's page makes a browser send this."""

    status = HTTPStatus.FORBIDDEN
    code = "cross-site"


class NoSuchPage(RequestError):
    """There is nothing under this path, or nothing that the caller may see."""

    status = HTTPStatus.NOT_FOUND
    code = "not-found"


class NotAcceptable(RequestError):
    """The caller does not take what this path answers."""

    status = HTTPStatus.NOT_ACCEPTABLE
    code = "not-acceptable"


class BodyTooLarge(RequestError):
    """The body is longer than the server reads."""

    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    code = "body-too-large"


class WrongContentType(RequestError):
    """The body is in a format that this path does not read."""

    status = HTTPStatus.UNSUPPORTED_MEDIA_TYPE
    code = "wrong-content-type"


class WrongHost(RequestError):
    """The request was meant for another host: a name that was rebound to this address."""

    status = HTTPStatus.MISDIRECTED_REQUEST
    code = "wrong-host"


class TooManyRequests(RequestError):
    """The caller asks more, or more at once, than it may."""

    status = HTTPStatus.TOO_MANY_REQUESTS
    code = "too-many-requests"
