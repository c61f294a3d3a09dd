"""Processes whose worker died before them: taken in, and reaped when they have ended.

Lean runs in a session of its own below a worker and is killed with it, by the kernel.  Its
remains go to the next ancestor that takes them in; where that is a process that does not care,
as in many containers, they stay for good.  So the server takes them in itself.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import sys
from collections.abc import Collection

import psutil

__all__ = ["reap", "take_in"]

_PR_SET_CHILD_SUBREAPER = 36


def take_in(wanted: bool = True) -> None:
    """Make this process the parent of those that its descendants leave behind.

    Args:
        wanted: false where that is over, as nobody would reap them any more.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, int(wanted), 0, 0, 0)


def reap(known: Collection[int]) -> None:
    """Reap what was taken in and has ended.

    Args:
        known: children of our own, which somebody waits for.  Others in the session of this
            process are spared as well: workers and what they start have sessions of their own.
    """
    ours = os.getsid(0)
    for child in psutil.Process().children():
        with contextlib.suppress(psutil.NoSuchProcess, ProcessLookupError, ChildProcessError):
            ended = child.status() == psutil.STATUS_ZOMBIE and child.pid not in known
            if ended and os.getsid(child.pid) != ours:
                os.waitpid(child.pid, os.WNOHANG)
