"""Who hangs up, or has waited long enough, leaves nobody at work."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from time import monotonic, sleep

import psutil
import pytest

from tests.api.hard import ADDITION_COMMUTES
from tests.api.mcp.assistant import ROOT, Assistant, an_assistant


def wait_until_gone(pid: int, seconds: float) -> float:
    """How long the process ``pid`` still lived."""
    began = monotonic()
    while psutil.pid_exists(pid):
        assert monotonic() < began + seconds, "still at work"
        sleep(0.01)
    return monotonic() - began


def at_work(assistant: Assistant) -> int:
    """The worker that computes: the others sleep."""
    watched = [psutil.Process(pid) for pid in assistant.workers()]
    before = {process.pid: process.cpu_times().user for process in watched}
    sleep(0.5)
    return max(watched, key=lambda p: p.cpu_times().user - before[p.pid]).pid


@pytest.mark.slow
@pytest.mark.timed
def test_a_cancelled_call_kills_its_worker_within_a_second_and_the_next_is_answered(
    assistant: Assistant,
) -> None:
    async def begin() -> asyncio.Task[object]:
        started = asyncio.Event()

        async def note(*_: object) -> None:
            started.set()

        call = assistant.client.call_tool(
            "solve", {**ADDITION_COMMUTES, "seconds": 60}, progress_callback=note
        )
        task = asyncio.create_task(call)
        await started.wait()
        return task

    async def cancel(task: asyncio.Task[object]) -> None:
        task.cancel()

    task = assistant.wait_for(begin())
    worker = at_work(assistant)
    assistant.wait_for(cancel(task))
    assert wait_until_gone(worker, 1.0) < 1.0
    solved = assistant.call("solve", premises=["P(a)"], goal="P(a)", language="fol")
    assert not solved.is_error


@pytest.mark.slow
@pytest.mark.timed
def test_time_that_runs_out_is_an_answer(assistant: Assistant) -> None:
    began = monotonic()
    solved = assistant.call("solve", **ADDITION_COMMUTES, seconds=1)
    assert monotonic() - began < 3
    assert solved.structured_content is not None
    assert solved.structured_content["verdict"] == "unknown"
    assert "time" in solved.structured_content["reason"]


@pytest.mark.slow
def test_an_assistant_that_leaves_takes_all_workers_with_it() -> None:
    with an_assistant() as other:
        other.call("solve", premises=["P(a)"], goal="P(a)", language="fol")
        workers = other.workers()
        assert workers
    for worker in workers:
        wait_until_gone(worker, 30.0)


@pytest.mark.slow
def test_nothing_but_the_protocol_is_on_standard_output() -> None:
    command = [sys.executable, "-c", "from api.cli import main; main()", "mcp"]
    asked = '{"jsonrpc":"2.0","id":1,"method":"ping"}\nno json\n'
    found = subprocess.run(
        command, input=asked, capture_output=True, text=True, cwd=ROOT, timeout=60, check=False
    )
    assert found.returncode == 0
    assert all(line.startswith('{"jsonrpc":"2.0"') for line in found.stdout.splitlines())
