"""Requests to the service and how replies are understood: what both clients share."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, Generic, TypeVar
from urllib.parse import quote

import httpx2
from pydantic import BaseModel, TypeAdapter, ValidationError

from api.wire import (
    BatchLine,
    CheckRequest,
    Engines,
    Library,
    LibraryUpload,
    ProblemDetails,
    ProofJob,
    ProofList,
    ProofRequest,
    SearchRequest,
    Theories,
    TranslationRequest,
)
from prover.errors import Position, ProverError

__all__ = [
    "URL",
    "ApiError",
    "Call",
    "Unreachable",
    "add_library",
    "batch_line",
    "batches",
    "cancel",
    "check",
    "delete_library",
    "engines",
    "events_path",
    "job",
    "jobs",
    "key_headers",
    "libraries",
    "library",
    "prove",
    "refuse",
    "rendering",
    "retry_after",
    "search",
    "theories",
    "translate",
    "understood",
    "unreachable",
]

T = TypeVar("T")
Model = TypeVar("Model", bound=BaseModel)

URL = "http://127.0.0.1:8642"
"""Where `prover serve` listens unless it is told otherwise."""

_LIBRARIES = TypeAdapter(list[Library])
_BATCH_BYTES = 500_000
"""Of one request of a batch: half of what a server takes unless it is told otherwise."""
_LONGEST_PAUSE = 30.0


class ApiError(ProverError):
    """The server refused a request; ``code``, ``hint`` and ``position`` are the server's.

    Attributes:
        problem: all that it said.
    """

    def __init__(self, problem: ProblemDetails) -> None:
        super().__init__(problem.detail or problem.title, hint=problem.hint)
        self.code = problem.code
        self.problem = problem
        place = problem.position
        self.position = place and Position(place.line, place.column, place.offset)


class Unreachable(ProverError):
    """No server answers, or what answers is none of ours."""

    code = "server-unreachable"


@dataclass(frozen=True, slots=True)
class Call(Generic[T]):
    """One request.

    Attributes:
        method: of HTTP.
        path: on the server.
        parse: makes the result of the reply's body.
        body: what is sent.
        kind: the media type of the body.
        wait: seconds that the server may take beyond the usual.
        headers: more of them.
    """

    method: str
    path: str
    parse: Callable[[bytes], T]
    body: bytes | None = None
    kind: str = "application/json"
    wait: float = 0.0
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def all_headers(self) -> dict[str, str]:
        """The headers to be sent."""
        return self.headers if self.body is None else {"Content-Type": self.kind, **self.headers}


def prove(problem: ProofRequest | str, idempotency_key: str | None) -> Call[ProofJob]:
    """Ask for a proof; a string is the text of a whole problem."""
    asked = ProofRequest(text=problem) if isinstance(problem, str) else problem
    headers = {} if idempotency_key is None else {"Idempotency-Key": idempotency_key}
    parse = ProofJob.model_validate_json
    return Call("POST", "/v1/proofs", parse, _body(asked), wait=asked.wait, headers=headers)


def job(job_id: str, wait: float = 0.0) -> Call[ProofJob]:
    """Look at a job, at its end or after ``wait`` seconds."""
    path = f"/v1/proofs/{_part(job_id)}?wait={wait:g}"
    return Call("GET", path, ProofJob.model_validate_json, wait=wait)


def jobs(limit: int, before: str | None) -> Call[ProofList]:
    """List what the caller has asked."""
    more = f"&before={_part(before)}" if before else ""
    return Call("GET", f"/v1/proofs?limit={limit}{more}", ProofList.model_validate_json)


def cancel(job_id: str) -> Call[ProofJob]:
    """Cancel a job."""
    return Call("DELETE", f"/v1/proofs/{_part(job_id)}", ProofJob.model_validate_json)


def events_path(job_id: str) -> str:
    """Where a job's events are."""
    return f"/v1/proofs/{_part(job_id)}/events"


def rendering(job_id: str, name: str) -> Call[str]:
    """Get a proof in another format: graph.html, graph.json, proof.lean, proof.tstp."""
    return Call("GET", f"/v1/proofs/{_part(job_id)}/{_part(name)}", bytes.decode)


def translate(asked: TranslationRequest) -> Call[dict[str, Any]]:
    """Have a text translated."""
    return Call("POST", "/v1/translate", json.loads, _body(asked), wait=60)


def check(asked: CheckRequest) -> Call[dict[str, Any]]:
    """Have an answer or a Lean file checked."""
    return Call("POST", "/v1/check", json.loads, _body(asked), wait=120)


def search(asked: SearchRequest) -> Call[dict[str, Any]]:
    """Have a Lean statement proved."""
    return Call("POST", "/v1/search", json.loads, _body(asked), wait=asked.seconds)


def add_library(upload: LibraryUpload) -> Call[Library]:
    """Upload a library."""
    return Call("POST", "/v1/libraries", Library.model_validate_json, _body(upload), wait=60)


def libraries() -> Call[list[Library]]:
    """List the caller's libraries."""
    return Call("GET", "/v1/libraries", _LIBRARIES.validate_json)


def library(library_id: str) -> Call[Library]:
    """Look at a library."""
    return Call("GET", f"/v1/libraries/{_part(library_id)}", Library.model_validate_json)


def delete_library(library_id: str) -> Call[bytes]:
    """Delete a library."""
    return Call("DELETE", f"/v1/libraries/{_part(library_id)}", bytes)


def theories() -> Call[Theories]:
    """List the example problems."""
    return Call("GET", "/v1/theories", Theories.model_validate_json)


def engines() -> Call[Engines]:
    """List what is installed on the server."""
    return Call("GET", "/v1/engines", Engines.model_validate_json)


def batches(problems: Iterable[ProofRequest]) -> Iterator[tuple[int, Call[bytes]]]:
    """Requests that ask for all ``problems``, each with the lines that came before it."""
    lines: list[bytes] = []
    size, before = 0, 0
    for problem in problems:
        line = _body(problem) + b"\n"
        if lines and size + len(line) > _BATCH_BYTES:
            yield before, _batch(lines)
            before, size, lines = before + len(lines), 0, []
        lines.append(line)
        size += len(line)
    if lines:
        yield before, _batch(lines)


def batch_line(line: str, before: int) -> BatchLine:
    """One line of a batch's reply, numbered within the whole."""
    answer = BatchLine.model_validate_json(line)
    return answer.model_copy(update={"line": answer.line + before})


def _batch(lines: list[bytes]) -> Call[bytes]:
    return Call("POST", "/v1/batch", bytes, b"".join(lines), "application/jsonl", wait=600)


def refuse(status: int, body: bytes) -> None:
    """Raise the error that a reply stands for, if it stands for one.

    Raises:
        ApiError: the server says what is wrong.
        Unreachable: something else than a server of ours answers.
    """
    if status < HTTPStatus.BAD_REQUEST:
        return
    try:
        problem = ProblemDetails.model_validate_json(body)
    except ValidationError:
        raise Unreachable(f"{status} was answered", hint="is it a server of ours?") from None
    raise ApiError(problem)


def unreachable(url: str, error: httpx2.HTTPError) -> Unreachable:
    """The error for a request that had no reply."""
    if isinstance(error, httpx2.TimeoutException):
        return Unreachable(f"{url} did not answer in time")
    return Unreachable(f"no server answers at {url}", hint="start it: prover serve")


def understood(call: Call[T], body: bytes) -> T:
    """The result of a call that went well.

    Raises:
        Unreachable: the reply is none of ours.
    """
    try:
        return call.parse(body)
    except ValueError:
        raise Unreachable(
            f"{call.path} gave no such thing", hint="is it another version?"
        ) from None


def retry_after(status: int, header: str | None, tries: int) -> float | None:
    """Seconds to wait before a busy server is asked again; nothing if it should not be."""
    if tries <= 0 or status not in (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE):
        return None
    return min(_LONGEST_PAUSE, float(header) if header and header.isdigit() else 1.0)


def key_headers(key: str) -> dict[str, str]:
    """The headers that say who asks."""
    return {"Authorization": f"Bearer {key}"} if key else {}


def _body(model: BaseModel) -> bytes:
    return model.model_dump_json(exclude_unset=True).encode()


def _part(text: str) -> str:
    return quote(text, safe="")
