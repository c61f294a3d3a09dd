"""``/``: the ask box, its options, and examples."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.rest.context import owner_of, rest_of
from api.rest.errors import InvalidRequest
from api.rest.problems import problem_of
from api.web.asked import request_of, text_of
from api.web.examples import examples
from api.web.forms import Form, one, proof_request, read_form
from api.web.templates import page
from api.wire import ProblemDetails, ProofRequest

__all__ = ["router", "submitted"]

router = APIRouter(include_in_schema=False)

Name = Annotated[str, Query(max_length=64)]


@router.get("/")
async def ask_page(
    request: Request,
    example: Name = "",
    again: Name = "",
) -> Response:
    """An empty box, or one with an example or an earlier question in it."""
    text = next((e.text for e in examples() if e.name == example), "")
    fields: Form = {"text": [text]}
    if again:
        engine = rest_of(request).engine
        earlier = await request_of(engine, await engine.job(again, owner=owner_of(request)))
        fields = _fields(earlier)
    return await _ask_page(request, fields)


@router.post("/")
async def ask(request: Request) -> Response:
    """The job's page; what cannot be asked comes back with the reason."""
    form = await read_form(request)
    try:
        asked = proof_request(form)
    except InvalidRequest as error:
        return await _ask_page(request, form, problem_of(error))
    return await submitted(request, asked)


async def submitted(request: Request, asked: ProofRequest) -> Response:
    """The way to the page of the job that ``asked`` becomes."""
    rest = rest_of(request)
    job = await rest.engine.submit(asked, owner=owner_of(request))
    rest.audience.keep(job.id)
    return RedirectResponse(f"/proofs/{job.id}", HTTPStatus.SEE_OTHER)


async def _ask_page(
    request: Request, form: Form, problem: ProblemDetails | None = None
) -> Response:
    rest = rest_of(request)
    status = HTTPStatus.OK if problem is None else HTTPStatus(problem.status)
    names = ("text", "semantics", "strict", "lean", "budget", "library", "language")
    return page(
        request, "ask", status,
        given={name: one(form, name) for name in names},
        examples=examples(),
        libraries=await rest.engine.libraries(owner_of(request)),
        settings=rest.settings,
        problem=problem,
    )  # fmt: skip


def _fields(asked: ProofRequest) -> Form:
    """An earlier request as the fields of the form."""
    options = asked.options
    given = {
        "text": text_of(asked),
        "language": "" if asked.language.value == "auto" else asked.language.value,
        "library": asked.library or "",
        "semantics": options.semantics or "",
        "strict": "on" if options.strict else "",
        "lean": "on" if options.lean else "",
        "budget": f"{options.budget:g}" if options.budget else "",
    }
    return {name: [value] for name, value in given.items()}
