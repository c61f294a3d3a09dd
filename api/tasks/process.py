"""One worker as its keeper sees it: a child process that is given a task, or killed."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import psutil

from api.settings import Settings
from api.tasks import frames, wire
from api.tasks.limits import environment, settings_for_workers
from api.tasks.memory import MemoryCaps, MemoryWatch, family
from api.tasks.task import Outcome, Progress, Result, Task

__all__ = ["WorkerLost", "WorkerProcess"]

GRACE = 0.3
"""Seconds that a worker may overrun the budget of its task; then it is killed."""

_START_SECONDS = 60.0

Report = Callable[[Progress], None]


class WorkerLost(Exception):
    """The worker has ended."""


@dataclass(slots=True, eq=False)
class WorkerProcess:
    """A running worker.  One task at a time.

    Attributes:
        process: the child, leader of a session of its own.
        settings: what it was started with.
    """

    process: asyncio.subprocess.Process
    settings: Settings
    _too_large: bool = False
    _killed: bool = False
    _begun: bool = False

    @staticmethod
    async def spawn(settings: Settings) -> WorkerProcess:
        """Start a process; it takes tasks once it is :meth:`warm`."""
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-P", "-m", "api.tasks.worker", str(os.getpid())),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            env=environment(),
            start_new_session=True,
        )
        return WorkerProcess(process, settings)

    async def warm(self) -> None:
        """Wait until the process can take tasks.

        Raises:
            WorkerLost: it does not come to that.
        """
        first = {
            "settings": settings_for_workers(self.settings),
            "memory_mb": self.settings.worker_memory_mb,
        }
        try:
            async with asyncio.timeout(_START_SECONDS):
                await self._send(first)
                await frames.read_async(self._output)
        except (frames.FrameError, ConnectionError, TimeoutError) as error:
            raise WorkerLost(f"a worker does not start: {error}") from error

    @property
    def is_usable(self) -> bool:
        """Whether the process runs and may be given a task."""
        return self.process.returncode is None and not self._killed

    async def perform(self, task: Task, report: Report) -> Outcome:
        """What comes of ``task``; unless that is an outcome of its own, the worker is dead then.

        It is killed when the task's budget and the grace are over, at the memory cap, and when
        the caller is cancelled.

        Raises:
            WorkerLost: it had ended before it could begin; nothing has been done.
        """
        self._begun = False
        watch = MemoryWatch(self.process.pid, self._caps, self._grown)
        try:
            async with asyncio.timeout(task.seconds + GRACE):
                await self._send(wire.task_message(task))
                return await self._outcome(report)
        except TimeoutError:
            self.kill()
            return Outcome(Result.TIMED_OUT)
        except (frames.FrameError, ConnectionError) as error:
            self.kill()
            await self.process.wait()
            if not self._begun:
                raise WorkerLost("a worker had ended") from error
            return self._post_mortem()
        except BaseException:
            self.kill()
            raise
        finally:
            watch.cancel()

    def kill(self) -> None:
        """End the process and all that it started, now."""
        self._killed = True
        if self.process.returncode is not None:
            return
        members = family(self.process.pid)  # Lean is in sessions of its own
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        for member in members:
            with contextlib.suppress(psutil.NoSuchProcess):
                member.kill()

    async def end(self) -> None:
        """Kill the process, wait until it is gone, and close the pipes."""
        self.kill()
        await self.process.wait()
        if self.process.stdin is not None:
            self.process.stdin.close()

    @property
    def _caps(self) -> MemoryCaps:
        own = self.settings.worker_memory_mb
        return MemoryCaps(own, own + self.settings.lean_memory_mb)

    def _grown(self) -> None:
        self._too_large = True
        self.kill()

    # --- messages ----------------------------------------------------------------------

    @property
    def _output(self) -> asyncio.StreamReader:
        assert self.process.stdout is not None
        return self.process.stdout

    async def _send(self, message: dict[str, Any]) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(frames.encode(message))
        await self.process.stdin.drain()

    async def _outcome(self, report: Report) -> Outcome:
        while True:
            message = await frames.read_async(self._output)
            if "outcome" in message:
                return wire.read_outcome(message)
            if "begun" in message:
                self._begun = True
            else:
                report(wire.read_progress(message))

    def _post_mortem(self) -> Outcome:
        if self._too_large:
            return Outcome(Result.OUT_OF_MEMORY)
        code = self.process.returncode or 0
        how = f"by signal {-code}" if code < 0 else f"with status {code}"
        return Outcome(
            Result.CRASHED,
            error={
                "code": "worker-crashed",
                "message": f"the process that did the work ended {how}",
                "hint": "try again; if it happens again, it is a bug worth reporting",
            },
        )
