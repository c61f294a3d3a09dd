"""Problems shown as pages to browsers; programs get them as they are."""

from __future__ import annotations

from urllib.parse import quote

from pydantic import ValidationError
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.rest.accept import accepts
from api.rest.problems import PROBLEM_JSON
from api.web.templates import POLICY, rendered
from api.wire import ProblemDetails

__all__ = ["ErrorPages"]

_KEPT_JSON = ("/v1/", "/metrics", "/healthz", "/readyz", "/openapi.json")


class ErrorPages:
    """Middleware: a problem that a browser gets becomes a page; a missing key the login form."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and its answer back."""
        if scope["type"] != "http" or not _from_a_browser(scope):
            await self._app(scope, receive, send)
            return
        await self._app(scope, receive, _Exit(scope, send))


def _from_a_browser(scope: Scope) -> bool:
    if scope["path"].startswith(_KEPT_JSON):
        return False
    accept = Headers(scope=scope).get("accept", "")
    return "text/html" in accept and accepts(accept, "text/html")


class _Exit:
    """The way out of one answer: held back while it is a problem."""

    def __init__(self, scope: Scope, send: Send) -> None:
        self._scope, self._send = scope, send
        self._start: Message | None = None
        self._body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            kind = Headers(raw=message["headers"]).get("content-type", "")
            if kind.startswith(PROBLEM_JSON):
                self._start = message
                return
        if self._start is None:
            await self._send(message)
            return
        self._body += message.get("body", b"")
        if not message.get("more_body", False):
            await self._finish(self._start)

    async def _finish(self, start: Message) -> None:
        try:
            problem = ProblemDetails.model_validate_json(self._body)
        except ValidationError:
            await self._send(start)
            await self._send({"type": "http.response.body", "body": self._body})
            return
        headers = MutableHeaders(raw=list(start["headers"]))
        body = b""
        if problem.code == "key-missing" and self._scope["method"] == "GET":
            start["status"] = 303
            headers["location"] = f"/login?next={quote(self._scope['path'])}"
        else:
            body = _page(self._scope["path"], problem)
        del headers["www-authenticate"]  # would open the browser's own dialogue
        headers["content-type"] = "text/html; charset=utf-8"
        headers["content-length"] = str(len(body))
        headers["content-security-policy"] = POLICY
        await self._send({**start, "headers": headers.raw})
        await self._send({"type": "http.response.body", "body": body})


def _page(path: str, problem: ProblemDetails) -> bytes:
    context = {"path": path, "owner": "", "keeps": True, "problem": problem}
    return rendered("error", context).encode("utf-8", "replace")
