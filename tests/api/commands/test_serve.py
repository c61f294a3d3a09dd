"""``prover serve`` and ``prover keys`` as people type them."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2
import pytest

from tests.api.rest.servers import SOCRATES, endless, serving
from tests.api.running import Run
from tests.eventually import eventually

PROVER = (sys.executable, "-c", "from api.cli import main; main()")


@contextmanager
def started(folder: Path, *options: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The command, and the address that it printed."""
    command = [*PROVER, "serve", "--port", "0", "--workers", "1", *options]
    command += ["--store", f"sqlite:///{folder / 'jobs.db'}"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        words = process.stdout.readline().split()
        yield process, words[1]
    finally:
        process.kill()
        process.communicate()


def test_serve_prints_its_address_and_ends_on_sigterm(tmp_path: Path) -> None:
    with started(tmp_path, "--json-logs") as (process, url):
        reply = httpx2.post(f"{url}/v1/proofs", json=SOCRATES, timeout=30)
        assert reply.json()["verdict"] == "proved"
        assert httpx2.get(f"{url}/docs").status_code == 200
        process.send_signal(signal.SIGTERM)
        _, logged = process.communicate(timeout=30)
    lines = [json.loads(line) for line in logged.splitlines()]
    asked = next(line for line in lines if line.get("route") == "/v1/proofs")
    assert (asked["status"], asked["method"]) == (200, "POST")
    assert "Socrates" not in logged


@pytest.mark.slow
@pytest.mark.timed
def test_a_drain_takes_at_most_ten_seconds_and_loses_nothing(tmp_path: Path) -> None:
    with started(tmp_path) as (process, url):
        body = {**endless(31, seconds=60), "wait": 0}
        job = httpx2.post(f"{url}/v1/proofs", json=body, timeout=30).json()
        time.sleep(0.5)
        begin = time.monotonic()
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=15)
        assert time.monotonic() - begin <= 10
    with started(tmp_path) as (_, url):
        again = httpx2.get(url + job["links"]["self"], timeout=30).json()
        assert again["status"] in ("queued", "running")


def test_others_are_let_in_only_where_there_is_a_key(run: Run, tmp_path: Path) -> None:
    store = f"sqlite:///{tmp_path / 'jobs.db'}"
    refused = run("serve", "--host", "0.0.0.0", "--port", "0", "--store", store)
    assert refused.code == 2
    assert "prover keys add" in refused.err


@pytest.mark.parametrize("host", ["127.0.0.1", "192.0.2.1"])
def test_an_address_that_is_taken_or_not_ours_is_one_line(
    run: Run, tmp_path: Path, host: str
) -> None:
    store = f"sqlite:///{tmp_path / 'jobs.db'}"
    run("keys", "add", "somebody", "--store", store)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        refused = run("serve", "--host", host, "--port", port, "--store", store)
    assert refused.code == 2
    assert f"cannot listen on {host}:{port}" in refused.err
    assert "--port 0" in refused.err


def test_a_key_is_shown_once_listed_and_revoked(run: Run, tmp_path: Path) -> None:
    store = f"sqlite:///{tmp_path / 'jobs.db'}"
    made = json.loads(run("keys", "add", "laptop", "--store", store, "--json").out)
    listed = run("keys", "list", "--store", store)
    assert "laptop" in listed.out
    assert made["key"] not in listed.out
    assert made["key"].encode() not in (tmp_path / "jobs.db").read_bytes()
    assert run("keys", "revoke", made["id"], "--store", store).code == 0
    assert run("keys", "revoke", made["id"], "--store", store).code == 1
    (row,) = json.loads(run("keys", "list", "--store", store, "--json").out)
    assert row["revoked"]


def test_a_revoked_key_stops_opening_and_does_not_open_to_all(run: Run, tmp_path: Path) -> None:
    store = f"sqlite:///{tmp_path / 'jobs.db'}"
    made = json.loads(run("keys", "add", "laptop", "--store", store, "--json").out)
    headers = {"Authorization": f"Bearer {made['key']}"}
    with serving(tmp_path) as server:
        theories = f"{server.url}/v1/theories"
        assert httpx2.get(theories, headers=headers).status_code == 200
        run("keys", "revoke", made["id"], "--store", store)
        assert eventually(lambda: httpx2.get(theories, headers=headers).status_code == 401)
        assert httpx2.get(theories).status_code == 401


def test_without_its_packages_serve_says_what_to_install() -> None:
    code = "import sys; sys.modules['fastapi'] = None; from api.cli import main; main(['serve'])"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert ended.returncode == 2
    assert "neurosymbolic-prover[server]" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_nothing_of_the_server_is_imported_unless_it_serves() -> None:
    code = (
        "import sys, api.cli; "
        "print([m for m in ('fastapi', 'sqlalchemy', 'uvicorn') if m in sys.modules])"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env={**os.environ}
    )
    assert ended.stdout.strip() == "[]"
