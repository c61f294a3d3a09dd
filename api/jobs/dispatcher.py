"""Who works on what: jobs are pushed to free slots, leases renewed, lost jobs taken up again."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable, Collection, Coroutine
from time import monotonic
from typing import Any

from api.jobs.accepting import Lease
from api.jobs.blocking import Blocking
from api.jobs.errors import StoreUnavailable
from api.jobs.record import JobRecord
from api.jobs.store import JobStore
from api.wire import JobStatus

__all__ = ["Dispatcher"]

_log = logging.getLogger(__name__)

_LOOK_EVERY = 0.5
"""Seconds after which this server sees what others have put into the queue or cancelled."""

Work = Callable[[JobRecord], Coroutine[Any, Any, None]]


class Dispatcher:
    """Gives jobs to at most ``slots`` pieces of work at a time.

    Args:
        store: where jobs wait.
        blocking: calls the store.
        lease: under which this server holds what it works on.
        slots: how many jobs are under way.
        work: does one job; cancelled when the job is.
        taken: is told of a job of ours that another server has taken up or ended.
        writing: says what is done but not written down yet.
    """

    def __init__(
        self,
        store: JobStore,
        blocking: Blocking,
        lease: Lease,
        slots: int,
        work: Work,
        taken: Callable[[str], None],
        writing: Callable[[], Collection[str]],
    ) -> None:
        self._store = store
        self._call = blocking
        self._lease = lease
        self._free = slots
        self._work = work
        self._taken = taken
        self._writing = writing
        self._here: set[str] = set()
        self._stray: frozenset[str] = frozenset()
        self._running: dict[str, asyncio.Task[None]] = {}
        self._wake = asyncio.Event()
        self._loops: list[asyncio.Task[None]] = []
        self._renewed = monotonic()
        self.waiting = 0

    @property
    def running(self) -> int:
        """How many jobs are under way here."""
        return len(self._running)

    def open(self) -> None:
        """Begin to give out jobs."""
        self._loops = [asyncio.create_task(self._claim_jobs()), asyncio.create_task(self._tend())]

    async def close(self, drain: float) -> None:
        """Give out nothing more; what is not done after ``drain`` seconds is cancelled."""
        for loop in self._loops:
            loop.cancel()
        await asyncio.gather(*self._loops, return_exceptions=True)
        if self._running:
            await asyncio.wait(self._running.values(), timeout=drain)
        rest = list(self._running.values())
        for task in rest:
            task.cancel()
        await asyncio.gather(*rest, return_exceptions=True)

    # --- slots -------------------------------------------------------------------------

    def take_slot(self) -> bool:
        """Reserve a slot for a job that is about to be accepted, if one is free."""
        if not self._free or self.waiting:
            return False
        self._free -= 1
        return True

    def give_back(self) -> None:
        """The slot is not needed."""
        self._free += 1
        self._wake.set()

    def begin(self, record: JobRecord) -> None:
        """Work on a job in the slot that was reserved for it."""
        task = asyncio.create_task(self._work(record))
        self._running[record.id] = task
        task.add_done_callback(lambda done: self._ended(record.id, done))

    def queued(self, job: str) -> None:
        """A job waits, and somebody here wants to know what becomes of it."""
        self._here.add(job)
        self.waiting += 1
        self._wake.set()

    def wake(self) -> None:
        """Look into the queue."""
        self._wake.set()

    async def cancel(self, job: str) -> None:
        """Stop the work on a job, if it is under way here."""
        task = self._running.get(job)
        if task is not None:
            task.cancel()
            await asyncio.wait({task})

    def _ended(self, job: str, task: asyncio.Task[None]) -> None:
        self._running.pop(job, None)
        self.give_back()
        if not task.cancelled() and task.exception() is not None:
            _log.error("the work on job %s failed", job, exc_info=task.exception())

    # --- the queue ---------------------------------------------------------------------

    async def _claim_jobs(self) -> None:
        while True:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(_LOOK_EVERY):
                    await self._wake.wait()
            self._wake.clear()
            try:
                while self._free and await self._claim():
                    pass
            except StoreUnavailable as error:
                _log.error("%s", error)
                await asyncio.sleep(_LOOK_EVERY)

    async def _claim(self) -> bool:
        self._free -= 1
        try:
            record = await self._call(self._store.claim, self._lease)
        except BaseException:
            self._free += 1
            raise
        if record is None:
            self._free += 1
            self.waiting = 0
            return False
        self.waiting = max(0, self.waiting - 1)
        self._here.discard(record.id)
        self.begin(record)
        return True

    async def _tend(self) -> None:
        """Keep leases, notice what was lost, and take up what other servers have lost."""
        while True:
            await asyncio.sleep(_LOOK_EVERY)
            try:
                await self._look()
            except StoreUnavailable as error:
                _log.error("%s", error)

    async def _look(self) -> None:
        if monotonic() - self._renewed > self._lease.seconds / 3:
            self._renewed = monotonic()
            await self._call(self._store.renew, self._lease)
            if await self._call(self._store.requeue):
                self._wake.set()
        await self._notice_what_is_lost()
        await self._notice_what_is_taken()
        self.waiting = (await self._call(self._store.counts))[JobStatus.QUEUED]

    async def _notice_what_is_lost(self) -> None:
        """Stop the work on what another server has cancelled, or taken up as ours seemed dead.

        A job that is held here although nobody works on it, as a connection broke just when it
        was accepted or claimed, goes back to the queue.
        """
        before = dict(self._running)
        held = await self._call(self._store.held, self._lease.holder)
        for job, task in before.items():
            if job not in held and job in self._running:
                task.cancel()
                self._taken(job)
        stray = held - self._running.keys() - frozenset(self._writing())
        forgotten = stray & self._stray  # twice: not only on its way from hand to hand
        if forgotten:
            await self._call(self._store.release, self._lease.holder, forgotten)
            self._wake.set()
        self._stray = stray

    async def _notice_what_is_taken(self) -> None:
        before = set(self._here)
        if not before:
            return
        waiting = await self._call(self._store.waiting)
        for job in before - waiting:
            if job in self._here:
                self._here.discard(job)
                self._taken(job)
