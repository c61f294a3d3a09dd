"""A process that serves the application until it is told to end."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import socket
import sys
from collections.abc import Mapping
from types import FrameType

import uvicorn
from fastapi import FastAPI
from sse_starlette.sse import AppStatus

from api.jobs.store import JobStore
from api.rest.app import create_app
from api.rest.context import Rest
from api.rest.hosts import is_loopback
from api.settings import Settings, load_settings
from prover.errors import InputError

__all__ = ["application", "serve", "serve_reloading"]

_LAST_WORDS = 2
"""Seconds for answers that are on their way when the server is told to end."""
_RECORD_FIELDS = ("method", "route", "status", "milliseconds", "owner")


def serve(settings: Settings, *, json_logs: bool = False) -> None:
    """Serve until SIGTERM or SIGINT.

    Raises:
        InputError: others could reach the server, and there is no key to keep them out; or
            the address cannot be listened on.
    """
    require_key(settings)
    with listening_socket(settings.host, settings.port) as listening:
        start_logging(json_logs=json_logs)
        Server(create_app(settings), settings).run([listening])


def serve_reloading(
    settings: Settings, given: Mapping[str, object], *, json_logs: bool = False
) -> None:
    """Serve, and start again whenever a file of the program changes.

    Args:
        settings: how the server is configured.
        given: what was given on the command line; it reaches the new process as environment.
        json_logs: log requests as JSON.

    Raises:
        InputError: others could reach the server, and there is no key to keep them out.
    """
    require_key(settings)
    start_logging(json_logs=json_logs)
    for name, value in given.items():
        if value is not None:
            os.environ[f"PROVER_{name.upper()}"] = str(value)
    print(_address(settings.host, settings.port), flush=True)
    uvicorn.run(
        "api.rest.serving:application",
        factory=True,
        reload=True,
        host=settings.host,
        port=settings.port,
        access_log=False,
        timeout_graceful_shutdown=_LAST_WORDS,
    )


def application() -> FastAPI:
    """The application as the environment configures it, for uvicorn's own command line."""
    return create_app(load_settings())


class Server(uvicorn.Server):
    """uvicorn, which tells the application at once that it is to end.

    Args:
        app: what is served.
        settings: where.
    """

    def __init__(self, app: FastAPI, settings: Settings) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                host=settings.host,
                port=settings.port,
                loop="uvloop",
                http="httptools",
                ws="none",
                lifespan="on",
                log_config=None,
                access_log=False,
                server_header=False,
                timeout_keep_alive=30,
                timeout_graceful_shutdown=_LAST_WORDS,
            )
        )
        # Streams end when the application is told to, not when some server of the process is.
        AppStatus.enable_automatic_graceful_drain = False
        self._rest: Rest = app.state.rest
        self._loop: asyncio.AbstractEventLoop | None = None

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, and say where."""
        self._loop = asyncio.get_running_loop()
        await super().startup(sockets)
        for server in self.servers:
            for listening in server.sockets:
                host, port = listening.getsockname()[:2]
                print(_address(host, port), flush=True)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Answer whoever waits, and end."""
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._rest.draining.set)
        super().handle_exit(sig, frame)


def require_key(settings: Settings) -> None:
    """Refuse to let others in who need no key.

    Raises:
        InputError: they could come, and there is no key.
    """
    if is_loopback(settings.host):
        return
    store = JobStore(settings.store)
    try:
        valid = [key for key in store.api_keys.all() if key.revoked is None]
    finally:
        store.close()
    if not valid:
        raise InputError(
            f"others can reach {settings.host}, and there is no API key",
            hint="make one with `prover keys add NAME`, or listen on 127.0.0.1",
        )


def listening_socket(host: str, port: int) -> socket.socket:
    """A socket bound to the address, before anything else is started.

    Raises:
        InputError: the address is taken, not ours, or not an address.
    """
    listening = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError as error:
        listening.close()
        raise InputError(
            f"cannot listen on {host}:{port}: {error.strerror}",
            hint="another port: --port N, or --port 0 for one that is free",
        ) from None
    return listening


def start_logging(*, json_logs: bool) -> None:
    """Log to standard error: warnings, and with ``json_logs`` every request, too."""
    handler = logging.StreamHandler(sys.stderr)
    if json_logs:
        handler.setFormatter(JsonLines())
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("prover").setLevel(logging.INFO if json_logs else logging.WARNING)


class JsonLines(logging.Formatter):
    """One line of JSON a record: no bodies, no keys, no addresses of proofs."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as JSON."""
        line: dict[str, object] = {
            "at": self.formatTime(record),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        line |= {name: getattr(record, name) for name in _RECORD_FIELDS if hasattr(record, name)}
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def _address(host: str, port: int) -> str:
    shown = f"[{host}]" if ":" in host else host
    return f"serving http://{shown}:{port} · described at http://{shown}:{port}/docs"
