"""A real server on loopback, in a thread of the test's own process."""

from __future__ import annotations

import signal
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from api.rest.app import create_app
from api.rest.context import Rest
from api.rest.serving import Server
from api.settings import Settings

SOCRATES = {
    "premises": ["All men are mortal.", "Socrates is a man."],
    "goal": "Socrates is mortal.",
}


def endless(number: int = 0, seconds: float = 30.0) -> dict[str, Any]:
    """A problem on which the search is busy for ``seconds``; each ``number`` gives another."""
    # Group theory with a goal that does not follow, and that no small model refutes.
    axioms = [
        "∀x ∀y ∀z (f(x, f(y, z)) = f(f(x, y), z))",
        "∀x (f(e, x) = x)",
        "∀x (f(i(x), x) = e)",
        f"∀x ∃y (f(y, f(y, y)) = x ∧ P{number}(y))",
        "∀x (L(x, s(x)) ∧ ¬L(x, x))",
        "∀x ∀y ∀z (L(x, y) ∧ L(y, z) → L(x, z))",
    ]
    return {
        "premises": axioms,
        "goal": "∀x ∀y (f(x, y) = f(y, x))",
        "language": "fol",
        "options": {"budget": seconds},
    }


@dataclass(frozen=True)
class Served:
    """A server that runs."""

    url: str
    port: int
    rest: Rest
    server: Server

    def end(self) -> None:
        """Tell the server to end, as SIGTERM does."""
        self.server.handle_exit(signal.SIGTERM, None)

    def raw(self, request: bytes) -> bytes:
        """What the server answers to these bytes until it closes the connection."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=10) as connection:
            connection.sendall(request)
            answer = b""
            while part := connection.recv(65_536):
                answer += part
        return answer


@contextmanager
def serving(folder: Path, **settings: Any) -> Iterator[Served]:
    """A server with a store of its own in ``folder``, until the block ends."""
    chosen: dict[str, Any] = {
        "store": f"sqlite:///{folder / 'jobs.db'}",
        "workers": 1,
        "port": 0,
        "rate": 10_000,
        "rate_burst": 10_000,
    } | settings
    app = create_app(Settings(**chosen))
    server = Server(app, app.state.rest.settings)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    deadline = time.monotonic() + 30
    while not server.started:
        assert thread.is_alive(), "the server has died"
        assert time.monotonic() < deadline, "the server does not start"
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield Served(f"http://127.0.0.1:{port}", port, app.state.rest, server)
    finally:
        server.should_exit = True
        thread.join(15)
        assert not thread.is_alive(), "the server does not end"
