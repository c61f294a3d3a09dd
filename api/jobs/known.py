"""Jobs as they stand: what happens to one here is known at once, all else is in the database."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from time import monotonic

from api.jobs.blocking import Blocking
from api.jobs.errors import JobUnknown
from api.jobs.live import LiveJob
from api.jobs.record import JobRecord
from api.jobs.store import JobStore
from api.jobs.view import finished_event
from api.wire import JobStatus, ProofEvent, Stage

__all__ = ["KnownJobs"]

_LOOK_EVERY = 0.25


@dataclass(slots=True)
class KnownJobs:
    """The jobs that this server has to do with, and through the database those of all others.

    Attributes:
        store: where all jobs are.
        call: calls the store.
        queued: is told that a job waits in the database.
    """

    store: JobStore
    call: Blocking
    queued: Callable[[], None]
    _live: dict[str, LiveJob] = field(default_factory=dict)

    # --- what happens here -------------------------------------------------------------

    def watched(self, record: JobRecord) -> LiveJob:
        """The job of ``record`` from now on, for whoever listens."""
        live = self._live.get(record.id)
        if live is None:
            live = self._live[record.id] = LiveJob(record)
            live.tell(Stage.QUEUED)
        live.record = record
        return live

    def end(self, record: JobRecord) -> None:
        """A job has ended as ``record`` says."""
        live = self._live.pop(record.id, None)
        if live is not None:
            live.end(record)

    def taken(self, job_id: str) -> None:
        """Another server has to do with a job: who listens here has to look into the database."""
        live = self._live.get(job_id)
        if live is not None:
            live.leave()
            self.forget(live)

    def forget(self, live: LiveJob) -> None:
        """Nothing more happens to a job here."""
        self._live.pop(live.record.id, None)

    def leave(self) -> None:
        """Nothing more happens here at all."""
        for live in self._live.values():
            live.leave()

    # --- how they stand ----------------------------------------------------------------

    async def record(self, job_id: str, owner: str | None = None) -> JobRecord:
        """A job as it stands.

        Args:
            job_id: which.
            owner: if given, jobs of others do not exist.

        Raises:
            JobUnknown: there is none.
        """
        live = self._live.get(job_id)
        record = live.record if live else await self.call(self.store.get, job_id)
        if owner is not None and record.owner != owner:
            raise JobUnknown("there is no such job", hint="ids are not guessable: check the link")
        return self._looked_after(record)

    async def shared(self, share: str) -> JobRecord:
        """The job of a share link.

        Raises:
            JobUnknown: there is none.
        """
        return self._looked_after(self._newest(await self.call(self.store.shared, share)))

    async def recent(self, owner: str, limit: int, before: str | None) -> list[JobRecord]:
        """The latest jobs of ``owner``, older than ``before`` if given."""
        records = await self.call(self.store.recent, owner, limit, before)
        return [self._newest(record) for record in records]

    async def ended(self, job_id: str, seconds: float) -> JobRecord:
        """A job when it has ended, or as it stands after ``seconds``.

        Raises:
            JobUnknown: there is none.
        """
        end = monotonic() + seconds
        while True:
            live = self._live.get(job_id)
            record = live.record if live else await self.record(job_id)
            left = end - monotonic()
            if record.status.is_final or left <= 0:
                return record
            if live is None:
                await asyncio.sleep(min(_LOOK_EVERY, left))
                continue
            try:
                async with asyncio.timeout(left):
                    await live.gone.wait()
            except TimeoutError:
                return live.record
            if live.record.status.is_final:
                return live.record

    async def events(self, job_id: str, after: int = 0) -> AsyncIterator[ProofEvent]:
        """What has happened to a job, and what happens, until it has ended.

        Args:
            job_id: which.
            after: the number of the last event that is known already.

        Raises:
            JobUnknown: there is none.
        """
        while True:
            live = self._live.get(job_id)
            if live is not None:
                async for event in live.follow(after):
                    yield event
                    after = max(after, event.sequence)
                if live.record.status.is_final:
                    return
            record = await self.record(job_id)
            if record.status.is_final:
                break
            await asyncio.sleep(_LOOK_EVERY)
        last = after
        for event in await self.call(self.store.events, job_id, after):
            yield event
            last = event.sequence
            if event.stage is Stage.FINISHED:
                return
        yield finished_event(record, last + 1)

    def _newest(self, record: JobRecord) -> JobRecord:
        """``record``, or how the job stands here: what has just ended is still being written."""
        live = self._live.get(record.id)
        return live.record if live else record

    def _looked_after(self, record: JobRecord) -> JobRecord:
        """``record``; what waits is begun soon: a damaged answer has put its job back there."""
        if record.status is JobStatus.QUEUED:
            self.queued()
        return record
