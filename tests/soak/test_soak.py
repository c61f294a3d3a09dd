"""Ten thousand jobs through one server: it does not grow and leaves nothing behind."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Iterable, Iterator
from itertools import count, islice
from pathlib import Path
from time import monotonic

import psutil
import pytest

from api.jobs.engine import ProofEngine
from api.settings import Settings
from tests.api.tasks.workers import processes, until, zombies
from tests.soak.problems import known

pytestmark = pytest.mark.soak

WARM_UP, JOBS, CONCURRENT = 1_000, 10_000, 64


def test_ten_thousand_jobs_leave_nothing_behind(tmp_path: Path) -> None:
    asyncio.run(_soak(tmp_path))


async def _soak(folder: Path) -> None:
    me = psutil.Process()
    numbers = (number for number in count() if number % 8 != 7)  # none that only takes time
    async with ProofEngine(Settings(store=f"sqlite:///{folder}/jobs.db", workers=2)) as engine:
        await until(lambda: engine.counts()["workers"] == 2)
        await _ask(engine, islice(numbers, WARM_UP), 1)
        await _ask(engine, islice(numbers, 2 * CONCURRENT), CONCURRENT)
        gc.collect()
        memory, files = me.memory_info().rss, me.num_fds()
        start = monotonic()
        await _ask(engine, islice(numbers, JOBS), 1)
        between = monotonic()
        await _ask(engine, islice(numbers, JOBS // 4), CONCURRENT)
        end = monotonic()
        gc.collect()
        await asyncio.sleep(1)
        growth = me.memory_info().rss / memory - 1
        workers = [p.memory_info().rss >> 20 for p in processes()]
        print(
            f"\n{JOBS} jobs one after the other: {JOBS / (between - start):.0f}/s; "
            f"{JOBS // 4} by {CONCURRENT} at a time: {JOBS / 4 / (end - between):.0f}/s; "
            f"the server has {memory >> 20} MiB and grew by {growth:.1%}, workers have {workers} "
            f"MiB; {me.num_fds() - files:+d} descriptors, {len(zombies())} zombies"
        )
        assert growth < 0.05
        assert me.num_fds() <= files
        assert not zombies()


async def _ask(engine: ProofEngine, numbers: Iterable[int], clients: int) -> None:
    shared = iter(numbers)

    async def client(mine: Iterator[int]) -> None:
        for number in mine:
            problem = known(number)
            job = await engine.submit(problem.request)
            job = await engine.wait(job.id, 60.0)
            assert job.verdict is problem.verdict, f"problem {number}: {job}"

    await asyncio.gather(*(client(shared) for _ in range(clients)))
