"""Tasks on a real Ray cluster, started on this machine: what the worker pool promises, too."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Iterator
from dataclasses import replace
from time import monotonic, sleep
from typing import TYPE_CHECKING

import psutil
import pytest

from api.settings import Settings
from api.tasks.asking import proof_task, prove
from api.tasks.executor import RayMissing, open_executor
from api.tasks.task import Outcome, Progress, Result, Task
from api.wire import ProofRequest
from tests.api.background import Background, background
from tests.api.hard import ADDITION_COMMUTES

if TYPE_CHECKING:
    from api.tasks.ray_pool import RayPool

EASY = {"premises": ["All birds can fly.", "Tweety is a bird."], "goal": "Tweety can fly."}
NAME = "ray::RayWorker"


@pytest.fixture(scope="module")
def loop() -> Iterator[Background]:
    with background() as found:
        yield found


@pytest.fixture(scope="module")
def pool(loop: Background) -> Iterator[RayPool]:
    """Two actors on a cluster of two processors."""
    pytest.importorskip("ray", reason="the extra ray is not installed")
    from api.tasks.ray_pool import RayPool

    with loop.living(RayPool(2, Settings())) as found:
        yield found


def actors() -> set[int]:
    """The processes of all actors of ours."""
    return {p.pid for p in psutil.process_iter(["name", "cmdline"]) if is_actor(p)}


def is_actor(process: psutil.Process) -> bool:
    return NAME in " ".join(process.info["cmdline"] or ())


def busiest(seconds: float = 0.5) -> int:
    watched = [psutil.Process(pid) for pid in actors()]
    before = {process.pid: process.cpu_times().user for process in watched}
    sleep(seconds)
    return max(watched, key=lambda p: p.cpu_times().user - before[p.pid]).pid


def gone_within(pid: int, seconds: float) -> bool:
    end = monotonic() + seconds
    while psutil.pid_exists(pid) and monotonic() < end:
        sleep(0.01)
    return not psutil.pid_exists(pid)


def task(payload: dict[str, object], seconds: float = 30) -> Task:
    request = ProofRequest.model_validate(payload)
    made = proof_task("t", request, Settings(max_budget=60))
    return replace(made, seconds=seconds)


async def begin(pool: RayPool, seconds: float) -> asyncio.Task[Outcome]:
    """A hard proof that an actor works on."""
    started = asyncio.Event()
    work = pool.run(task(ADDITION_COMMUTES, seconds), lambda _: started.set())
    running = asyncio.create_task(work)
    await started.wait()
    return running


async def end(running: asyncio.Task[Outcome]) -> Outcome:
    return await running


async def cancel(running: asyncio.Task[Outcome]) -> None:
    running.cancel()
    await asyncio.wait({running})


@pytest.mark.slow
def test_a_proof_is_done_and_its_progress_told(loop: Background, pool: RayPool) -> None:
    told: list[Progress] = []
    outcome = loop.wait_for(prove(pool, task(EASY), told.append))
    assert outcome.result is Result.DONE
    assert outcome.document is not None
    assert (outcome.document["verdict"], outcome.document["certified"]) == ("proved", True)
    assert told[0].stage == "translated"


@pytest.mark.slow
def test_an_actor_that_is_killed_is_replaced_and_the_task_tried_again(
    loop: Background, pool: RayPool
) -> None:
    hard = task(ADDITION_COMMUTES, seconds=3)
    started = monotonic()

    async def lose_the_first() -> str:
        begun: list[Progress] = []
        work = asyncio.create_task(prove(pool, hard, begun.append))
        while not begun:
            await asyncio.sleep(0.05)
        os.kill(await asyncio.to_thread(busiest), signal.SIGKILL)
        outcome = await work
        assert outcome.document is not None
        assert sum(progress.stage == "translated" for progress in begun) == 2
        verdict: str = outcome.document["verdict"]
        return verdict

    assert loop.wait_for(lose_the_first()) == "unknown"
    assert monotonic() - started > 3

    async def four() -> list[Outcome]:
        return await asyncio.gather(*(prove(pool, task(EASY), lambda _: None) for _ in range(4)))

    assert {outcome.result for outcome in loop.wait_for(four())} == {Result.DONE}


@pytest.mark.slow
@pytest.mark.timed
def test_an_overrun_budget_kills_the_actor(loop: Background, pool: RayPool) -> None:
    running = loop.wait_for(begin(pool, seconds=3))
    worker = busiest()
    os.kill(worker, signal.SIGSTOP)
    began = monotonic()
    assert loop.wait_for(end(running)).result is Result.TIMED_OUT
    assert monotonic() - began < 3.5
    assert gone_within(worker, 10.0)  # Ray first asks, which a stopped process does not hear


@pytest.mark.slow
@pytest.mark.timed
def test_a_cancelled_task_kills_its_actor_within_a_second(loop: Background, pool: RayPool) -> None:
    running = loop.wait_for(begin(pool, seconds=30))
    worker = busiest()
    loop.wait_for(cancel(running))
    assert gone_within(worker, 1.0)


@pytest.mark.parametrize("address", ["127.0.0.1:1", "ray://127.0.0.1:1", "127.0.0.1:port"])
def test_a_cluster_that_is_not_there_is_an_error_at_once(address: str) -> None:
    pytest.importorskip("ray", reason="the extra ray is not installed")
    from api.tasks.ray_pool import ClusterUnreachable, RayPool

    async def enter() -> None:
        async with RayPool(1, Settings(ray_address=address)):
            pass

    with pytest.raises(ClusterUnreachable, match="ray start"):
        asyncio.run(enter())


def test_without_ray_there_is_one_line_that_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    monkeypatch.delitem(sys.modules, "api.tasks.ray_pool", raising=False)
    with pytest.raises(RayMissing, match=r"pip install 'neurosymbolic-prover\[ray\]'"):
        open_executor(Settings(engine="ray"), 1)
