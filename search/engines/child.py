"""One process of another prover: started, looked at, killed."""

from __future__ import annotations

import contextlib
import json
import math
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import IO

from prover.lean import child as launcher

__all__ = ["Child"]

MIB = 2**20
_LONGEST_OUTPUT = 32 * MIB
_ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}


@dataclass(frozen=True, slots=True, eq=False)
class Child:
    """A process in a session of its own, with limits to its time, memory and output.

    It writes to a file without a name, so it never waits for anybody to read.  It dies with
    the thread that started it.
    """

    process: subprocess.Popen[bytes]
    output: IO[bytes]

    @staticmethod
    def start(command: Sequence[str], text: str, *, seconds: float, memory_mb: int) -> Child:
        """Start ``command``.

        Args:
            command: the command line, with the full path of the program.
            text: its standard input.
            seconds: CPU time after which the kernel kills it.
            memory_mb: MiB that it may allocate.

        Raises:
            OSError: no process can be made.
        """
        plan = {
            "argv": list(command),
            "environment": _ENVIRONMENT,
            "limits": {
                "RLIMIT_CPU": math.ceil(seconds),
                "RLIMIT_AS": memory_mb * MIB,
                "RLIMIT_FSIZE": _LONGEST_OUTPUT,
                "RLIMIT_CORE": 0,
            },
            "network": True,
            "parent": os.getpid(),
        }
        with TemporaryFile() as given, ExitStack() as opened:
            output = opened.enter_context(TemporaryFile())
            given.write(text.encode())
            given.seek(0)
            process = subprocess.Popen(
                (sys.executable, "-I", "-S", launcher.__file__, json.dumps(plan)),
                stdin=given,
                stdout=output,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
            opened.pop_all()
        return Child(process, output)

    @property
    def is_running(self) -> bool:
        """Whether it has not ended yet.

        It stays a zombie until :meth:`end`, so that its number still means its family.
        """
        try:
            flags = os.WEXITED | os.WNOHANG | os.WNOWAIT
            return os.waitid(os.P_PID, self.process.pid, flags) is None
        except ChildProcessError:
            return False

    def answer(self) -> str:
        """All that it has written."""
        self.output.seek(0)
        return self.output.read().decode(errors="replace")

    def end(self) -> None:
        """Kill it and whatever it started, and give up its output; safe to call twice."""
        if self.process.returncode is None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        self.output.close()
