"""Jobs in a database: what was accepted is there until it has ended, whoever dies meanwhile.

A job that is worked on is *held* by one server, under a lease which that server renews.  Only
the holder can end it; when the lease runs out, the job goes back to the queue.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from time import time
from typing import Any

from sqlalchemy import Select, and_, bindparam, case, func, or_, select, update

from api.jobs import event_table, rows
from api.jobs.accepting import Accepted, Lease, accept, do_again
from api.jobs.api_keys import ApiKeys
from api.jobs.database import Database
from api.jobs.errors import JobUnknown, StoreConflict
from api.jobs.libraries import Libraries
from api.jobs.problems import interrupted
from api.jobs.record import Ending, JobRecord
from api.jobs.tables import jobs
from api.wire import JobStatus, ProofEvent

__all__ = ["MAX_ATTEMPTS", "JobStore"]

MAX_ATTEMPTS = 2
"""How often a job is started whose worker or server dies under it."""

_FINISH = update(jobs).where(
    jobs.c.id == bindparam("ended"),
    jobs.c.holder == bindparam("by"),
    jobs.c.status == bindparam("held", JobStatus.RUNNING),
)
"""Made once, as it is carried out for every job; the columns to be set come with each call."""


class JobStore:
    """Jobs, events, libraries and API keys.  Blocking; may be used from several threads.

    Args:
        url: ``sqlite:///FILE`` or ``postgresql://USER@HOST/NAME``.

    Attributes:
        libraries: premises that were uploaded.
        api_keys: who may use the server.

    Every method raises ``StoreUnavailable`` when the database fails, ``StoreFull`` when its
    disk is full.
    """

    def __init__(self, url: str) -> None:
        self._database = Database(url)
        self.is_sqlite = self._database.is_sqlite
        self.libraries = Libraries(self._database)
        self.api_keys = ApiKeys(self._database)

    def close(self) -> None:
        """Close the database."""
        self._database.close()

    # --- accepting ---------------------------------------------------------------------

    def add(
        self, job: JobRecord, *, key: str | None = None, lease: Lease | None = None
    ) -> Accepted:
        """Accept a job; once this returns, it is not lost.

        Args:
            job: what the request is if it is a new one.
            key: the idempotency key it came with.
            lease: of the server that begins with it at once, if one does.

        Raises:
            IdempotencyClash: ``key`` has been used for another request.
        """
        try:
            with self._database.writing() as connection:
                return accept(connection, job, key, lease)
        except StoreConflict:  # somebody else has just used the key; now it is seen
            with self._database.writing() as connection:
                return accept(connection, job, key, lease)

    # --- working -----------------------------------------------------------------------

    def claim(self, lease: Lease) -> JobRecord | None:
        """The job that has waited longest, now held under ``lease``; ``None`` if none waits."""
        oldest = (
            rows.every()
            .where(jobs.c.status == JobStatus.QUEUED)
            .order_by(jobs.c.created)
            .limit(1)
            .with_for_update(skip_locked=True)
        )
        with self._database.writing() as connection:
            row = connection.execute(oldest).first()
            if row is None:
                return None
            record = rows.begun(rows.record(row))
            connection.execute(
                update(jobs)
                .where(jobs.c.id == record.id)
                .values(
                    status=record.status,
                    attempts=record.attempts,
                    started=record.started,
                    holder=lease.holder,
                    lease=time() + lease.seconds,
                )
            )
        return record

    def renew(self, lease: Lease) -> None:
        """Keep what the holder of ``lease`` works on for so many more seconds."""
        with self._database.writing() as connection:
            connection.execute(
                update(jobs).where(*rows.held(lease.holder)).values(lease=time() + lease.seconds)
            )

    def held(self, holder: str) -> frozenset[str]:
        """The ids of what ``holder`` works on: what is not among them it has lost."""
        with self._database.reading() as connection:
            found = connection.execute(select(jobs.c.id).where(*rows.held(holder)))
            return frozenset(row.id for row in found)

    def waiting(self) -> frozenset[str]:
        """The ids of what waits in the queue."""
        with self._database.reading() as connection:
            found = connection.execute(select(jobs.c.id).where(jobs.c.status == JobStatus.QUEUED))
            return frozenset(row.id for row in found)

    def retry(self, job: str, holder: str) -> None:
        """Note that work on a job begins again."""
        with self._database.writing() as connection:
            connection.execute(
                update(jobs)
                .where(jobs.c.id == job, *rows.held(holder))
                .values(attempts=jobs.c.attempts + 1)
            )

    def finish(
        self, job: JobRecord, holder: str, ending: Ending, happened: Iterable[ProofEvent]
    ) -> JobRecord | None:
        """The job as it has ended; ``None`` if ``holder`` had lost it, and it is not ended."""
        changed = {**rows.values(ending), "finished": ending.at, "holder": None, "lease": None}
        with self._database.writing() as connection:
            done = connection.execute(_FINISH, {**changed, "ended": job.id, "by": holder})
            if not done.rowcount:
                return None
            event_table.write(connection, job.id, happened)
        return job.ended(ending)

    def release(self, holder: str, only: Collection[str] | None = None) -> int:
        """Put what ``holder`` works on back into the queue; how many jobs that were.

        Args:
            holder: a server.
            only: of these jobs; of all by default.
        """
        which = rows.held(holder)
        if only is not None:
            which = (*which, jobs.c.id.in_(only))
        with self._database.writing() as connection:
            done = connection.execute(
                update(jobs)
                .where(*which)
                .values(
                    status=JobStatus.QUEUED,
                    attempts=jobs.c.attempts - 1,
                    holder=None,
                    lease=None,
                )
            )
        return done.rowcount

    def cancel(self, job: str) -> JobRecord:
        """End a job that has not ended, as cancelled.

        Raises:
            JobUnknown: there is none of that id.
        """
        open_ = jobs.c.status.in_((JobStatus.QUEUED, JobStatus.RUNNING))
        with self._database.writing() as connection:
            connection.execute(
                update(jobs)
                .where(jobs.c.id == job, open_)
                .values(status=JobStatus.CANCELLED, finished=time(), holder=None, lease=None)
            )
        return self.get(job)

    # --- recovery ----------------------------------------------------------------------

    def holders(self) -> frozenset[str]:
        """The servers that work on something, or died while they did."""
        with self._database.reading() as connection:
            found = connection.execute(
                select(jobs.c.holder).where(jobs.c.status == JobStatus.RUNNING).distinct()
            )
            return frozenset(row.holder for row in found)

    def requeue(self, lost: Collection[str] = ()) -> int:
        """Put jobs back into the queue whose server has died; how many those were.

        Args:
            lost: servers that are known to have died; others have when their lease is over.

        A job that was started too often is interrupted instead.
        """
        dead = or_(jobs.c.lease < time(), jobs.c.holder.in_(lost))
        again = jobs.c.attempts < MAX_ATTEMPTS
        with self._database.writing() as connection:
            done = connection.execute(
                update(jobs)
                .where(jobs.c.status == JobStatus.RUNNING, dead)
                .values(
                    status=case((again, JobStatus.QUEUED), else_=JobStatus.INTERRUPTED),
                    finished=case((again, None), else_=time()),
                    error=case((again, None), else_=interrupted()),
                    holder=None,
                    lease=None,
                )
            )
        return done.rowcount

    # --- looking -----------------------------------------------------------------------

    def get(self, job: str) -> JobRecord:
        """The job of that id.  One whose answer is damaged is in the queue again.

        Raises:
            JobUnknown: there is none.
        """
        return self._intact(rows.every().where(jobs.c.id == job))

    def shared(self, share: str) -> JobRecord:
        """The job of that share token.

        Raises:
            JobUnknown: there is none.
        """
        return self._intact(rows.every().where(jobs.c.share == share))

    def recent(self, owner: str, limit: int, before: str | None = None) -> Sequence[JobRecord]:
        """The latest jobs of ``owner`` without their answers, the newest first.

        Args:
            owner: whose.
            limit: how many at most.
            before: only what is older than the job of this id.
        """
        wanted = rows.every(answers=False).where(jobs.c.owner == owner)
        if before is not None:
            at = select(jobs.c.created).where(jobs.c.id == before).scalar_subquery()
            wanted = wanted.where(
                or_(jobs.c.created < at, and_(jobs.c.created == at, jobs.c.id < before))
            )
        wanted = wanted.order_by(jobs.c.created.desc(), jobs.c.id.desc()).limit(limit)
        with self._database.reading() as connection:
            return [rows.record(row) for row in connection.execute(wanted)]

    def events(self, job: str, after: int = 0) -> Sequence[ProofEvent]:
        """What happened to a job that has ended, from the event after number ``after``."""
        with self._database.reading() as connection:
            return event_table.read(connection, job, after)

    def counts(self) -> dict[JobStatus, int]:
        """How many jobs wait, and how many are worked on."""
        states = (JobStatus.QUEUED, JobStatus.RUNNING)
        counted = (
            select(jobs.c.status, func.count()).where(jobs.c.status.in_(states)).group_by("status")
        )
        with self._database.reading() as connection:
            found = {JobStatus(state): count for state, count in connection.execute(counted)}
        return {state: found.get(state, 0) for state in states}

    def _intact(self, wanted: Select[Any]) -> JobRecord:
        with self._database.reading() as connection:
            row = connection.execute(wanted).first()
        if row is None:
            raise JobUnknown("there is no such job", hint="ids are not guessable: check the link")
        if rows.is_intact(row):
            return rows.record(row)
        with self._database.writing() as connection:
            return do_again(connection, row)
