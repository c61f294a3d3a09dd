"""Limits that hold whatever happens: the work is done in a child, which is killed when they end.

:func:`stand_guard` divides the program in two.  The child goes on with its work and knows nothing
of limits.  The parent watches it and ends as it ends; only where it had to kill the child does
the call return in the parent, too, with the reason.
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from math import inf
from time import monotonic, time
from types import FrameType

import psutil

from api.tasks.limits import die_with_parent
from api.tasks.memory import family
from api.tasks.orphans import take_in

__all__ = ["Exceeded", "Guarded", "Limits", "most_memory_mb", "program_begun", "stand_guard"]

_GRACE = 0.2
"""Seconds that the child may overrun the limit: it looks at the clock itself."""

_LEAVING_SECONDS = 5.0
"""Seconds for printing an answer that was there in time."""

_ENDING = (signal.SIGTERM, signal.SIGHUP, signal.SIGXCPU)
"""Signals that end a program, besides Ctrl-C."""

_TICK = 0.05
_FAMILY_EVERY = 4
_MIB = 2**20


@dataclass(frozen=True, slots=True)
class Limits:
    """How much the work may use: wall clock, CPU time and memory of the child and its children."""

    seconds: float = inf
    cpu_seconds: float = inf
    memory_mb: float = inf


def most_memory_mb() -> float:
    """Three quarters of the machine's memory, in MiB: more would take it from everybody else."""
    return 0.75 * psutil.virtual_memory().total / _MIB


@dataclass(frozen=True, slots=True)
class Exceeded:
    """The child was killed; ``reason`` is that of the ``unknown`` that is left."""

    reason: str


@dataclass(frozen=True, slots=True)
class Guarded:
    """What the child has of its guard."""

    _writing: int

    def leaving(self, code: int) -> None:
        """Say that the answer is there and only needs to be printed; ``code`` is the exit code."""
        os.write(self._writing, bytes([code]))


def program_begun() -> float:
    """When this process was started, as a value of :func:`time.monotonic`."""
    return monotonic() - max(0.0, time() - psutil.Process().create_time())


def stand_guard(limits: Limits, begun: float) -> Guarded | Exceeded:
    """Go on in a child, with a guard beside it.

    Args:
        limits: of the work.
        begun: value of :func:`time.monotonic` from which the seconds count.

    Returns:
        In the child :class:`Guarded`; in the parent, if the child had to be killed,
        :class:`Exceeded`.

    Raises:
        SystemExit: in the parent, when the child has ended, with its exit code.
    """
    reading, writing = os.pipe()
    parent = os.getpid()
    sys.stdout.flush()
    sys.stderr.flush()
    take_in()
    allowed = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT, *_ENDING))
    child = os.fork()
    if child == 0:
        os.close(reading)
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the guard is told, and kills
        signal.pthread_sigmask(signal.SIG_SETMASK, allowed)
        die_with_parent(parent)
        return Guarded(writing)
    os.close(writing)
    guard = _Guard(child, reading, limits, begun + limits.seconds + _GRACE)
    try:
        with _told_to_stop():
            signal.pthread_sigmask(signal.SIG_SETMASK, allowed)  # from here on the child is killed
            return guard.watch()
    except KeyboardInterrupt:
        guard.kill()
        print("interrupted", file=sys.stderr)
        raise SystemExit(130) from None
    except BaseException:
        guard.kill()
        raise
    finally:
        os.close(reading)


@contextmanager
def _told_to_stop() -> Iterator[None]:
    """While this lasts, being told to end is an exception, so that the child is ended as well."""

    def stop(number: int, _frame: FrameType | None) -> None:
        raise SystemExit(128 + number)

    before = {number: signal.signal(number, stop) for number in _ENDING}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@dataclass(slots=True)
class _Guard:
    child: int
    reading: int
    limits: Limits
    deadline: float
    leaving: int | None = None
    ticks: int = 0

    def watch(self) -> Exceeded:
        """Wait for the end of the child, and exit like it; or kill it and say why."""
        while True:
            self._listen()
            ended, status = os.waitpid(self.child, os.WNOHANG)
            if ended:
                return self._ended(status)
            reason = self._reason()
            if reason:
                self.kill()
                if self.leaving is not None:
                    raise SystemExit(self.leaving)
                return Exceeded(reason)

    def kill(self) -> None:
        """End the child and all that it started, and wait until they are gone."""
        with contextlib.suppress(psutil.NoSuchProcess):
            psutil.Process(self.child).suspend()  # lest it start another one meanwhile
        _kill(family(self.child))

    def _listen(self) -> None:
        """Wait a moment; shorter where the child says something or ends."""
        timeout = max(0.0, min(_TICK, self.deadline - monotonic()))
        ready, _, _ = select.select([self.reading], [], [], timeout)
        if not ready:
            return
        said = os.read(self.reading, 1)
        if said:
            self.leaving = said[0]
            self.deadline = monotonic() + _LEAVING_SECONDS
        else:  # closed: it ends just now
            select.select([], [], [], 0.005)

    def _ended(self, status: int) -> Exceeded:
        code = os.waitstatus_to_exitcode(status)
        if code >= 0:
            raise SystemExit(code)
        _kill(family(os.getpid())[1:])  # what it leaves behind is taken in
        if self.leaving is not None:
            raise SystemExit(self.leaving)
        return Exceeded(f"crashed: the process that searched ended by signal {-code}")

    def _reason(self) -> str:
        if monotonic() > self.deadline:
            return "time: no answer within the limit (give more with --timeout)"
        if self.leaving is not None:
            return ""
        self.ticks += 1
        if self.limits.memory_mb < inf or self.limits.cpu_seconds < inf:
            with contextlib.suppress(psutil.Error):
                return self._used_up(every=self.ticks % _FAMILY_EVERY == 0)
        return ""

    def _used_up(self, *, every: bool) -> str:
        """Why the child has to be killed, judged by itself or by ``every`` descendant."""
        members = family(self.child) if every else [psutil.Process(self.child)]
        memory = cpu = 0.0
        for member in members:
            with contextlib.suppress(psutil.NoSuchProcess):
                memory += member.memory_info().rss / _MIB
                cpu += sum(member.cpu_times()[:4])  # its own, and of those that it waited for
        if memory > self.limits.memory_mb:
            return f"memory: more than {self.limits.memory_mb:g} MiB (give more: --memory-limit)"
        if cpu > self.limits.cpu_seconds:
            return "time: no answer within the CPU limit (give more with --cpu-limit)"
        return ""


def _kill(members: Sequence[psutil.Process]) -> None:
    """Kill processes and wait until they are gone."""
    for member in members:
        with contextlib.suppress(psutil.NoSuchProcess):
            member.kill()
    psutil.wait_procs(members, timeout=1)
