"""The memory of a worker and of what it starts, looked at while it works."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

import psutil

__all__ = ["MemoryCaps", "MemoryWatch", "family"]

_EVERY = 0.1
_FAMILY_EVERY = 10
_MIB = 2**20


@dataclass(frozen=True, slots=True)
class MemoryCaps:
    """How many MiB may be resident: in the worker itself, and with all its children."""

    worker_mb: int
    family_mb: int


class MemoryWatch:
    """Calls ``exceeded`` once if a process grows beyond its caps.

    A short task is over before the first look, so watching costs it nothing.

    Args:
        pid: of the worker.
        caps: how large it may be.
        exceeded: called in the event loop, at most once.
    """

    def __init__(self, pid: int, caps: MemoryCaps, exceeded: Callable[[], None]) -> None:
        self._pid = pid
        self._caps = caps
        self._exceeded = exceeded
        self._looks = 0
        self._next = asyncio.get_running_loop().call_later(_EVERY, self._look)

    def cancel(self) -> None:
        """Stop looking."""
        self._next.cancel()

    def _look(self) -> None:
        self._looks += 1
        try:
            too_large = self._is_too_large(psutil.Process(self._pid))
        except psutil.Error:  # it has just ended, which its pipe says
            return
        if too_large:
            self._exceeded()
        else:
            self._next = asyncio.get_running_loop().call_later(_EVERY, self._look)

    def _is_too_large(self, worker: psutil.Process) -> bool:
        if worker.memory_info().rss > self._caps.worker_mb * _MIB:
            return True
        if self._looks % _FAMILY_EVERY:  # finding children reads the table of all processes
            return False
        used = sum(_resident(member) for member in family(self._pid))
        return used > self._caps.family_mb * _MIB


def family(pid: int) -> list[psutil.Process]:
    """The process ``pid`` and all its descendants; nothing if it has ended."""
    try:
        first = psutil.Process(pid)
        return [first, *first.children(recursive=True)]
    except psutil.NoSuchProcess:
        return []


def _resident(process: psutil.Process) -> int:
    try:
        size: int = process.memory_info().rss
    except psutil.Error:
        return 0
    return size
