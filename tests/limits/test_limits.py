"""``prover solve`` keeps its limits, says which one it met, and leaves nothing behind."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from statistics import quantiles
from time import monotonic, sleep

import psutil
import pytest

from tests.limits.hopeless import hopeless

COMMAND = [sys.executable, "-c", "from api.cli import main; main()", "solve"]
SECONDS = 1.0
GRACE = 0.5


@pytest.fixture
def hard(tmp_path: Path) -> Path:
    """A problem without an answer in sight."""
    return written(tmp_path, "growth")


def written(folder: Path, family: str) -> Path:
    text = next(text for name, text in hopeless(5) if name == family)
    path = folder / f"{family}.p"
    path.write_text(text, encoding="utf-8")
    return path


def solved(path: Path, *options: str) -> tuple[dict[str, object], float]:
    start = monotonic()
    done = subprocess.run(
        [*COMMAND, str(path), "--json", *options], capture_output=True, text=True, check=False
    )
    seconds = monotonic() - start
    assert done.returncode in (0, 1), done.stderr
    return json.loads(done.stdout), seconds


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        (("--timeout", "1"), "time:"),
        (("--cpu-limit", "1"), "time:"),
        (("--memory-limit", "60"), "memory:"),
        pytest.param(
            ("--memory-limit", "150", "--timeout", "120"), "memory:", marks=pytest.mark.slow
        ),
    ],
)
def test_a_limit_that_was_met_is_the_reason(
    hard: Path, options: Sequence[str], reason: str
) -> None:
    document, _ = solved(hard, *options)
    assert document["verdict"] == "unknown"
    assert str(document["reason"]).startswith(reason)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_whoever_is_told_to_stop_leaves_no_process(hard: Path, number: signal.Signals) -> None:
    program = subprocess.Popen(
        [*COMMAND, str(hard), "--timeout", "60"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    family = _family_of(program.pid)
    os.kill(program.pid, number)
    program.communicate(timeout=30)
    assert program.returncode != 0
    _, alive = psutil.wait_procs(family, timeout=30)
    assert not alive


def _family_of(pid: int) -> list[psutil.Process]:
    """The processes that it has started, once they work."""
    program, end = psutil.Process(pid), monotonic() + 60
    while monotonic() < end:
        found = program.children(recursive=True)
        if found and sum(process.cpu_times().user for process in found) > 0.2:
            return found
        sleep(0.1)
    raise AssertionError("it has not begun to work")


@pytest.mark.bench
def test_the_time_is_kept_by_two_hundred_hopeless_problems(tmp_path: Path) -> None:
    over, reasons = list[float](), Counter[str]()
    for number, (family, text) in enumerate(hopeless(200)):
        path = tmp_path / f"{number}-{family}.p"
        path.write_text(text, encoding="utf-8")
        document, seconds = solved(path, "--timeout", str(SECONDS))
        over.append(seconds - SECONDS)
        reasons[f"{family}: {document['verdict']} {document['reason']}"[:70]] += 1
    cuts = quantiles(over, n=100)
    print(f"\nover the limit: median {cuts[49]:.2f} s, p99 {cuts[98]:.2f} s", dict(reasons))
    assert cuts[98] <= GRACE
    assert all(": unknown time" in reason for reason in reasons if "unknown" in reason)
