"""Every error as problem details (RFC 9457), with the status that its code stands for."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import Match

from api.rest.errors import InvalidRequest, RequestError
from api.wire import ProblemDetails, ProblemPosition
from prover.errors import Position, ProverError

__all__ = [
    "PROBLEM_JSON",
    "answer_errors",
    "invalid",
    "problem_of",
    "problem_response",
    "status_of",
]

PROBLEM_JSON = "application/problem+json"

_STATUS: Mapping[str, HTTPStatus] = {
    "idempotency-clash": HTTPStatus.CONFLICT,
    "no-answer": HTTPStatus.CONFLICT,
    "no-such-job": HTTPStatus.NOT_FOUND,
    "no-such-library": HTTPStatus.NOT_FOUND,
    "not-exportable": HTTPStatus.NOT_FOUND,
    "not-expressible": HTTPStatus.NOT_FOUND,
    "queue-full": HTTPStatus.SERVICE_UNAVAILABLE,
    "shutting-down": HTTPStatus.SERVICE_UNAVAILABLE,
    "store-full": HTTPStatus.SERVICE_UNAVAILABLE,
    "store-unavailable": HTTPStatus.SERVICE_UNAVAILABLE,
}
"""All other codes say that the input is wrong: 422."""

_RETRY_SECONDS = "1"


def status_of(code: str) -> HTTPStatus:
    """The HTTP status of an error with this code."""
    return _STATUS.get(code, HTTPStatus.UNPROCESSABLE_ENTITY)


def problem_of(error: ProverError) -> ProblemDetails:
    """The problem details of an error."""
    status = error.status if isinstance(error, RequestError) else status_of(error.code)
    position: Position | None = getattr(error, "position", None)
    return ProblemDetails(
        title=status.phrase,
        status=status,
        code=error.code,
        detail=_printable(error.message),
        hint=_printable(error.hint),
        field=_printable(error.field) if isinstance(error, RequestError) else "",
        position=None
        if position is None
        else ProblemPosition(line=position.line, column=position.column, offset=position.offset),
    )


def problem_response(problem: ProblemDetails, headers: Mapping[str, str] | None = None) -> Response:
    """The problem as an HTTP response."""
    sent = dict(headers or {})
    if problem.status == HTTPStatus.SERVICE_UNAVAILABLE:
        sent.setdefault("Retry-After", _RETRY_SECONDS)
    return Response(problem.model_dump_json(), problem.status, sent, PROBLEM_JSON)


def answer_errors(app: FastAPI) -> None:
    """Have every error of ``app`` answered with a problem."""
    app.add_exception_handler(ProverError, _prover_error)
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(RequestValidationError, _validation_error)
    app.add_exception_handler(Exception, _fault)


async def _prover_error(_: Request, error: Exception) -> Response:
    assert isinstance(error, ProverError)
    headers = error.headers if isinstance(error, RequestError) else None
    return problem_response(problem_of(error), headers)


async def _http_error(request: Request, error: Exception) -> Response:
    """What the framework itself refuses: an unknown path, a method that a path lacks."""
    assert isinstance(error, HTTPException)
    status = HTTPStatus(error.status_code)
    code = status.phrase.lower().replace(" ", "-")
    detail = error.detail if error.detail != status.phrase else ""
    problem = ProblemDetails(title=status.phrase, status=status, code=code, detail=detail)
    headers = dict(error.headers or {})
    if status is HTTPStatus.METHOD_NOT_ALLOWED:
        headers["Allow"] = ", ".join(_methods(request))
    return problem_response(problem, headers)


def _methods(request: Request) -> list[str]:
    """What the path of a request has; the framework names only its first route's methods."""
    found: set[str] = set()
    for route in request.app.router.routes:
        if route.matches(request.scope)[0] is not Match.NONE:
            found |= getattr(route, "methods", None) or set()
    return sorted(found)


async def _validation_error(_: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    return problem_response(problem_of(invalid(error.errors())))


async def _fault(_: Request, error: Exception) -> Response:
    """An error of ours; what it was goes to the log, never to the caller."""
    status = HTTPStatus.INTERNAL_SERVER_ERROR
    problem = ProblemDetails(
        title=status.phrase,
        status=status,
        code="server-fault",
        detail="the server failed",
        hint="its log says why",
    )
    return problem_response(problem)


def invalid(errors: Any) -> InvalidRequest:
    """The error for what pydantic found; the first finding is told, others are counted."""
    first, *others = errors
    more = f" (and {len(others)} more)" if others else ""
    message = first["msg"].removeprefix("Value error, ")
    return InvalidRequest(
        f"{message}{more}",
        field=".".join(str(part) for part in first["loc"]),
        hint="/openapi.json describes every request",
    )


def _printable(text: str) -> str:
    """``text`` without lone surrogates, which UTF-8 cannot say."""
    return text.encode("utf-8", "replace").decode("utf-8")
