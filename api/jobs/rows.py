"""Rows of the table of jobs as records, and back; answers are compressed and checksummed."""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import replace
from time import time
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, select

from api.jobs.record import Ending, JobRecord
from api.jobs.tables import jobs
from api.wire import JobStatus
from prover.verdict import Verdict

__all__ = ["begun", "every", "held", "is_intact", "record", "values"]

_ANSWER = ("answer", "digest")

_COLUMNS = [column for column in jobs.c if column.name not in _ANSWER]


def every(*, answers: bool = True) -> Select[Any]:
    """All jobs, to be narrowed down."""
    return select(jobs) if answers else select(*_COLUMNS)


def held(holder: str) -> tuple[ColumnElement[bool], ...]:
    """What ``holder`` works on."""
    return jobs.c.holder == holder, jobs.c.status == JobStatus.RUNNING


def begun(waiting: JobRecord) -> JobRecord:
    """``waiting`` as it is once work on it begins."""
    attempts = waiting.attempts + 1
    return replace(waiting, status=JobStatus.RUNNING, attempts=attempts, started=time())


def values(ending: Ending) -> dict[str, Any]:
    """The columns that say how a job ended."""
    answer = ending.answer
    return {
        "status": ending.status,
        "verdict": ending.verdict,
        "answer": None if answer is None else zlib.compress(answer, 1),
        "digest": None if answer is None else hashlib.sha256(answer).hexdigest(),
        "error": ending.error,
        "reusable": ending.reusable,
    }


def is_intact(row: Row[Any]) -> bool:
    """Whether the answer of a row, if there is one, is what was written."""
    if row.answer is None:
        return True
    try:
        found = hashlib.sha256(zlib.decompress(row.answer)).hexdigest()
    except zlib.error:
        return False
    return found == str(row.digest)


def record(row: Row[Any], *, answers: bool = True) -> JobRecord:
    """The job in ``row``, without its answer if that is not wanted."""
    answer = getattr(row, "answer", None) if answers else None
    return JobRecord(
        id=row.id,
        share=row.share,
        owner=row.owner,
        request_key=row.request_key,
        request=row.request,
        budget=row.budget,
        status=JobStatus(row.status),
        attempts=row.attempts,
        created=row.created,
        started=row.started,
        finished=row.finished,
        verdict=None if row.verdict is None else Verdict(row.verdict),
        answer=None if answer is None else zlib.decompress(answer),
        error=row.error,
    )
