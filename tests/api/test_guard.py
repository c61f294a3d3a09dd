"""The guard: limits hold whatever the work does, and nothing is left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from time import monotonic, sleep

import psutil
import pytest

from api.guard import most_memory_mb

PROGRAM = """
import os, signal, subprocess, sys, time
from time import monotonic
from api.guard import Exceeded, Limits, stand_guard
found = stand_guard(Limits({limits}), monotonic())
if isinstance(found, Exceeded):
    print(found.reason)
    sys.exit(7)
helper = subprocess.Popen(["sleep", "60"], start_new_session=True)
print(helper.pid, flush=True)
{work}
"""


def start(limits: str, work: str) -> subprocess.Popen[str]:
    program = PROGRAM.format(limits=limits, work=work)
    command = [sys.executable, "-c", program]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ}
    )


def is_gone(pid: int) -> bool:
    for _ in range(400):
        try:
            if psutil.Process(pid).status() == psutil.STATUS_ZOMBIE:
                return True
        except psutil.NoSuchProcess:
            return True
        sleep(0.05)
    return False


@pytest.mark.parametrize(
    ("limits", "work", "reason"),
    [
        ("seconds=1", "time.sleep(60)", "time: no answer within the limit"),
        ("seconds=1", "while True: pass", "time: no answer within the limit"),
        ("cpu_seconds=0.3", "while True: pass", "time: no answer within the CPU limit"),
        ("memory_mb=150", "data = bytearray(400_000_000); time.sleep(60)", "memory: more than 150"),
        ("", "os.kill(os.getpid(), signal.SIGSEGV)", "crashed: the process that searched ended"),
    ],
)
def test_a_child_that_goes_too_far_is_killed(limits: str, work: str, reason: str) -> None:
    process = start(limits, work)
    out, _ = process.communicate(timeout=30)
    helper, said = out.splitlines()
    assert process.returncode == 7
    assert said.startswith(reason)
    assert is_gone(int(helper))


@pytest.mark.timed
def test_the_wall_clock_is_kept() -> None:
    process = start("seconds=0.5", "while True: pass")
    assert process.stdout is not None
    process.stdout.readline()
    begun = monotonic()
    process.communicate(timeout=30)
    assert monotonic() - begun < 1.5


def test_the_exit_code_is_that_of_the_work() -> None:
    process = start("seconds=30", "helper.kill(); sys.exit(5)")
    process.communicate(timeout=30)
    assert process.returncode == 5


def test_what_is_being_printed_is_printed_to_its_end() -> None:
    work = "helper.kill(); found.leaving(3); time.sleep(1.5); print('done'); sys.exit(3)"
    process = start("seconds=1", work)
    out, _ = process.communicate(timeout=30)
    assert out.splitlines()[-1] == "done"
    assert process.returncode == 3


@pytest.mark.parametrize(
    ("number", "code", "said"),
    [(signal.SIGINT, 130, "interrupted\n"), (signal.SIGTERM, 143, "")],
    ids=["Ctrl-C", "kill"],
)
def test_being_stopped_leaves_no_child(number: int, code: int, said: str) -> None:
    process = start("", "time.sleep(60)")
    assert process.stdout is not None
    helper = int(process.stdout.readline())
    process.send_signal(number)
    _, errors = process.communicate(timeout=30)
    assert (process.returncode, errors) == (code, said)
    assert is_gone(helper)


def test_without_a_limit_some_memory_is_left_to_others() -> None:
    assert 0 < most_memory_mb() < psutil.virtual_memory().total / 2**20
