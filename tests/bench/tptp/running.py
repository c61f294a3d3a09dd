"""One contestant on one problem, in a process of its own that is killed when its time is over."""

from __future__ import annotations

import os
import resource
import signal
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from time import perf_counter

from prover.errors import ProverError
from tests.bench.tptp.contestants import Contestant, Report
from tests.peers.question import Said

__all__ = ["Result", "measured"]

_MEMORY = 4 << 30
_GRACE = 5.0
"""Seconds after its limit when a contestant is killed."""

_FORK = get_context("fork")


@dataclass(frozen=True, slots=True)
class Result:
    """A report, and the seconds from the file to it; starting Python is not in them."""

    report: Report
    seconds: float


def measured(contestant: Contestant, path: Path, limit: float) -> Result:
    """What the contestant says within ``limit`` seconds and a little grace."""
    receiver, sender = _FORK.Pipe(duplex=False)
    child = _FORK.Process(target=_child, args=(contestant, path, limit, sender))
    start = perf_counter()
    child.start()
    sender.close()
    try:
        if not receiver.poll(limit + _GRACE):
            return Result(Report(Said.UNKNOWN, note="killed"), perf_counter() - start)
        return _received(receiver, start)
    finally:
        _kill(child.pid)
        child.join()


def _received(receiver: Connection, start: float) -> Result:
    try:
        result: Result = receiver.recv()
    except EOFError:
        return Result(Report(Said.UNKNOWN, note="crashed"), perf_counter() - start)
    return result


def _child(contestant: Contestant, path: Path, limit: float, sender: Connection) -> None:
    os.setsid()
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    start = perf_counter()
    try:
        report = contestant(path, limit)
    except (ProverError, MemoryError, RecursionError) as error:
        report = Report(Said.UNKNOWN, note=f"{type(error).__name__}: {error}")
    sender.send(Result(report, perf_counter() - start))


def _kill(pid: int | None) -> None:
    """End the child and what it has started."""
    if pid is None:
        return
    try:
        os.killpg(pid, signal.SIGKILL)
    except ProcessLookupError:
        return
