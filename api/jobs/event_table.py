"""What happened to jobs, written when they end and read when someone looks."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from sqlalchemy import Connection, delete, insert, select

from api.jobs.tables import events
from api.wire import ProofEvent, Stage

__all__ = ["forget", "read", "write"]

_INSERT = insert(events)


def write(connection: Connection, job: str, happened: Iterable[ProofEvent]) -> None:
    """Keep ``happened``, in place of what was kept of an earlier attempt."""
    rows = [
        {
            "job": job,
            "sequence": event.sequence,
            "stage": event.stage.value,
            "at": event.at.timestamp(),
            "data": json.dumps(event.data, ensure_ascii=False),
        }
        for event in happened
    ]
    if rows:
        connection.execute(_INSERT, rows)


def read(connection: Connection, job: str, after: int) -> Sequence[ProofEvent]:
    """The events of a job from the one after number ``after``."""
    wanted = (
        select(events)
        .where(events.c.job == job, events.c.sequence > after)
        .order_by(events.c.sequence)
    )
    return [
        ProofEvent(
            sequence=row.sequence,
            stage=Stage(row.stage),
            at=datetime.fromtimestamp(row.at, UTC),
            data=json.loads(row.data),
        )
        for row in connection.execute(wanted)
    ]


def forget(connection: Connection, job: str) -> None:
    """Drop the events of a job that is done once more."""
    connection.execute(delete(events).where(events.c.job == job))
