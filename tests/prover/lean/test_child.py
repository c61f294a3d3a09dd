"""The last steps before Lean runs: what is given up, and what happens if it cannot be."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from prover.lean import child
from prover.lean.sandbox import can_leave_network


class TestTheChild:
    def start(self, **changes: Any) -> subprocess.CompletedProcess[str]:
        plan = {
            "argv": [sys.executable, "-c", "import time; print('ran')"],
            "environment": {"A": "b"},
            "limits": {},
            "network": True,
            "parent": os.getpid(),
            **changes,
        }
        return subprocess.run(
            [sys.executable, "-I", "-S", child.__file__, json.dumps(plan)],
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    def test_it_becomes_the_program(self) -> None:
        assert self.start().stdout == "ran\n"

    def test_the_environment_is_replaced(self) -> None:
        done = self.start(argv=["/usr/bin/env"])
        assert done.stdout == "A=b\n"

    def test_limits_hold_and_cannot_be_raised(self) -> None:
        script = (
            "import resource as r; print(r.getrlimit(r.RLIMIT_FSIZE), r.getrlimit(r.RLIMIT_CORE))"
        )
        done = self.start(
            argv=[sys.executable, "-c", script],
            limits={"RLIMIT_FSIZE": 4096, "RLIMIT_CORE": 0},
        )
        assert done.stdout == "(4096, 4096) (0, 0)\n"

    @pytest.mark.skipif(sys.platform != "linux", reason="Linux tells in /proc")
    def test_privileges_cannot_be_gained(self) -> None:
        done = self.start(argv=["/bin/cat", "/proc/self/status"])
        assert "NoNewPrivs:\t1" in done.stdout

    def test_a_process_without_its_parent_does_not_start(self) -> None:
        done = self.start(parent=1)
        assert (done.returncode, done.stdout) == (126, "")
        assert "parent" in done.stderr

    def test_a_program_that_is_not_there(self) -> None:
        done = self.start(argv=["/no/such/program"])
        assert (done.returncode, done.stderr.count("\n")) == (126, 1)

    @pytest.mark.skipif(not can_leave_network(), reason="no network namespaces here")
    def test_without_network_there_is_no_interface_and_no_privilege(self) -> None:
        done = self.start(
            argv=["/bin/cat", "/proc/self/net/dev", "/proc/self/status"], network=False
        )
        interfaces = [line for line in done.stdout.splitlines()[2:] if ":" in line.split()[0]]
        assert interfaces[0].split()[0] == "lo:"
        assert "eth" not in done.stdout
        for kind in ("CapPrm", "CapEff", "CapBnd"):
            assert f"{kind}:\t0000000000000000" in done.stdout

    def test_nothing_is_left_when_the_parent_is_killed(self, tmp_path: Path) -> None:
        script = f"""
import json, os, subprocess, sys, time
plan = {{"argv": ["/bin/sleep", "100"], "environment": {{}}, "limits": {{}},
         "network": True, "parent": os.getpid()}}
p = subprocess.Popen([sys.executable, "-I", "-S", {child.__file__!r}, json.dumps(plan)],
                     start_new_session=True)
while b"sleep" not in open(f"/proc/{{p.pid}}/cmdline", "rb").read():
    time.sleep(0.01)
print(p.pid, flush=True)
time.sleep(100)
"""
        parent = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
        assert parent.stdout is not None
        orphan = int(parent.stdout.readline())
        parent.send_signal(signal.SIGKILL)
        parent.wait()
        parent.stdout.close()
        assert _ends_soon(orphan)


def _ends_soon(pid: int) -> bool:
    for _ in range(200):
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except FileNotFoundError:
            return True
        if state == "Z":
            return True
        time.sleep(0.02)
    os.kill(pid, signal.SIGKILL)
    return False
