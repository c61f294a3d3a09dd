"""Equal requests again: answered from memory before anything is routed.

This is the one path on which the time of the framework shows.  Whatever is out of the ordinary,
a header or a broken body, goes on to the route, which says everything there is to say.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import dataclass

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.jobs.engine import ProofEngine
from api.rest.body import parse_json
from api.wire import ProofRequest
from prover.errors import ProverError

__all__ = ["AtHand"]

_PATH = "/v1/proofs"
_LARGEST = 65_536
_PLAIN_ACCEPT = (b"*/*", b"application/json")
_PLAIN_TYPE = (b"application/json", b"application/json; charset=utf-8")
_HEADERS = ((b"content-type", b"application/json"),)


@dataclass(frozen=True, slots=True)
class _Route:
    path: str


@dataclass(frozen=True, slots=True)
class AtHand:
    """The middleware.

    Args:
        app: what is behind it.
        engine: keeps the answers.
    """

    app: ASGIApp
    engine: ProofEngine

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or let it pass."""
        if scope["type"] != "http" or scope["path"] != _PATH or not _is_plain(scope):
            await self.app(scope, receive, send)
            return
        messages = [message async for message in _body(receive)]
        ready = self._ready(b"".join(m.get("body", b"") for m in messages), scope)
        if ready is None:
            await self.app(scope, _Again(messages, receive), send)
            return
        scope["route"] = _Route(_PATH)
        headers = [*_HEADERS, (b"content-length", b"%d" % len(ready))]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": ready})

    def _ready(self, body: bytes, scope: Scope) -> bytes | None:
        try:
            asked = parse_json(body, ProofRequest)
        except ProverError:
            return None
        return self.engine.cached_response(asked, scope["state"]["owner"])


def _is_plain(scope: Scope) -> bool:
    """Whether it is a short JSON body, with nothing that asks for special treatment."""
    headers: Mapping[bytes, bytes] = dict(scope["headers"])
    length = headers.get(b"content-length", b"")
    return (
        scope["method"] == "POST"
        and len(length) < 6
        and length.isdigit()
        and int(length) <= _LARGEST
        and headers.get(b"content-type", b"").lower() in _PLAIN_TYPE
        and headers.get(b"accept", b"*/*") in _PLAIN_ACCEPT
        and b"idempotency-key" not in headers
    )


async def _body(receive: Receive) -> AsyncIterator[Message]:
    """The messages of a body, up to its end."""
    while True:
        message = await receive()
        yield message
        if not message.get("more_body", False):
            return


class _Again:
    """Gives messages that were received already once more, and then new ones."""

    __slots__ = ("_messages", "_receive")

    def __init__(self, messages: list[Message], receive: Receive) -> None:
        self._messages: Iterator[Message] = iter(messages)
        self._receive = receive

    async def __call__(self) -> Message:
        for message in self._messages:
            return message
        return await self._receive()
