"""The engine of the server with Ray behind it: the same jobs, other hands."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from api.jobs.engine import ProofEngine
from api.settings import Settings
from api.wire import ProofEvent, ProofJob, ProofRequest

pytest.importorskip("ray", reason="the extra ray is not installed")

EASY = ProofRequest(premises=["All birds can fly.", "Tweety is a bird."], goal="Tweety can fly.")


@pytest.mark.slow
def test_jobs_are_done_by_actors(tmp_path: Path) -> None:
    settings = Settings(store=f"sqlite:///{tmp_path}/jobs.db", workers=1, engine="ray")

    async def ask() -> tuple[ProofJob, list[ProofEvent]]:
        async with ProofEngine(settings) as engine:
            job = await engine.submit(EASY)
            done = await engine.wait(job.id, 60)
            return done, [event async for event in engine.events(job.id)]

    job, events = asyncio.run(ask())
    assert job.verdict == "proved"
    assert [event.stage for event in events][-1] == "finished"
    assert "translated" in {event.stage for event in events}
