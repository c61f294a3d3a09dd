"""What the service adds to the pipeline, and how much it answers, on this machine.

Server and load client are processes of their own, on the same machine, over loopback.  Printed:
cached answers and fresh ProofWriter problems a second, with p50 and p99; and what a request to
the service takes beyond ``ProofService.answer`` for the same problems, one after the other.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from statistics import median
from typing import Any

import httpx2
import psutil
import pytest

from api.reading.problems import read_problem
from api.service import ProofService
from api.settings import Settings
from tests.api.hard import ADDITION_COMMUTES
from tests.api.rest.servers import SOCRATES

pytestmark = pytest.mark.bench

SHARED = Path(__file__).parents[3] / "shared" / "data"
PROBLEMS = SHARED / "proofwriter" / "dev.jsonl"
ROOT = Path(__file__).parents[2]

_JSON = {"content-type": "application/json"}


@contextmanager
def served(folder: Path, workers: int = 2) -> Iterator[tuple[str, psutil.Process]]:
    """`prover serve` as it is, but for the rate that one caller is allowed."""
    command = [sys.executable, "-c", "from api.cli import main; main()", "serve"]
    command += ["--port", "0", "--workers", str(workers)]
    command += ["--store", f"sqlite:///{folder / 'jobs.db'}"]
    environment = {"PROVER_RATE": "1000000", "PROVER_RATE_BURST": "1000000"}
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, cwd=ROOT, env={**os.environ, **environment}
    )
    try:
        assert process.stdout is not None
        yield process.stdout.readline().split()[1], psutil.Process(process.pid)
    finally:
        process.terminate()
        process.wait(15)


def load(url: str, bodies: list[dict[str, Any]], folder: Path, *options: str) -> dict[str, Any]:
    """The report of the load client, from a process of its own."""
    file = folder / "bodies.jsonl"
    file.write_text("\n".join(json.dumps(body) for body in bodies))
    command = [sys.executable, "-m", "tests.bench.load", url, "--bodies", str(file), *options]
    ended = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    report: dict[str, Any] = json.loads(ended.stdout)
    return report


def shown(name: str, report: dict[str, Any]) -> None:
    print(
        f"{name}: {report['per_second']:,.0f} requests/s, p50 {report['p50_ms']:.1f} ms, "
        f"p99 {report['p99_ms']:.1f} ms, worst {report['worst_ms']:.0f} ms, {report['statuses']}"
    )


def proofwriter(count: int) -> list[dict[str, Any]]:
    """As many problems of the data set, each with a theory of its own where there are enough."""
    if not PROBLEMS.exists():
        pytest.skip(f"{PROBLEMS} is not here")
    rows = [json.loads(line) for line in PROBLEMS.read_text().splitlines()]
    return [{"premises": row["context"], "goal": row["question"]} for row in rows[:count]]


def test_cached_answers(tmp_path: Path) -> None:
    with served(tmp_path) as (url, process):
        for _ in range(2):
            httpx2.post(f"{url}/v1/proofs", json=SOCRATES, timeout=30)
        load(url, [SOCRATES], tmp_path, "--seconds", "1", "--connections", "16")
        before = sum(process.cpu_times()[:2])
        report = load(url, [SOCRATES], tmp_path, "--seconds", "6", "--connections", "16")
        spent = (sum(process.cpu_times()[:2]) - before) / report["requests"]
    shown("cached", report)
    print(f"the server spends {spent * 1e6:.0f} µs of CPU time on a request")
    assert set(report["statuses"]) == {"200"}
    assert report["per_second"] >= 1_500
    assert report["p99_ms"] <= 30


def test_fresh_proofs(tmp_path: Path) -> None:
    bodies = proofwriter(600)
    with served(tmp_path) as (url, _):
        load(url, bodies[:40], tmp_path, "--once", "--connections", "4")
        options = ("--once", "--seconds", "60", "--connections", "4")
        report = load(url, bodies[40:], tmp_path, *options)
    shown("fresh", report)
    assert set(report["statuses"]) == {"200"}
    assert report["per_second"] >= 60


def test_answers_come_within_the_budget(tmp_path: Path) -> None:
    budget = 0.5
    hard = {**ADDITION_COMMUTES, "options": {"budget": budget}}
    with served(tmp_path) as (url, _):
        httpx2.post(f"{url}/v1/proofs", json=SOCRATES, timeout=30)
        bodies = [{**hard, "goal": f"add(a{n}, b) = add(b, a{n})"} for n in range(200)]
        report = load(url, bodies, tmp_path, "--once", "--seconds", "120", "--connections", "2")
    shown("hard, half a second each", report)
    assert set(report["statuses"]) == {"200"}
    assert report["p99_ms"] <= (budget + 0.5) * 1000


def test_what_the_service_adds(tmp_path: Path) -> None:
    bodies = proofwriter(220)
    added: list[float] = []
    with (
        served(tmp_path, workers=1) as (url, _),
        closing(HTTPConnection(url.removeprefix("http://"), timeout=30)) as http,
        ProofService(Settings()) as service,
    ):
        for number, body in enumerate(bodies):
            begin = time.perf_counter()
            question = read_problem(json.dumps(body))
            service.answer(question.problem, verbalise=question.verbalise)
            alone = time.perf_counter() - begin
            begin = time.perf_counter()
            http.request("POST", "/v1/proofs", json.dumps(body), _JSON)
            response = http.getresponse()
            response.read()
            assert response.status == 200
            if number >= 20:  # both are warm by then
                added.append(time.perf_counter() - begin - alone)
    print(f"the service adds: p50 {median(added) * 1000:.2f} ms")
    assert median(added) <= 0.005
