"""JSON bodies: read strictly, and refused with the place of what is wrong."""

from __future__ import annotations

import re
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import from_json
from starlette.requests import Request

from api.rest.errors import InvalidRequest, MalformedJson, WrongContentType
from api.rest.problems import invalid
from prover.errors import Position

__all__ = ["parse_json", "read_json", "require_content_type"]

Model = TypeVar("Model", bound=BaseModel)

_AT = re.compile(r"(.*) at line (\d+) column (\d+)", re.DOTALL)
_JSON = re.compile(r"application/(?:json|[\w.!#$&^-]+\+json)\s*(?:;|$)", re.IGNORECASE)


async def read_json(request: Request, model: type[Model]) -> Model:
    """The body of ``request``.

    Raises:
        WrongContentType: it is not sent as JSON.
        BodyTooLarge: it is longer than the server reads.
        MalformedJson: it is not JSON.
        InvalidRequest: it is nested too deeply, or not a ``model``.
    """
    require_content_type(request, _JSON, "application/json")
    return parse_json(await request.body(), model)


def require_content_type(request: Request, pattern: re.Pattern[str], expected: str) -> None:
    """Refuse a body that is not sent as ``expected``.

    Raises:
        WrongContentType: it is sent as something else, or as nothing in particular.
    """
    sent = request.headers.get("content-type", "")
    if not pattern.match(sent):
        raise WrongContentType(
            "the body has to be JSON" if "json" in expected else "the body has another format",
            hint=f"send it with Content-Type: {expected}",
            field="Content-Type",
        )


def parse_json(data: bytes, model: type[Model]) -> Model:
    """The ``model`` that ``data`` says: UTF-8, no NaN, no lone surrogates, no NUL.

    Raises:
        MalformedJson: it is not JSON.
        InvalidRequest: it is nested too deeply, or not a ``model``.
    """
    try:
        value = from_json(data, allow_inf_nan=False)
    except ValueError as error:
        raise _malformed(str(error), data) from None
    if b"\\u0000" in data and _has_nul(value):
        raise InvalidRequest("a text contains the character NUL", hint="leave it out")
    try:
        return model.model_validate(value)
    except ValidationError as error:
        raise invalid(error.errors(include_url=False, include_input=False)) from None


def _malformed(message: str, data: bytes) -> MalformedJson | InvalidRequest:
    found = _AT.match(message)
    if found is None:
        return MalformedJson(f"not JSON: {message}")
    what, position = found[1], _position(data, int(found[2]), int(found[3]))
    if what == "recursion limit exceeded":
        return InvalidRequest("the JSON is nested too deeply", position=position)
    return MalformedJson(f"not JSON: {what}", position=position)


def _position(data: bytes, line: int, column: int) -> Position:
    """The place in characters of one that is given in bytes."""
    lines = data.split(b"\n")
    start = sum(len(text) + 1 for text in lines[: line - 1])
    before = data[: start + max(0, column - 1)].decode("utf-8", "replace")
    return Position.of(before, len(before))


def _has_nul(value: Any) -> bool:
    """Whether a text somewhere in ``value`` has a NUL; its depth is bounded by the reader."""
    match value:
        case str():
            return "\0" in value
        case list():
            return any(map(_has_nul, value))
        case dict():
            return any(_has_nul(part) for item in value.items() for part in item)
        case _:
            return False
