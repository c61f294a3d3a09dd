"""One job, from the first attempt to its end."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, ParamSpec, TypeVar

from api.jobs.accepting import Lease
from api.jobs.blocking import Blocking
from api.jobs.endings import ending_of
from api.jobs.errors import LibraryUnknown, StoreUnavailable
from api.jobs.live import LiveJob
from api.jobs.problems import failed
from api.jobs.record import Ending, JobRecord
from api.jobs.store import MAX_ATTEMPTS, JobStore
from api.tasks.executor import Executor
from api.tasks.task import Json, Progress, Result, Task, TaskKind
from api.wire import JobStatus, Stage

__all__ = ["JobWork"]

_log = logging.getLogger(__name__)

P = ParamSpec("P")
T = TypeVar("T")

_TRY_AGAIN = 1.0
"""Seconds until a call that the database could not serve is made again."""


@dataclass(slots=True)
class JobWork:
    """Has jobs done by workers, and their endings written down.

    Attributes:
        store: where endings are written.
        call: calls the store.
        pool: does the work.
        lease: under which this server holds the jobs.
        ended: is told of a job that this server has no more to do with.
    """

    store: JobStore
    call: Blocking
    pool: Executor
    lease: Lease
    ended: Callable[[LiveJob], None]
    _writing: dict[str, asyncio.Task[None]] = field(default_factory=dict)

    async def do(self, live: LiveJob) -> None:
        """Work on a job; its ending is written while others are worked on already.

        When this is cancelled the workers are killed at once, and the job is as it was.
        """
        ending = await self._outcome(live)
        self._writing[live.record.id] = asyncio.create_task(self._write(live, ending))

    @property
    def writing(self) -> Collection[str]:
        """The ids of jobs whose endings are being written."""
        return self._writing.keys()

    async def close(self, seconds: float) -> None:
        """Finish writing, or give it up: those jobs are done again."""
        writing = list(self._writing.values())
        if not writing:
            return
        _, rest = await asyncio.wait(writing, timeout=seconds)
        for task in rest:
            task.cancel()
        await asyncio.gather(*rest, return_exceptions=True)

    async def _outcome(self, live: LiveJob) -> Ending:
        record = live.record
        try:
            payload = await self._payload(record)
        except LibraryUnknown as error:
            entry = {"code": error.code, "message": error.message, "hint": error.hint}
            return Ending(JobStatus.FAILED, error=failed(entry))
        task = Task(record.id, TaskKind.PROVE, payload, record.budget)
        drafts: list[Json] = []

        def report(progress: Progress) -> None:
            data = dict(progress.data)
            draft = data.pop("draft", None)
            if draft is not None:
                drafts.append(draft)
            live.tell(Stage(progress.stage), data)

        attempt = record.attempts
        while True:
            live.tell(Stage.STARTED, {"attempt": attempt})
            outcome = await self.pool.run(task, report)
            if outcome.result is not Result.CRASHED or attempt >= MAX_ATTEMPTS:
                break
            _log.warning("job %s: its worker was lost, it is tried again", record.id)
            await self._persist(self.store.retry, record.id, self.lease.holder)
            attempt += 1
        draft = drafts[-1] if drafts else None
        return ending_of(outcome, task, draft, self.pool.settings.worker_memory_mb)

    async def _payload(self, record: JobRecord) -> Mapping[str, Any]:
        request: dict[str, Any] = json.loads(record.request)
        if request.get("library") is None:
            return request
        found = await self._persist(self.store.libraries.get, request["library"])
        return {**request, "library_text": found.text, "library_language": found.library.language}

    async def _write(self, live: LiveJob, ending: Ending) -> None:
        """Tell who waits, who need not wait for the disk, and write the ending down."""
        job, happened = live.record, list(live.events)
        live.end(job.ended(ending))
        if await self._persist(self.store.finish, job, self.lease.holder, ending, happened) is None:
            _log.warning("job %s: another server has it now", job.id)
        self._writing.pop(job.id)
        self.ended(live)

    async def _persist(self, function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """The result of a call of the database, made again for as long as that fails."""
        while True:
            try:
                return await self.call(function, *args, **kwargs)
            except StoreUnavailable as error:
                _log.error("%s", error)
                await asyncio.sleep(_TRY_AGAIN)
