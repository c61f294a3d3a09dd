"""What the OpenAPI document says beyond what FastAPI finds out by itself.

Bodies are read by :mod:`api.rest.body` and answers written as ready JSON, so both are declared
here, from the same models.
"""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI
from pydantic import BaseModel
from pydantic.json_schema import JsonSchemaMode, models_json_schema

from api.rest.problems import PROBLEM_JSON
from api.wire import (
    BatchLine,
    CheckRequest,
    Engines,
    Health,
    Library,
    LibraryUpload,
    ProblemDetails,
    ProofEvent,
    ProofJob,
    ProofList,
    ProofRequest,
    SearchRequest,
    Theories,
    TranslationRequest,
)

__all__ = ["TAGS", "DescribedApi", "answers", "reference", "takes"]

_MODELS: tuple[type[BaseModel], ...] = (
    BatchLine, CheckRequest, Engines, Health, Library, LibraryUpload, ProblemDetails, ProofEvent,
    ProofJob, ProofList, ProofRequest, SearchRequest, Theories, TranslationRequest,
)  # fmt: skip
_READ: JsonSchemaMode = "validation"
_WRITTEN: JsonSchemaMode = "serialization"
_REFERENCE = "#/components/schemas/{model}"

TAGS = [
    {"name": "proofs", "description": "Ask for proofs, follow them, get them in every format."},
    {"name": "work", "description": "Translation, checks and search, waited for."},
    {"name": "libraries", "description": "Premises that are uploaded once and asked about often."},
    {"name": "server", "description": "What there is, and how it does."},
]

_EVERYWHERE = (401, 406, 421, 429)
_WITH_BODY = (400, 403, 413, 415, 422)

Declared = dict[int | str, dict[str, Any]]


def reference(model: type[BaseModel]) -> dict[str, str]:
    """Where the document describes ``model``."""
    return {"$ref": _REFERENCE.format(model=model.__name__)}


def takes(model: type[BaseModel]) -> dict[str, Any]:
    """The declaration of a request body."""
    content = {"application/json": {"schema": reference(model)}}
    return {"requestBody": {"required": True, "content": content}}


def answers(
    content: Mapping[str, Mapping[str, Any]],
    *refusals: int,
    status: int = 200,
    also: Declared | None = None,
    body: bool = False,
) -> Declared:
    """The declaration of an operation's answers.

    Args:
        content: media type → schema of what it gives.
        refusals: statuses of problems, beyond those that every operation has.
        status: of the answer.
        also: further answers.
        body: whether it reads a body, which can be wrong in more ways.
    """
    whole: Declared = {
        status: {
            "description": HTTPStatus(status).phrase,
            "content": {kind: {"schema": dict(schema)} for kind, schema in content.items()},
        }
    }
    problems = {*_EVERYWHERE, *(_WITH_BODY if body else ()), *refusals}
    whole.update(also or {})
    whole.update({code: _problem(code) for code in sorted(problems)})
    return whole


def _problem(status: int) -> dict[str, Any]:
    declared: dict[str, Any] = {
        "description": HTTPStatus(status).phrase,
        "content": {PROBLEM_JSON: {"schema": reference(ProblemDetails)}},
    }
    if status in (429, 503):
        declared["headers"] = {
            "Retry-After": {"description": "seconds to wait", "schema": {"type": "integer"}}
        }
    return declared


class DescribedApi(FastAPI):
    """An application whose ``/openapi.json`` has the hand-made parts, too."""

    def openapi(self) -> dict[str, Any]:
        """The whole description, made once."""
        if self.openapi_schema is None:
            document = super().openapi()
            components = document.setdefault("components", {})
            components.setdefault("schemas", {}).update(_schemas())
            components["securitySchemes"] = {"key": {"type": "http", "scheme": "bearer"}}
            document["security"] = [{}, {"key": []}]
        return super().openapi()


def _schemas() -> dict[str, Any]:
    """The models, as they are read where they are requests, and written where they are not."""
    read = [(model, _READ) for model in _MODELS if model.__name__.endswith(("Request", "Upload"))]
    written = [(model, _WRITTEN) for model in _MODELS if (model, _READ) not in read]
    found = models_json_schema([*read, *written], ref_template=_REFERENCE)
    return dict(found[1]["$defs"])
