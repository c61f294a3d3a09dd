"""What the pages' forms send, as requests of the service."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar
from urllib.parse import parse_qs

from pydantic import BaseModel, ValidationError
from starlette.requests import Request

from api.rest.body import require_form
from api.rest.errors import InvalidRequest
from api.rest.problems import invalid
from api.wire import LibraryUpload, ProofRequest

__all__ = ["Form", "library_upload", "one", "proof_request", "read_form"]

Form = Mapping[str, list[str]]
Model = TypeVar("Model", bound=BaseModel)

_MOST_FIELDS = 20_000


async def read_form(request: Request) -> Form:
    """The fields of a form, line breaks as the text has them.

    Raises:
        WrongContentType: it is no form.
        BodyTooLarge: it is longer than the server reads.
        InvalidRequest: it is not UTF-8, has a NUL, or too many fields.
    """
    require_form(request)
    try:
        text = (await request.body()).decode("ascii")
        fields = parse_qs(
            text, keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS
        )
    except ValueError:
        raise InvalidRequest("the form cannot be read", hint="reload the page") from None
    if any("\0" in value for values in fields.values() for value in values):
        raise InvalidRequest("a text contains the character NUL", hint="leave it out")
    return {name: [v.replace("\r\n", "\n") for v in values] for name, values in fields.items()}


def one(form: Form, name: str) -> str:
    """The one value of a field, without blanks around it; "" where it is missing."""
    return form.get(name, [""])[0].strip()


def proof_request(form: Form) -> ProofRequest:
    """The request of an ask box: a whole text, or a question about a library.

    Raises:
        InvalidRequest: a field has a value that makes no sense.
    """
    options: dict[str, object] = {
        "strict": bool(one(form, "strict")),
        "lean": bool(one(form, "lean")),
    }
    options |= {name: value for name in ("semantics", "budget") if (value := one(form, name))}
    asked: dict[str, object] = {"options": options, "wait": 0}
    asked |= {name: value for name in ("language", "library") if (value := one(form, name))}
    if goal := one(form, "goal"):
        asked |= {"goal": goal, "premises": one(form, "premises") or []}
    elif text := one(form, "text"):
        asked["text"] = text
    else:
        raise InvalidRequest("there is nothing to decide", hint="write premises and a goal")
    return _valid(ProofRequest, asked)


def library_upload(form: Form) -> LibraryUpload:
    """The request of the form for a new library.

    Raises:
        InvalidRequest: the name or the text is missing, or too long.
    """
    sent = {name: one(form, name) for name in ("name", "text", "language")}
    return _valid(LibraryUpload, {name: value for name, value in sent.items() if value})


def _valid(model: type[Model], values: Mapping[str, object]) -> Model:
    try:
        return model.model_validate(values)
    except ValidationError as error:
        raise invalid(error.errors(include_url=False, include_input=False)) from None
