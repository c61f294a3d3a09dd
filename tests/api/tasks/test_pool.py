"""The pool gives work to warm processes, and ends them when they do not behave.

A worker is stopped (SIGSTOP) where it has to hang for certain, whatever the machine's speed.
"""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import subprocess
import sys
from collections.abc import Coroutine, Iterator
from time import monotonic
from typing import Any, TypeVar

import psutil
import pytest

from api.settings import Settings
from api.tasks.limits import environment
from api.tasks.memory import MemoryCaps, MemoryWatch
from api.tasks.pool import WorkerPool
from api.tasks.task import Outcome, Progress, Result
from api.tasks.turns import PoolClosed
from tests.api.tasks.workers import (
    ENDLESS,
    are_killed,
    processes,
    stopping_at,
    task,
    until,
    zombies,
)

T = TypeVar("T")


class Loop:
    """A pool of one worker, kept for all tests of this module in a loop of its own."""

    def __init__(self) -> None:
        self.runner = asyncio.Runner()
        self.pool = WorkerPool(1, Settings(worker_memory_mb=1024))
        self.run(self.pool.__aenter__())
        self.run(until(lambda: self.pool.ready == 1))

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        return self.runner.run(work)

    def perform(
        self, report: Any = lambda _: None, seconds: float = 5.0, **payload: Any
    ) -> Outcome:
        return self.run(self.pool.run(task(seconds, **payload), report))


@pytest.fixture(scope="module")
def loop() -> Iterator[Loop]:
    made = Loop()
    yield made
    made.run(made.pool.close(0))
    made.runner.close()
    assert not processes()


def test_work_is_done_and_tells_how_far_it_is(loop: Loop) -> None:
    told: list[Progress] = []
    outcome = loop.perform(told.append)
    assert outcome.result is Result.DONE
    assert outcome.document is not None
    assert outcome.document["verdict"] == "proved"
    assert told[0].stage == "translated"
    assert told[0].data["draft"]["verdict"] == "unknown"


def test_a_worker_does_many_tasks(loop: Loop) -> None:
    (before, *_) = processes()
    for _ in range(5):
        assert loop.perform().result is Result.DONE
    assert processes()[0].pid == before.pid


def test_bad_input_is_an_outcome(loop: Loop) -> None:
    outcome = loop.perform(text="∀x (", premises=None, goal=None, language="fol")
    assert outcome.result is Result.FAILED
    assert outcome.error is not None
    assert outcome.error["hint"]


def test_a_worker_that_overruns_is_killed_and_replaced(loop: Loop) -> None:
    watched = processes()
    start = monotonic()
    outcome = loop.perform(stopping_at("translated", signal.SIGSTOP), 0.5, **ENDLESS)
    assert outcome.result is Result.TIMED_OUT
    assert monotonic() - start < 20  # test_perform has the figure
    assert are_killed(watched)
    assert loop.perform().result is Result.DONE


def test_who_hangs_up_ends_the_work(loop: Loop) -> None:
    async def hang_up() -> list[psutil.Process]:
        begun = asyncio.Event()

        def stop(progress: Progress) -> None:
            stopping_at("translated", signal.SIGSTOP)(progress)
            begun.set()

        running = asyncio.create_task(loop.pool.run(task(60.0, **ENDLESS), stop))
        await begun.wait()
        watched = processes()
        running.cancel()
        with pytest.raises(asyncio.CancelledError):
            await running
        return watched

    assert are_killed(loop.run(hang_up()))


def test_a_crash_is_an_outcome(loop: Loop) -> None:
    outcome = loop.perform(stopping_at("translated", signal.SIGKILL), **ENDLESS)
    assert outcome.result is Result.CRASHED
    assert outcome.error is not None
    assert "signal 9" in outcome.error["message"]


def test_an_idle_worker_that_dies_is_replaced(loop: Loop) -> None:
    loop.run(until(lambda: loop.pool.ready == 1))
    (idle, *_) = processes()
    idle.kill()
    loop.run(until(lambda: loop.pool.ready == 1 and idle not in processes()))
    assert loop.perform().result is Result.DONE


def test_those_who_wait_come_one_after_the_other(loop: Loop) -> None:
    async def ask_three() -> list[Outcome]:
        return await asyncio.gather(*(loop.pool.run(task(), lambda _: None) for _ in range(3)))

    assert {outcome.result for outcome in loop.run(ask_three())} == {Result.DONE}


def test_a_waiting_caller_that_hangs_up_takes_no_worker(loop: Loop) -> None:
    async def hang_up() -> Outcome:
        first = asyncio.create_task(loop.pool.run(task(), lambda _: None))
        second = asyncio.create_task(loop.pool.run(task(), lambda _: None))
        await asyncio.sleep(0)
        second.cancel()
        await first
        return await loop.pool.run(task(), lambda _: None)

    assert loop.run(hang_up()).result is Result.DONE


def test_the_memory_of_a_process_is_watched(loop: Loop) -> None:
    """The process takes 100 MiB and may have 64."""

    async def watch() -> float:
        program = "kept = bytearray(100 * 2**20); import time; time.sleep(60)"
        process = await asyncio.create_subprocess_exec(sys.executable, "-c", program)
        start = monotonic()
        MemoryWatch(process.pid, MemoryCaps(64, 1000), process.kill)
        await process.wait()
        return monotonic() - start

    assert loop.run(watch()) < 30


def test_children_count_as_well(loop: Loop) -> None:
    async def watch() -> None:
        grow = "kept = bytearray(100 * 2**20); import time; time.sleep(60)"
        program = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {grow!r}])"
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-c", program, start_new_session=True
        )
        ended = asyncio.Event()
        MemoryWatch(process.pid, MemoryCaps(500, 100), ended.set)
        await asyncio.wait_for(ended.wait(), 30)
        os.killpg(process.pid, signal.SIGKILL)
        await process.wait()

    loop.run(watch())


@pytest.mark.slow
def test_nothing_is_left_behind_when_workers_come_and_go(loop: Loop) -> None:
    me = psutil.Process()
    loop.run(until(lambda: loop.pool.ready == 1))
    before = me.num_fds()
    for _ in range(3):
        loop.perform(stopping_at("translated", signal.SIGKILL), **ENDLESS)
    loop.run(until(lambda: loop.pool.ready == 1))
    gc.collect()
    assert me.num_fds() <= before
    assert not zombies()


def test_a_closed_pool_takes_no_tasks() -> None:
    async def close() -> None:
        pool = WorkerPool(1, Settings())
        async with pool:
            await pool.close(0)
            with pytest.raises(PoolClosed):
                await pool.run(task(), lambda _: None)

    asyncio.run(close())


def test_workers_die_when_the_server_is_killed() -> None:
    """They notice that their input ends, also where the kernel does not kill them."""
    program = (
        "import asyncio, sys\n"
        "from api.settings import Settings\n"
        "from api.tasks.pool import WorkerPool\n"
        "async def main():\n"
        "    async with WorkerPool(1, Settings()) as pool:\n"
        "        while not pool.ready: await asyncio.sleep(0.01)\n"
        "        print('ready', flush=True)\n"
        "        await asyncio.sleep(60)\n"
        "asyncio.run(main())\n"
    )
    server = subprocess.Popen(
        [sys.executable, "-c", program], env=environment(), stdout=subprocess.PIPE, text=True
    )
    assert server.stdout is not None
    assert server.stdout.readline() == "ready\n"
    workers = psutil.Process(server.pid).children(recursive=True)
    assert workers
    server.kill()
    server.wait()
    server.stdout.close()
    assert are_killed(workers)


@pytest.mark.slow
def test_lean_is_killed_with_its_worker(loop: Loop, embedded_toolchain: object) -> None:
    async def hang_up() -> list[psutil.Process]:
        await loop.pool.run(task(60.0, options={"lean": True}), lambda _: None)
        begun = asyncio.Event()

        def stop(progress: Progress) -> None:
            stopping_at("translated", signal.SIGSTOP)(progress)
            begun.set()

        running = asyncio.create_task(loop.pool.run(task(60.0, **ENDLESS), stop))
        await begun.wait()
        watched = processes()
        running.cancel()
        with pytest.raises(asyncio.CancelledError):
            await running
        return watched

    watched = loop.run(hang_up())
    assert len(watched) >= 2
    assert are_killed(watched)
    loop.run(until(lambda: loop.pool.ready == 1))
    assert not zombies()
