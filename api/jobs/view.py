"""Jobs as they are shown."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from api.jobs.record import JobRecord
from api.wire import ProblemDetails, ProofEvent, ProofJob, ProofLinks, Stage

__all__ = ["finished_event", "proof_job", "time_of"]


def proof_job(record: JobRecord, *, cached: bool = False) -> ProofJob:
    """``record`` for its owner."""
    answer, error = record.answer, record.error
    return ProofJob(
        id=record.id,
        status=record.status,
        verdict=record.verdict,
        answer=None if answer is None else json.loads(answer),
        error=None if error is None else ProblemDetails.model_validate_json(error),
        cached=cached,
        created=time_of(record.created),
        started=None if record.started is None else time_of(record.started),
        finished=None if record.finished is None else time_of(record.finished),
        links=_links(record),
    )


def finished_event(record: JobRecord, sequence: int) -> ProofEvent:
    """The last event of a job that has ended."""
    data = {"status": record.status.value}
    if record.verdict is not None:
        data["verdict"] = record.verdict.value
    at = time_of(record.finished or record.created)
    return ProofEvent(sequence=sequence, stage=Stage.FINISHED, at=at, data=data)


def time_of(seconds: float) -> datetime:
    """A time of the database."""
    return datetime.fromtimestamp(seconds, UTC)


def _links(record: JobRecord) -> ProofLinks:
    base = f"/v1/proofs/{record.id}"
    return ProofLinks(
        self=base,
        events=f"{base}/events",
        graph=f"{base}/graph.json",
        html=f"{base}/graph.html",
        lean=f"{base}/proof.lean",
        tstp=f"{base}/proof.tstp",
        share=f"/share/{record.share}",
    )
