"""Whatever a Lean process does, the caller gets a typed error and the next request works."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from prover.lean import server as server_module
from prover.lean.errors import (
    LeanCrashed,
    LeanError,
    LeanOutOfMemory,
    LeanProtocolError,
    LeanTimeout,
    RequestTooLarge,
)
from prover.lean.options import LeanOptions
from prover.lean.pool import LeanPool
from prover.lean.sandbox import Launch
from prover.lean.server import LeanServer, RequestFailed
from prover.lean.wire import Reply
from tests.eventually import eventually

FAKE = Path(__file__).with_name("fake_server.py")
TOOLCHAIN: Any = SimpleNamespace(description="a fake", limits="")
OPTIONS = LeanOptions(seconds=30, start_seconds=30, memory_mb=200, spares=1)


@pytest.fixture(autouse=True)
def fake(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, str]]:
    """Processes are the stand-in; the dictionary is its environment."""
    environment: dict[str, str] = {}

    def launch(_: object, __: Path, ___: object, scratch: Path, *, unsafe: bool) -> Launch:
        return Launch((sys.executable, "-I", "-S", str(FAKE)), environment, scratch, "none")

    monkeypatch.setattr(server_module, "launch", launch)
    monkeypatch.setattr(server_module, "server_program", lambda: "")
    monkeypatch.setattr(server_module, "MAX_REPLY", 20_000_000)
    return environment


def zombies() -> int:
    """Children of this process that have ended and were not waited for."""
    listed = subprocess.run(
        ["ps", "--ppid", str(os.getpid()), "-o", "stat="],
        capture_output=True,
        text=True,
        check=False,
    )
    return sum(line.startswith("Z") for line in listed.stdout.splitlines())


@pytest.mark.parametrize(
    ("op", "error"),
    [
        ("hang", LeanTimeout),
        ("die", LeanCrashed),
        ("exit", LeanOutOfMemory),
        ("garbage", LeanProtocolError),
        ("flood", LeanProtocolError),
        ("endless line", LeanProtocolError),
        ("grow", LeanOutOfMemory),
    ],
)
def test_misbehaviour_is_a_typed_error_and_the_pool_goes_on(
    op: str, error: type[LeanError]
) -> None:
    async def test() -> None:
        async with LeanPool(TOOLCHAIN, OPTIONS) as pool:
            async with pool.lease() as first:
                with pytest.raises(error):
                    await first.request(op, Reply, seconds=0.5 if op == "hang" else 30)
                assert not first.is_alive
                assert not first.scratch.exists()
            async with pool.lease() as second:
                await second.request("ping", Reply)

    asyncio.run(test())
    assert zombies() == 0


def test_noise_and_forged_replies_are_passed_over() -> None:
    async def test() -> None:
        async with LeanPool(TOOLCHAIN, OPTIONS) as pool, pool.lease() as server:
            reply = await server.request("noise", Reply)
            assert reply.id != 0

    asyncio.run(test())


def test_a_refusal_leaves_the_process_alone() -> None:
    async def test() -> None:
        async with LeanPool(TOOLCHAIN, OPTIONS) as pool, pool.lease() as server:
            with pytest.raises(RequestFailed, match="rather not"):
                await server.request("refuse", Reply)
            await server.request("ping", Reply)

    asyncio.run(test())


def test_a_request_that_is_too_large_is_not_sent() -> None:
    async def test() -> None:
        async with LeanPool(TOOLCHAIN, OPTIONS) as pool, pool.lease() as server:
            with pytest.raises(RequestTooLarge):
                await server.request("ping", Reply, text="x" * 5_000_000)
            await server.request("ping", Reply)

    asyncio.run(test())


@pytest.mark.parametrize(
    ("behaviour", "error"),
    [
        ("never ready", LeanTimeout),
        ("dies at once", LeanCrashed),
        ("garbled greeting", LeanProtocolError),
        ("other protocol", LeanProtocolError),
    ],
)
def test_a_process_that_does_not_start_is_an_error(
    fake: dict[str, str], behaviour: str, error: type[LeanError]
) -> None:
    fake["BEHAVIOUR"] = behaviour
    options = LeanOptions(start_seconds=0.5 if behaviour == "never ready" else 30)

    async def test() -> None:
        with pytest.raises(error):
            await LeanServer.start(TOOLCHAIN, options)

    asyncio.run(test())
    assert zombies() == 0


def test_one_request_that_fails_disturbs_no_other() -> None:
    options = LeanOptions(servers=2, spares=1, seconds=30)

    async def test() -> None:
        pool = LeanPool(TOOLCHAIN, options)
        async with pool, pool.lease() as one, pool.lease() as two:
            lost = asyncio.create_task(one.request("die", Reply))
            for _ in range(20):
                await two.request("ping", Reply)
            with pytest.raises(LeanCrashed):
                await lost

    asyncio.run(test())


def test_a_cancelled_request_ends_its_process() -> None:
    async def test() -> None:
        async with LeanPool(TOOLCHAIN, OPTIONS) as pool, pool.lease() as server:
            task = asyncio.create_task(server.request("hang", Reply))
            await asyncio.sleep(0.1)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            assert not server.is_alive

    asyncio.run(test())


def _living(group: int) -> list[str]:
    """What processes of the group do, except those that have ended."""
    listed = subprocess.run(
        ["ps", "-e", "-o", "pgid=,stat="], capture_output=True, text=True, check=False
    )
    found = [line.split() for line in listed.stdout.splitlines()]
    return [state for number, state in found if number == str(group) and state[0] != "Z"]


def test_children_of_a_process_end_with_it() -> None:
    async def test() -> int:
        async with LeanPool(TOOLCHAIN, OPTIONS) as pool, pool.lease() as server:
            await server.request("fork", Reply)
            return server.process.pid

    group = asyncio.run(test())
    assert eventually(lambda: not _living(group))


def test_no_zombies_after_many_kills() -> None:
    async def test() -> None:
        options = LeanOptions(spares=2, seconds=30)
        async with LeanPool(TOOLCHAIN, options) as pool:
            for _ in range(50):
                async with pool.lease() as server:
                    with pytest.raises(LeanCrashed):
                        await server.request("die", Reply)

    asyncio.run(test())
    assert zombies() == 0


def test_a_worn_out_process_is_replaced_between_leases() -> None:
    async def test() -> None:
        async with LeanPool(TOOLCHAIN, LeanOptions(recycle_states=3)) as pool:
            async with pool.lease() as first:
                first.states_made = 4
            async with pool.lease() as second:
                assert second is not first
            async with pool.lease() as third:
                assert third is second

    asyncio.run(test())
