"""Who hangs up stops the work that nobody else waits for, and no other."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx2
import psutil
import pytest

from tests.api.rest.servers import Served, endless, serving
from tests.eventually import eventually

pytestmark = pytest.mark.timed


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server of this module's own: its one worker is killed again and again."""
    with serving(tmp_path_factory.mktemp("busy")) as server:
        yield server


def sent(server: Served, path: str, body: dict[str, Any]) -> socket.socket:
    """A connection on which ``body`` was posted, and nothing was read."""
    data = json.dumps(body).encode()
    connection = socket.create_connection(("127.0.0.1", server.port))
    head = f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
    connection.sendall(f"{head}Content-Length: {len(data)}\r\n\r\n".encode() + data)
    return connection


def workers() -> set[int]:
    """The processes that work for servers of this process."""
    found = set()
    for child in psutil.Process().children(recursive=True):
        with suppress(psutil.NoSuchProcess):  # a zombie is one, too
            if "api.tasks.worker" in child.cmdline():
                found.add(child.pid)
    return found


def is_busy(server: Served) -> bool:
    return server.rest.engine.counts()["workers_busy"] > 0


def is_idle(server: Served) -> bool:
    return server.rest.engine.counts()["running"] == 0 and not is_busy(server)


def test_hanging_up_kills_the_work_within_a_second(busy: Served) -> None:
    connection = sent(busy, "/v1/proofs", endless(11))
    assert eventually(lambda: is_busy(busy), 10)
    before = workers()
    connection.close()
    assert eventually(lambda: len(before - workers()) == 1, 1.0)  # other servers keep theirs
    assert eventually(lambda: is_idle(busy), 5)
    with httpx2.Client(base_url=busy.url) as http:
        job = http.get("/v1/proofs").json()["jobs"][0]
    assert job["status"] == "cancelled"


def test_work_that_another_waits_for_goes_on(busy: Served) -> None:
    first, second = (sent(busy, "/v1/proofs", endless(12)) for _ in range(2))
    assert eventually(lambda: is_busy(busy), 10)
    time.sleep(0.2)
    first.close()
    assert not eventually(lambda: is_idle(busy), 0.7)
    second.close()
    assert eventually(lambda: is_idle(busy), 2)


def test_a_job_whose_id_is_known_goes_on(busy: Served) -> None:
    with httpx2.Client(base_url=busy.url, timeout=30) as http:
        known = http.post("/v1/proofs", json={**endless(13), "wait": 0}).json()
        waiting = sent(busy, "/v1/proofs", endless(13))
        time.sleep(0.3)
        waiting.close()
        time.sleep(0.5)
        where = known["links"]["self"]
        assert http.get(where).json()["status"] in ("queued", "running")
        assert http.delete(where).json()["status"] == "cancelled"


def test_translation_is_killed_too(busy: Served) -> None:
    # Hundreds of sentences, each with an ambiguity, keep the translator busy.
    text = " ".join(f"Every man who sees a dog with a hat {n} likes it." for n in range(3_000))
    assert eventually(lambda: is_idle(busy), 5)
    connection = sent(busy, "/v1/translate", {"premises": text, "goal": "Ann sleeps."})
    if not eventually(lambda: is_busy(busy), 3):
        pytest.skip("this machine translated it at once")
    connection.close()
    assert eventually(lambda: is_idle(busy), 1.5)


def test_a_server_that_ends_answers_who_waits(tmp_path: Path) -> None:
    with serving(tmp_path) as server:
        connection = sent(server, "/v1/proofs", endless(14, seconds=2))
        assert eventually(lambda: is_busy(server), 10)
        server.end()
        begin = time.monotonic()
        connection.settimeout(5)
        answer = connection.recv(65_536)
        assert answer.startswith(b"HTTP/1.1 202"), answer[:100]
        assert time.monotonic() - begin < 2
        connection.close()
