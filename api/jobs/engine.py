"""The engine: requests in, jobs out, and everything that one may ask about a job.

A job is accepted once it is committed.  What is asked again is answered from memory, or from
the database, or by the work that is on its way already.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Mapping
from dataclasses import replace

from api.jobs.accepting import Accepted, Addition, Lease
from api.jobs.blocking import Blocking
from api.jobs.cache import ByteCache
from api.jobs.dispatcher import Dispatcher
from api.jobs.errands import Errands
from api.jobs.errors import (
    LibraryUnknown,
    NotFinished,
    QueueFull,
    ShuttingDown,
    StoreUnavailable,
)
from api.jobs.holder import dead_holders, holder_name
from api.jobs.known import KnownJobs
from api.jobs.record import JobRecord, new_job
from api.jobs.request_key import RequestKeys
from api.jobs.store import JobStore
from api.jobs.view import proof_job
from api.jobs.work import JobWork
from api.settings import Settings
from api.tasks.executor import open_executor
from api.tasks.task import Json, Outcome, TaskKind
from api.wire import Library, LibraryUpload, ProofEvent, ProofJob, ProofRequest

__all__ = ["ProofEngine"]

_log = logging.getLogger(__name__)

_MIB = 2**20
_RENDERINGS_MB = 16
_LAST_STEPS = 1.0
"""Of the time for closing, what is kept for killing and writing down."""


class ProofEngine:
    """Takes requests, has them worked on, and keeps the answers.

    Args:
        settings: limits, workers, and the database, unless one is given.
        store: the database; closed with the engine only where the engine has opened it.

    Methods raise ``StoreUnavailable`` when the database fails; ``StoreFull`` is one.
    """

    def __init__(self, settings: Settings, store: JobStore | None = None) -> None:
        self.settings = settings
        self.store = store or JobStore(settings.store)
        self._owns_store = store is None
        self._call = Blocking(1 if self.store.is_sqlite else 4)
        self._pool = open_executor(settings, settings.workers)
        self._lease = Lease(holder_name(), settings.lease_seconds)
        self._jobs = KnownJobs(self.store, self._call, queued=lambda: self._dispatcher.wake())
        self._work = JobWork(self.store, self._call, self._pool, self._lease, self._jobs.forget)
        self._dispatcher = Dispatcher(
            self.store,
            self._call,
            self._lease,
            settings.workers,
            work=self._do,
            taken=self._jobs.taken,
            writing=lambda: self._work.writing,
        )
        self._errands = Errands(self._pool, settings.max_budget)
        self._keys = RequestKeys(settings)
        self._answers = ByteCache(settings.result_cache_mb * _MIB)
        self._renderings = ByteCache(_RENDERINGS_MB * _MIB)
        self._closing = False

    async def __aenter__(self) -> ProofEngine:
        lost = dead_holders(await self._call(self.store.holders))
        resumed = await self._call(self.store.requeue, lost)
        if resumed:
            _log.warning("%d jobs of a server that died are taken up again", resumed)
        await self._pool.__aenter__()
        self._dispatcher.open()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def close(self, drain: float = 10.0) -> None:
        """Take no more jobs; those under way get ``drain`` seconds, then they wait again.

        What waits, and what was not done in time, is there for the next server.
        """
        if self._closing:
            return
        self._closing = True
        await self._dispatcher.close(max(0.0, drain - _LAST_STEPS))
        await self._work.close(_LAST_STEPS)
        await self._pool.close(0)
        try:
            released = await self._call(self.store.release, self._lease.holder)
            _log.info("closed; %d jobs go back to the queue", released)
        except StoreUnavailable as error:
            _log.error("the next server has to find out which jobs go on: %s", error)
        self._jobs.leave()
        self._call.close()
        if self._owns_store:
            self.store.close()

    # --- asking ------------------------------------------------------------------------

    def cached_response(self, request: ProofRequest, owner: str = "") -> bytes | None:
        """The job of an earlier equal request of ``owner``, as ready JSON, if it is at hand."""
        return self._answers.get(owner + "/" + self._keys.key(request))

    async def submit(
        self, request: ProofRequest, *, owner: str = "", idempotency_key: str | None = None
    ) -> ProofJob:
        """The job that ``request`` becomes, or has become.

        Args:
            request: what is asked; how long its sender waits is their own affair.
            owner: who asks.
            idempotency_key: requests of an owner with equal keys are one request.

        Raises:
            IdempotencyClash: the key was used for another request.
            LibraryUnknown: the request names a library that ``owner`` does not have.
            QueueFull: too many jobs wait.
            ShuttingDown: the server ends.
        """
        key = self._keys.key(request)
        if idempotency_key is None and (ready := self._answers.get(f"{owner}/{key}")):
            return ProofJob.model_validate_json(ready)
        self._require_room()
        if request.library is not None:
            await self.library(request.library, owner)
        budget = min(request.options.budget or self.settings.timeout, self.settings.max_budget)
        job = new_job(request, owner, key, budget)
        # A caller who hangs up now leaves a job that is accepted and known, or none.
        accepted = await asyncio.shield(asyncio.create_task(self._accept(job, idempotency_key)))
        answered = accepted.addition is Addition.ANSWERED
        shown = proof_job(accepted.record, cached=answered)
        if answered:
            self._answers.put(f"{owner}/{key}", shown.model_dump_json().encode())
        return shown

    def _require_open(self) -> None:
        if self._closing:
            raise ShuttingDown("the server is shutting down", hint="try again in a moment")

    def _require_room(self) -> None:
        self._require_open()
        if self._dispatcher.waiting >= self.settings.max_queued:
            raise QueueFull(
                f"{self._dispatcher.waiting} jobs are waiting", hint="try again in a while"
            )

    async def _accept(self, job: JobRecord, key: str | None) -> Accepted:
        has_slot = self._dispatcher.take_slot()
        lease = self._lease if has_slot else None
        try:
            accepted = await self._call(self.store.add, job, key=key, lease=lease)
        except BaseException:
            if has_slot:
                self._dispatcher.give_back()
            raise
        if accepted.addition is not Addition.NEW:
            if has_slot:
                self._dispatcher.give_back()
            return accepted
        live = self._jobs.watched(accepted.record)
        if has_slot:
            self._dispatcher.begin(live.record)
        else:
            self._dispatcher.queued(live.record.id)
        return accepted

    async def _do(self, record: JobRecord) -> None:
        await self._work.do(self._jobs.watched(record))

    # --- looking -----------------------------------------------------------------------

    async def job(self, job_id: str, *, owner: str | None = None) -> ProofJob:
        """A job as it stands.

        Args:
            job_id: which.
            owner: if given, jobs of others do not exist.

        Raises:
            JobUnknown: there is none.
        """
        return proof_job(await self._jobs.record(job_id, owner))

    async def wait(self, job_id: str, seconds: float) -> ProofJob:
        """A job when it has ended, or as it stands after ``seconds``.

        Raises:
            JobUnknown: there is none.
        """
        return proof_job(await self._jobs.ended(job_id, seconds))

    async def shared(self, share: str) -> ProofJob:
        """The job of a share link.

        Raises:
            JobUnknown: there is none.
        """
        return proof_job(await self._jobs.shared(share))

    async def recent(
        self, owner: str, limit: int = 50, before: str | None = None
    ) -> list[ProofJob]:
        """The latest jobs of ``owner`` without their answers, older than ``before`` if given."""
        records = await self._jobs.recent(owner, limit, before)
        return [proof_job(replace(record, answer=None)) for record in records]

    def events(self, job_id: str, after: int = 0) -> AsyncIterator[ProofEvent]:
        """What has happened to a job since event ``after``, and what happens, until it has ended.

        Raises:
            JobUnknown: there is none.
        """
        return self._jobs.events(job_id, after)

    async def rendered(self, job_id: str, format: str) -> str:  # noqa: A002 (as the wire says it)
        """The answer of a job as html, lean, tstp, dot or markdown.

        Raises:
            JobUnknown: there is no such job.
            NotFinished: it has no answer.
            TaskFailed: the answer cannot be shown in that form.
        """
        name = f"{job_id}/{format}"
        ready = self._renderings.get(name)
        if ready is not None:
            return ready.decode()
        record = await self._jobs.record(job_id)
        if record.answer is None:
            raise NotFinished(f"the job is {record.status}", hint="wait until it is done")
        payload = {"answer": json.loads(record.answer), "format": format}
        document = await self._errands.document(TaskKind.RENDER, payload)
        text = str(document["text"])
        self._renderings.put(name, text.encode())
        return text

    def counts(self) -> Mapping[str, int]:
        """Numbers for those who watch the server."""
        return {
            "queued": self._dispatcher.waiting,
            "running": self._dispatcher.running,
            "workers": self._pool.ready,
            "workers_busy": self._pool.busy,
            "cached_bytes": self._answers.size,
        }

    # --- stopping ----------------------------------------------------------------------

    async def cancel(self, job_id: str) -> ProofJob:
        """End a job unless it has ended: the work is killed, then this returns.

        Raises:
            JobUnknown: there is none.
        """
        await self._dispatcher.cancel(job_id)
        record = await self._call(self.store.cancel, job_id)
        self._jobs.end(record)
        return proof_job(record)

    # --- work that is not kept ---------------------------------------------------------

    async def run(self, kind: TaskKind, payload: Json, seconds: float) -> Outcome:
        """Have something done at once; it is killed when the caller is cancelled.

        Raises:
            ShuttingDown: the server ends.
        """
        self._require_open()
        return await self._errands.run(kind, payload, seconds)

    # --- libraries ---------------------------------------------------------------------

    async def add_library(self, upload: LibraryUpload, owner: str) -> Library:
        """Keep a text of premises, once it has been read.

        Raises:
            TaskFailed: it cannot be read.
        """
        found = await self._errands.document(TaskKind.LIBRARY, upload.model_dump(mode="json"))
        return await self._call(
            self.store.libraries.add, upload, owner, found["premises"], found["untranslated"]
        )

    async def library(self, library_id: str, owner: str) -> Library:
        """A library of ``owner``.

        Raises:
            LibraryUnknown: they have none of that id.
        """
        found = await self._call(self.store.libraries.get, library_id)
        if found.owner != owner:
            raise LibraryUnknown("there is no such library", hint="see GET /v1/libraries")
        return found.library

    async def libraries(self, owner: str) -> list[Library]:
        """The libraries of ``owner``, the newest first."""
        return await self._call(self.store.libraries.of, owner)

    async def delete_library(self, library_id: str, owner: str) -> None:
        """Forget a library of ``owner``; what was answered with it stays.

        Raises:
            LibraryUnknown: they have none of that id.
        """
        await self.library(library_id, owner)
        await self._call(self.store.libraries.delete, library_id)
        self._answers.clear()
