"""``prover worker``: another process does what waits in the store, until it is told to end."""

from __future__ import annotations

import asyncio
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from api.jobs.engine import ProofEngine
from api.settings import Settings
from api.wire import JobStatus, ProofJob, ProofRequest
from tests.api.hard import ADDITION_COMMUTES

ROOT = Path(__file__).parents[3]
EASY = ProofRequest(premises=["All birds can fly.", "Tweety is a bird."], goal="Tweety can fly.")
HARD = ProofRequest.model_validate({**ADDITION_COMMUTES, "options": {"budget": 40}})


@contextmanager
def a_worker(store: str) -> Iterator[subprocess.Popen[str]]:
    """``prover worker``, ready to work."""
    code = "from api.cli import main; main()"
    command = [sys.executable, "-c", code, "worker", "--store", store, "--workers", "1"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        assert "taking jobs from sqlite:///" in process.stdout.readline()
        yield process
    finally:
        process.kill()
        process.communicate()


@pytest.mark.slow
def test_a_worker_does_what_a_busy_server_cannot(tmp_path: Path) -> None:
    settings = Settings(store=f"sqlite:///{tmp_path}/jobs.db", workers=1)

    async def ask() -> ProofJob:
        async with ProofEngine(settings) as engine:
            await engine.submit(HARD)
            job = await engine.submit(EASY)
            assert job.status is JobStatus.QUEUED
            answered = await engine.wait(job.id, 20)
            await engine.close(0)
            return answered

    with a_worker(settings.store):
        assert asyncio.run(ask()).verdict == "proved"


@pytest.mark.slow
def test_a_worker_that_is_told_to_end_ends_and_its_job_waits_for_another(tmp_path: Path) -> None:
    settings = Settings(store=f"sqlite:///{tmp_path}/jobs.db", workers=1)
    with a_worker(settings.store) as process:
        process.send_signal(signal.SIGTERM)
        assert process.wait(15) == 0
