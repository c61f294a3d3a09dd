"""How fast the engine is: ProofWriter problems through two workers, and what it adds to one.

Figures are printed; those of a quiet machine are in the README.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from time import perf_counter

import psutil
import pytest

from api.jobs.engine import ProofEngine
from api.settings import Settings
from api.tasks.perform import Performer
from api.tasks.task import Task, TaskKind
from api.wire import ProofRequest
from tests.api.tasks.workers import processes, until
from tests.soak.problems import known

pytestmark = pytest.mark.bench

DATA = Path(__file__).parents[3] / "shared" / "data" / "proofwriter" / "dev.jsonl"
CLIENTS = 4


def requests(first: int, last: int) -> list[ProofRequest]:
    if not DATA.exists():
        pytest.skip(f"{DATA} is not there")
    rows = [json.loads(line) for line in DATA.read_text("utf-8").splitlines()[first:last]]
    return [ProofRequest(premises=row["context"], goal=row["question"]) for row in rows]


def test_fresh_proofs_and_what_the_engine_adds(tmp_path: Path) -> None:
    asyncio.run(_measure(tmp_path))


async def _measure(folder: Path) -> None:
    settings = Settings(store=f"sqlite:///{folder}/jobs.db", workers=2)
    async with ProofEngine(settings) as engine:
        await until(lambda: engine.counts()["workers"] == 2)
        await _ask(engine, requests(0, 60), CLIENTS)
        cpu, start = _cpu(), perf_counter()
        fresh = requests(60, 460)
        await _ask(engine, fresh, CLIENTS)
        rate = len(fresh) / (perf_counter() - start)
        each = (_cpu() - cpu) / len(fresh)
        with Performer(settings) as performer:
            new = [known(number).request for number in range(3, 1600, 8)]
            added = [await _added(engine, performer, request) for request in new]
        print(
            f"\nfresh proofs: {rate:.0f}/s by {CLIENTS} clients, {each * 1000:.1f} ms of CPU each "
            f"(two idle cores would do {2 / each:.0f}/s); "
            f"the engine adds {median(added) * 1000:.1f} ms (p50)"
        )
        start = perf_counter()
        for _ in range(1000):
            assert (await engine.submit(fresh[0])).cached
            assert engine.cached_response(fresh[0]) is not None
        print(f"asked again: {(perf_counter() - start):.2f} ms")


async def _ask(engine: ProofEngine, asked: Sequence[ProofRequest], clients: int) -> None:
    shared = iter(asked)

    async def client() -> None:
        for request in shared:
            job = await engine.submit(request)
            assert (await engine.wait(job.id, 60.0)).status.is_final

    await asyncio.gather(*(client() for _ in range(clients)))


async def _added(engine: ProofEngine, performer: Performer, request: ProofRequest) -> float:
    """Seconds that a job takes beyond the same work in this process; new to both."""
    payload = request.model_dump(mode="json", exclude={"wait"})
    start = perf_counter()
    performer.perform(Task("direct", TaskKind.PROVE, payload, 10.0), lambda _: None)
    direct = perf_counter() - start
    start = perf_counter()
    job = await engine.submit(request)
    await engine.wait(job.id, 60.0)
    return perf_counter() - start - direct


def _cpu() -> float:
    """Processor seconds of this process and its workers."""
    times = [process.cpu_times() for process in (psutil.Process(), *processes())]
    return sum(t.user + t.system for t in times)
