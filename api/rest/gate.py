"""The gate: what every request passes before it is routed.

Pure ASGI, since it is on the path of every request: host, key and rate are checked, the body is
counted while it streams, security headers are added, and the answer is measured and logged.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from time import perf_counter

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.rest.errors import BodyTooLarge
from api.rest.hosts import HostGuard
from api.rest.keys import KeyRing
from api.rest.limits import Limits
from api.rest.metrics import Metrics
from api.rest.problems import problem_of, problem_response
from prover.errors import ProverError

__all__ = ["Gate", "Watch"]

log = logging.getLogger("prover.rest")

_OPEN_TO_ALL = ("/healthz", "/readyz", "/share/", "/static/")
_HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),  # addresses of shared proofs are secrets
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"cache-control", b"no-store"),
)
_DRAINED_BYTES = 16 * 2**20
_DRAINED_SECONDS = 2.0
_PAGE_POLICY = b"base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"
_DATA_POLICY = b"default-src 'none'; frame-ancestors 'none'"


@dataclass(frozen=True, slots=True)
class Watch:
    """What the gate looks at.

    Attributes:
        hosts: names that the server may be called by.
        keys: the keys as they are now.
        limits: the callers' accounts.
        metrics: where answers are counted.
        body_limit: bytes of one body.
    """

    hosts: HostGuard
    keys: Callable[[], KeyRing]
    limits: Limits
    metrics: Metrics
    body_limit: int

    def owner(self, scope: Scope, headers: Mapping[bytes, bytes]) -> str:
        """Who asks.

        Raises:
            RequestError: the request must not pass.
        """
        self.hosts.check(scope["method"], headers)
        if scope["path"].startswith(_OPEN_TO_ALL):
            return ""
        return self.keys().owner(headers.get(b"authorization", b"").decode("latin-1"))

    def check_length(self, headers: Mapping[bytes, bytes]) -> None:
        """Refuse a body whose announced length is too much.

        Raises:
            BodyTooLarge: before any of it is read.
        """
        announced = headers.get(b"content-length", b"0")
        if announced.isdigit() and int(announced[:19]) > self.body_limit:
            raise _too_large(self.body_limit)


@dataclass(frozen=True, slots=True)
class Gate:
    """The middleware.

    Args:
        app: what is behind it.
        watch: what it looks at.
    """

    app: ASGIApp
    watch: Watch

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let one request pass, or answer it here."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        passage = _Passage(scope, receive, send, self.watch.body_limit)
        self.watch.metrics.begin()
        try:
            await self._pass(passage)
        finally:
            passage.finish(self.watch.metrics)

    async def _pass(self, passage: _Passage) -> None:
        watch, scope = self.watch, passage.scope
        headers = dict(scope["headers"])
        caller = ""
        try:
            passage.owner = watch.owner(scope, headers)
            caller = passage.owner or (scope.get("client") or ("",))[0]
            watch.check_length(headers)
            watch.limits.enter(caller)
        except ProverError as error:
            await _refuse(error, passage)
            return
        scope["state"]["owner"] = passage.owner
        try:
            await self.app(scope, passage.receive, passage.send)
        finally:
            watch.limits.leave(caller)


async def _refuse(error: ProverError, passage: _Passage) -> None:
    """Answer with the problem."""
    if isinstance(error, BodyTooLarge):
        await passage.drain()
    response = problem_response(problem_of(error), getattr(error, "headers", {}))
    await response(passage.scope, passage.receive, passage.send)


class _Passage:
    """One request on its way through."""

    __slots__ = ("_body_limit", "_read", "_receive", "_send", "owner", "scope", "since", "status")

    def __init__(self, scope: Scope, receive: Receive, send: Send, body_limit: int) -> None:
        self.scope = scope
        self.owner = ""
        self.status = 0
        self.since = perf_counter()
        self._receive, self._send = receive, send
        self._body_limit, self._read = body_limit, 0

    async def receive(self) -> Message:
        """The next part of the body.

        Raises:
            BodyTooLarge: with this part it is too much.
        """
        message = await self._receive()
        if message["type"] == "http.request":
            self._read += len(message.get("body", b""))
            if self._read > self._body_limit:
                if message.get("more_body", False):
                    await self.drain()
                raise _too_large(self._body_limit)
        return message

    async def drain(self) -> None:
        """Throw the rest of the body away, up to a point.

        A connection that is closed while the other side still sends is reset, and the answer
        may never be read.
        """
        with suppress(TimeoutError):
            async with asyncio.timeout(_DRAINED_SECONDS):
                while self._read < _DRAINED_BYTES:
                    message = await self._receive()
                    self._read += len(message.get("body", b""))
                    if not message.get("more_body", False):
                        return

    async def send(self, message: Message) -> None:
        """Pass a part of the answer on, its headers completed."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
            message["headers"] = _completed(message["headers"])
        await self._send(message)

    def finish(self, metrics: Metrics) -> None:
        """Count and log what became of it: the route's template, no path, no body, no key."""
        seconds = perf_counter() - self.since
        route = getattr(self.scope.get("route"), "path", "unmatched")
        method, status = self.scope["method"], self.status or 500
        metrics.end(method if route != "unmatched" else "any", route, status, seconds)
        if log.isEnabledFor(logging.INFO):
            log.info(
                "%s %s %d", method, route, status,
                extra={
                    "method": method, "route": route, "status": status,
                    "milliseconds": round(seconds * 1000, 2), "owner": self.owner,
                },
            )  # fmt: skip


def _completed(headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """``headers`` and those that every answer has, unless it says otherwise."""
    given = {name.lower(): value for name, value in headers}
    completed = [*headers, *(pair for pair in _HEADERS if pair[0] not in given)]
    if b"content-security-policy" not in given:
        page = given.get(b"content-type", b"").startswith(b"text/html")
        completed.append((b"content-security-policy", _PAGE_POLICY if page else _DATA_POLICY))
    return completed


def _too_large(limit: int) -> BodyTooLarge:
    return BodyTooLarge(
        f"the body is longer than {limit:,} bytes",
        hint="split it, or raise PROVER_BODY_LIMIT",
        headers={"Connection": "close"},
    )
