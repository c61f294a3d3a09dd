"""Calls that block, made in threads of their own."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import ParamSpec, TypeVar

__all__ = ["Blocking"]

P = ParamSpec("P")
T = TypeVar("T")


class Blocking:
    """Makes calls in ``threads`` threads.

    A call whose caller is cancelled is made all the same: what it writes is written.
    """

    def __init__(self, threads: int) -> None:
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="store")

    async def __call__(self, function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """The result of ``function``."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, partial(function, *args, **kwargs))

    def close(self) -> None:
        """Wait for the calls under way; no more are made."""
        self._threads.shutdown(wait=True)
