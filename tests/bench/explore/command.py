"""The whole command as a user runs it: its time, its memory, and what Lean's kernel says."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic, sleep

import psutil

__all__ = ["exploring_command"]

_MAIN = "from api.cli import main; main()"
_TICK = 0.1


def exploring_command(name: str) -> dict[str, object]:
    """``prover explore NAME --json`` in a process of its own."""
    with TemporaryDirectory() as folder:
        arguments = ["explore", name, "--out", str(Path(folder) / "book"), "--json"]
        begun = monotonic()
        with (Path(folder) / "printed.json").open("w+", encoding="utf-8") as printed:
            process = subprocess.Popen([sys.executable, "-c", _MAIN, *arguments], stdout=printed)
        watched = _Watched(psutil.Process(process.pid))
        while process.poll() is None:
            watched.look()
            sleep(_TICK)
        wall = monotonic() - begun
        document = json.loads((Path(folder) / "printed.json").read_text("utf-8"))
        proved = document["proved"]
        return {
            "wall_seconds": round(wall, 1),
            "said_seconds": document["seconds"],
            "cpu_seconds": round(watched.work, 1),
            "lean_cpu_seconds": round(watched.lean_work, 1),
            "peak_mb": round(watched.peak / 2**20),
            "lean_peak_mb": round(watched.lean_peak / 2**20),
            "load": round(psutil.getloadavg()[0], 1),
            "enumerated": document["enumerated"],
            "proved": proved,
            "kernel_accepted": document["kernel_accepted"],
            "without_certificate": proved - document["kernel_accepted"],
        }


class _Watched:
    """The most that a process and its children (Lean) were seen to use."""

    def __init__(self, process: psutil.Process) -> None:
        self._process = process
        self.work = self.lean_work = 0.0
        self.peak = self.lean_peak = 0

    def look(self) -> None:
        """Look once more."""
        try:
            self.work = max(self.work, _work(self._process))
            self.peak = max(self.peak, self._process.memory_info().rss)
            below = self._process.children(recursive=True)
            self.lean_peak = max(self.lean_peak, sum(c.memory_info().rss for c in below))
            self.lean_work = max(self.lean_work, sum(map(_work, below)))
        except psutil.NoSuchProcess:
            return


def _work(process: psutil.Process) -> float:
    times = process.cpu_times()
    return times.user + times.system
