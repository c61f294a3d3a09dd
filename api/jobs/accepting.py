"""Accepting a request, within one transaction: is it new, known, or answered already?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from time import time
from typing import Any

from sqlalchemy import Connection, Row, and_, bindparam, insert, or_, select, update

from api.jobs import event_table, rows
from api.jobs.errors import IdempotencyClash
from api.jobs.record import Ending, JobRecord
from api.jobs.tables import idempotency, jobs
from api.wire import JobStatus

__all__ = ["Accepted", "Addition", "Lease", "accept", "do_again"]

_MINE = jobs.c.owner == bindparam("asker")
_EQUAL = (
    rows.every(answers=False)
    .where(
        jobs.c.request_key == bindparam("asked"),
        or_(
            jobs.c.reusable,
            and_(_MINE, jobs.c.status.in_((JobStatus.QUEUED, JobStatus.RUNNING))),
        ),
    )
    .order_by(_MINE.desc(), jobs.c.created)
)
"""Made once: SQLAlchemy takes longer to build a statement than SQLite to carry it out."""

_INSERT = insert(jobs)


class Addition(StrEnum):
    """What became of a request."""

    NEW = "new"
    """A new job."""
    SAME = "same"
    """A job that its sender has started already."""
    ANSWERED = "answered"
    """A job with the answer of an earlier equal request."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """The job that a request has become, and how."""

    record: JobRecord
    addition: Addition


@dataclass(frozen=True, slots=True)
class Lease:
    """Who works on something, and for how many seconds unless that is renewed."""

    holder: str
    seconds: float


def accept(
    connection: Connection, job: JobRecord, key: str | None, lease: Lease | None
) -> Accepted:
    """What becomes of ``job``.

    Args:
        connection: in a transaction.
        job: what it is if it is new.
        key: its idempotency key.
        lease: of the server that begins with it at once, if one does.

    Raises:
        IdempotencyClash: ``key`` has been used for another request.
    """
    if key is not None and (known := _repeated(connection, job, key)):
        return known
    accepted = _equal(connection, job)
    if accepted is None:
        accepted = Accepted(job if lease is None else rows.begun(job), Addition.NEW)
        _insert(connection, accepted.record, lease)
    elif accepted.record.id == job.id:
        _insert(connection, accepted.record, None)
    if key is not None:
        _remember(connection, job, key, accepted.record.id)
    return accepted


def do_again(connection: Connection, row: Row[Any]) -> JobRecord:
    """Have a job done once more whose answer was damaged on the disk."""
    fresh: dict[str, Any] = {
        "status": JobStatus.QUEUED,
        "attempts": 0,
        "started": None,
        "finished": None,
        "verdict": None,
    }
    changed = {**fresh, "answer": None, "digest": None, "reusable": False}
    connection.execute(update(jobs).where(jobs.c.id == row.id).values(**changed))
    event_table.forget(connection, row.id)
    return replace(rows.record(row, answers=False), **fresh)


def _repeated(connection: Connection, job: JobRecord, key: str) -> Accepted | None:
    """The job that came with the same idempotency key."""
    used = connection.execute(
        select(idempotency).where(idempotency.c.owner == job.owner, idempotency.c.key == key)
    ).first()
    if used is None:
        return None
    if used.request_key != job.request_key:
        raise IdempotencyClash(
            "this idempotency key was used for another request", hint="use a new one"
        )
    return Accepted(_current(connection, used.job), Addition.SAME)


def _current(connection: Connection, id_: str) -> JobRecord:
    row = connection.execute(rows.every().where(jobs.c.id == id_)).one()
    return rows.record(row) if rows.is_intact(row) else do_again(connection, row)


def _equal(connection: Connection, job: JobRecord) -> Accepted | None:
    """What an equal request has led to, if that helps: an answer, or work on the way."""
    asked = {"asked": job.request_key, "asker": job.owner}
    for row in connection.execute(_EQUAL, asked).all():
        found = _current(connection, row.id)
        answered = found.answer is not None
        if found.owner == job.owner:
            return Accepted(found, Addition.ANSWERED if answered else Addition.SAME)
        if answered:
            return Accepted(_with_answer(job, found), Addition.ANSWERED)
    return None


def _with_answer(job: JobRecord, earlier: JobRecord) -> JobRecord:
    """``job`` with the answer that somebody else was given."""
    now = time()
    return replace(
        job,
        status=earlier.status,
        started=now,
        finished=now,
        verdict=earlier.verdict,
        answer=earlier.answer,
    )


def _insert(connection: Connection, job: JobRecord, lease: Lease | None) -> None:
    ending = Ending(job.status, job.verdict, job.answer, job.error)
    row = {
        "id": job.id,
        "share": job.share,
        "owner": job.owner,
        "request_key": job.request_key,
        "request": job.request,
        "budget": job.budget,
        "attempts": job.attempts,
        "holder": None if lease is None else lease.holder,
        "lease": None if lease is None else time() + lease.seconds,
        "created": job.created,
        "started": job.started,
        "finished": job.finished,
        **rows.values(ending),
    }
    connection.execute(_INSERT, row)


def _remember(connection: Connection, job: JobRecord, key: str, answered_by: str) -> None:
    connection.execute(
        insert(idempotency).values(
            owner=job.owner,
            key=key,
            job=answered_by,
            request_key=job.request_key,
            created=job.created,
        )
    )
