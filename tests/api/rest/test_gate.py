"""Who gets in: hosts, keys and their owners, rates; and what every answer carries."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

from tests.api.rest.servers import SOCRATES, Served, serving
from tests.eventually import eventually


def test_a_rebound_name_is_refused(http: httpx2.Client) -> None:
    reply = http.get("/healthz", headers={"Host": "evil.example"})
    assert (reply.status_code, reply.json()["code"]) == (421, "wrong-host")


def test_another_sites_page_is_refused(http: httpx2.Client) -> None:
    reply = http.post("/v1/proofs", json=SOCRATES, headers={"Origin": "http://evil.example"})
    assert (reply.status_code, reply.json()["code"]) == (403, "cross-site")


def test_no_other_origin_is_ever_allowed(http: httpx2.Client) -> None:
    reply = http.options(
        "/v1/proofs",
        headers={"Origin": "http://evil.example", "Access-Control-Request-Method": "POST"},
    )
    assert reply.status_code == 405
    assert not [name for name in reply.headers if name.lower().startswith("access-control")]


@pytest.mark.parametrize("path", ["/healthz", "/nothing", "/docs"])
def test_every_answer_has_the_security_headers(http: httpx2.Client, path: str) -> None:
    headers = http.get(path).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert "server" not in headers


@pytest.fixture(scope="module")
def locked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Served, dict[str, str]]]:
    """A server that has keys, and the secrets of two owners."""
    from api.jobs.store import JobStore

    folder = tmp_path_factory.mktemp("locked")
    store = JobStore(f"sqlite:///{folder / 'jobs.db'}")
    secrets = {name: store.api_keys.add(name).secret for name in ("ann", "bob")}
    store.close()
    with serving(folder) as server:
        yield server, secrets


def client(server: Served, key: str = "") -> httpx2.Client:
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    return httpx2.Client(base_url=server.url, headers=headers, timeout=30)


def test_where_there_is_a_key_one_is_needed(locked: tuple[Served, dict[str, str]]) -> None:
    server, _ = locked
    with client(server) as nobody, client(server, "wrong") as stranger:
        for caller in (nobody, stranger):
            reply = caller.post("/v1/proofs", json=SOCRATES)
            assert (reply.status_code, reply.json()["code"]) == (401, "key-missing")
            assert "Bearer" in reply.headers["WWW-Authenticate"]
        assert nobody.get("/metrics").status_code == 401
        assert nobody.get("/healthz").status_code == 200


def test_jobs_belong_to_the_key_that_asked(locked: tuple[Served, dict[str, str]]) -> None:
    server, secrets = locked
    with client(server, secrets["ann"]) as ann, client(server, secrets["bob"]) as bob:
        job = ann.post("/v1/proofs", json=SOCRATES).json()
        for name in ("self", "events", "graph", "html", "lean", "tstp"):
            assert bob.get(job["links"][name]).status_code == 404, name
        assert bob.delete(job["links"]["self"]).status_code == 404
        assert ann.get(job["links"]["self"]).status_code == 200
        same = bob.post("/v1/proofs", json=SOCRATES).json()
        assert same["id"] != job["id"]
        assert bob.get(same["links"]["self"]).status_code == 200
        assert [j["id"] for j in bob.get("/v1/proofs").json()["jobs"]] == [same["id"]]
    with client(server) as nobody:
        assert nobody.get(job["links"]["share"]).status_code == 200


def test_libraries_belong_to_the_key_that_uploaded(
    locked: tuple[Served, dict[str, str]],
) -> None:
    server, secrets = locked
    upload = {"name": "men", "text": "All men are mortal."}
    with client(server, secrets["ann"]) as ann, client(server, secrets["bob"]) as bob:
        library = ann.post("/v1/libraries", json=upload).json()["id"]
        assert bob.get(f"/v1/libraries/{library}").status_code == 404
        assert bob.delete(f"/v1/libraries/{library}").status_code == 404
        assert bob.get("/v1/libraries").json() == []
        asked = bob.post("/v1/proofs", json={"goal": "Socrates is mortal.", "library": library})
        assert asked.status_code == 404
        assert ann.delete(f"/v1/libraries/{library}").status_code == 204


def test_logs_have_neither_keys_nor_bodies_nor_paths(
    locked: tuple[Served, dict[str, str]], caplog: pytest.LogCaptureFixture
) -> None:
    server, secrets = locked
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.INFO, "prover")
    with client(server, secrets["ann"]) as ann:
        job = ann.post("/v1/proofs", json=SOCRATES).json()
        ann.get(job["links"]["share"])
        ann.get("/v1/proofs/none")

    def ours() -> list[logging.LogRecord]:
        return [record for record in caplog.records if record.name == "prover.rest"]

    # A request is logged after its answer has left, also the last one of the test before.
    asked = {"/v1/proofs", "/share/{token}", "/v1/proofs/{id}"}
    assert eventually(lambda: asked <= {record.__dict__["route"] for record in ours()})
    said = json.dumps([{**record.__dict__, "args": None} for record in ours()], default=str)
    for secret in (*secrets.values(), "Socrates", job["id"], job["links"]["share"]):
        assert secret not in said


def test_who_asks_too_often_is_told_when_to_come_back(tmp_path: Path) -> None:
    with serving(tmp_path, rate=1, rate_burst=3) as server, client(server) as http:
        replies = [http.get("/v1/theories") for _ in range(5)]
    assert [reply.status_code for reply in replies] == [200, 200, 200, 429, 429]
    assert replies[-1].headers["Retry-After"] == "1"
    assert replies[-1].json()["code"] == "too-many-requests"


def test_metrics_count_by_route_and_never_by_path(http: httpx2.Client) -> None:
    http.get("/v1/proofs/secret-id")
    text = http.get("/metrics").text
    assert 'route="/v1/proofs/{id}",status="404"' in text
    assert "secret-id" not in text
    assert eventually(lambda: "prover_workers 1.0" in http.get("/metrics").text)
