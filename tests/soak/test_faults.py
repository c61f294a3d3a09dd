"""Processes are killed in the midst of work: no accepted job is lost, no verdict is wrong."""

from __future__ import annotations

import asyncio
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

import pytest

from api.jobs.engine import ProofEngine
from api.jobs.errors import StoreFull
from api.settings import Settings
from api.tasks.limits import environment
from api.wire import JobStatus, ProofJob
from tests.api.tasks.workers import processes, until
from tests.soak.problems import known

pytestmark = pytest.mark.soak

KILLS = 50
ROOT = Path(__file__).parents[2]


def judged(jobs: Mapping[int, ProofJob]) -> Counter[str]:
    """How the jobs ended; fails if one has a verdict that is wrong, or none and no reason."""
    for number, job in jobs.items():
        assert job.status.is_final, f"job {number} is {job.status}"
        if job.status is JobStatus.DONE:
            assert job.verdict is known(number).verdict, f"job {number}: {job.verdict}"
        else:
            assert job.status is JobStatus.INTERRUPTED
            assert job.error is not None
            assert job.error.hint
    return Counter(job.status.value for job in jobs.values())


def test_workers_are_killed_in_the_midst_of_work(tmp_path: Path) -> None:
    async def work() -> Counter[str]:
        settings = Settings(store=f"sqlite:///{tmp_path}/jobs.db", workers=2, max_queued=10_000)
        async with ProofEngine(settings) as engine:
            accepted: dict[int, str] = {}
            stop = asyncio.Event()

            async def client(first: int) -> None:
                for number in range(first, 1_000_000, 6):
                    if stop.is_set():
                        return
                    job = await engine.submit(known(number).request)
                    accepted[number] = job.id
                    await engine.wait(job.id, 60.0)

            async def kill() -> None:
                for _ in range(KILLS):
                    await until(lambda: engine.counts()["workers_busy"] > 0, 60.0)
                    random.choice(processes()).kill()
                    await asyncio.sleep(random.uniform(0.1, 0.6))
                stop.set()

            await asyncio.gather(kill(), *(client(first) for first in range(6)))
            return judged({n: await engine.wait(id_, 60.0) for n, id_ in accepted.items()})

    print(f"\n{KILLS} workers killed: {dict(asyncio.run(work()))}")


def test_servers_are_killed_in_the_midst_of_work(tmp_path: Path) -> None:
    store = f"sqlite:///{tmp_path}/jobs.db"
    accepted: dict[int, str] = {}
    for _ in range(KILLS):
        accepted.update(_killed_server(store, first=max(accepted, default=-1) + 8))

    async def finish() -> Counter[str]:
        async with ProofEngine(Settings(store=store, workers=2)) as engine:
            jobs = {n: await engine.wait(id_, 120.0) for n, id_ in accepted.items()}
        return judged(jobs)

    print(f"\n{KILLS} servers killed: {dict(asyncio.run(finish()))} of {len(accepted)} accepted")


def _killed_server(store: str, first: int) -> dict[int, str]:
    """Run a server until some time after it has begun to accept; what it said it accepted."""
    server = subprocess.Popen(
        [sys.executable, "-m", "tests.soak.server", store, str(first)],
        cwd=ROOT,
        env=environment() | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
    )
    assert server.stdout is not None
    os.set_blocking(server.stdout.fileno(), False)
    said, end = b"", monotonic() + 60
    wanted = random.randint(8, 40)
    while said.count(b"\n") < wanted and monotonic() < end:
        sleep(0.005)
        said += server.stdout.read() or b""
    server.kill()
    server.wait()
    said += server.stdout.read() or b""
    server.stdout.close()
    whole = said[: said.rfind(b"\n") + 1].decode().splitlines()
    return {int(number): id_ for number, id_ in (line.split() for line in whole)}


@contextmanager
def small_disk(megabytes: int) -> Iterator[Path]:
    """A file system of its own that is soon full."""
    folder = Path(tempfile.mkdtemp(prefix="prover-full-"))
    mount = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(folder)]
    if os.getuid() or subprocess.run(mount, capture_output=True, check=False).returncode:
        folder.rmdir()
        pytest.skip("only root can mount a small disk, and not in every container")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)
        folder.rmdir()


def test_a_disk_that_is_full_for_a_while() -> None:
    """Nothing more is accepted; what was accepted is answered once there is room again."""

    async def work(folder: Path) -> Counter[str]:
        settings = Settings(store=f"sqlite:///{folder}/jobs.db", workers=2, max_queued=10_000)
        accepted: dict[int, str] = {}
        async with ProofEngine(settings) as engine:
            await until(lambda: engine.counts()["workers"] == 2)
            (folder / "ballast").write_bytes(b"x" * (shutil.disk_usage(folder).free - 600_000))

            async def fill() -> None:
                for number in range(10_000):
                    accepted[number] = (await engine.submit(known(number).request)).id

            with pytest.raises(StoreFull):
                await fill()
            await asyncio.sleep(2)
            (folder / "ballast").unlink()
            return judged({n: await engine.wait(id_, 60.0) for n, id_ in accepted.items()})

    with small_disk(8) as folder:
        print(f"\nfull disk: {dict(asyncio.run(work(folder)))}")
