"""Jobs in a database: accepted once, worked on by one, never lost.  SQLite and PostgreSQL."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, event

from api.jobs.accepting import Addition, Lease
from api.jobs.errors import IdempotencyClash, JobUnknown, LibraryUnknown, StoreFull
from api.jobs.record import Ending, JobRecord, new_job
from api.jobs.store import JobStore
from api.wire import JobStatus, LibraryUpload, ProofEvent, ProofRequest, Stage
from prover.verdict import Verdict

HERE, THERE = Lease("here", 60.0), Lease("there", 60.0)
DONE = Ending(JobStatus.DONE, Verdict.PROVED, b'{"verdict": "proved"}', reusable=True)


def job(content: str = "a", owner: str = "") -> JobRecord:
    """A new job; equal contents are equal requests."""
    return new_job(ProofRequest(premises=[content], goal="g"), owner, f"key of {content}", 5.0)


def finished(store: JobStore, content: str = "a", owner: str = "") -> JobRecord:
    record = store.add(job(content, owner), lease=HERE).record
    ended = store.finish(record, HERE.holder, DONE, [])
    assert ended is not None
    return ended


# --- from the queue to the end -------------------------------------------------------------


def test_a_job_comes_back_as_it_was_put_in(store: JobStore) -> None:
    accepted = store.add(job())
    assert accepted.addition is Addition.NEW
    assert store.get(accepted.record.id) == accepted.record


def test_jobs_are_claimed_in_the_order_of_their_arrival(store: JobStore) -> None:
    arrived = [store.add(job(name)).record.id for name in "abc"]
    claimed = [store.claim(HERE) for _ in range(4)]
    assert [record and record.id for record in claimed] == [*arrived, None]
    assert claimed[0] is not None
    assert (claimed[0].status, claimed[0].attempts) == (JobStatus.RUNNING, 1)


def test_many_claim_at_once_and_every_job_has_one_holder(store: JobStore) -> None:
    arrived = {store.add(job(str(number))).record.id for number in range(40)}
    start = threading.Barrier(4)

    def claim_all(name: str) -> list[str]:
        start.wait()
        found = []
        while (record := store.claim(Lease(name, 60.0))) is not None:
            found.append(record.id)
        return found

    with ThreadPoolExecutor(4) as threads:
        claimed = [id_ for found in threads.map(claim_all, "abcd") for id_ in found]
    assert len(claimed) == len(set(claimed)) == 40
    assert set(claimed) == arrived


def test_an_answer_is_kept_with_what_happened(store: JobStore) -> None:
    record = store.add(job(), lease=HERE).record
    at = datetime.now(UTC)
    happened = [ProofEvent(sequence=n, stage=Stage.SEARCHING, at=at, data={"n": n}) for n in (1, 2)]
    store.finish(record, HERE.holder, DONE, happened)
    kept = store.get(record.id)
    assert (kept.status, kept.verdict, kept.answer) == (DONE.status, DONE.verdict, DONE.answer)
    assert [event.data for event in store.events(record.id, after=1)] == [{"n": 2}]


def test_only_the_holder_ends_a_job(store: JobStore) -> None:
    record = store.add(job(), lease=HERE).record
    assert store.finish(record, THERE.holder, DONE, []) is None
    assert store.get(record.id).status is JobStatus.RUNNING


def test_what_was_cancelled_stays_cancelled(store: JobStore) -> None:
    record = store.add(job(), lease=HERE).record
    assert store.cancel(record.id).status is JobStatus.CANCELLED
    assert store.finish(record, HERE.holder, DONE, []) is None
    assert store.held(HERE.holder) == frozenset()


def test_cancelling_comes_too_late_for_what_has_ended(store: JobStore) -> None:
    assert store.cancel(finished(store).id).status is JobStatus.DONE


def test_unknown_jobs_are_errors(store: JobStore) -> None:
    for look in (store.get, store.shared, store.cancel):
        with pytest.raises(JobUnknown):
            look("nobody")


# --- asked again ---------------------------------------------------------------------------


def test_an_equal_request_is_answered_by_the_earlier_job(store: JobStore) -> None:
    earlier = finished(store)
    accepted = store.add(job())
    assert (accepted.addition, accepted.record.id) == (Addition.ANSWERED, earlier.id)


def test_others_get_the_answer_in_a_job_of_their_own(store: JobStore) -> None:
    earlier = finished(store, owner="anna")
    accepted = store.add(job(owner="ben"))
    assert accepted.addition is Addition.ANSWERED
    assert accepted.record.id != earlier.id
    assert store.get(accepted.record.id).answer == earlier.answer
    assert [record.id for record in store.recent("ben", 10)] == [accepted.record.id]


def test_an_equal_request_joins_the_work_that_is_under_way(store: JobStore) -> None:
    first = store.add(job(), lease=HERE).record
    accepted = store.add(job())
    assert (accepted.addition, accepted.record.id) == (Addition.SAME, first.id)
    assert store.add(job(owner="ben")).addition is Addition.NEW


def test_an_unknown_is_asked_again(store: JobStore) -> None:
    record = store.add(job(), lease=HERE).record
    store.finish(record, HERE.holder, Ending(JobStatus.DONE, Verdict.UNKNOWN, b"{}"), [])
    assert store.add(job()).addition is Addition.NEW


def test_an_idempotency_key_stands_for_one_request(store: JobStore) -> None:
    first = store.add(job("a"), key="k").record
    again = store.add(job("a"), key="k")
    assert (again.addition, again.record.id) == (Addition.SAME, first.id)
    with pytest.raises(IdempotencyClash):
        store.add(job("b"), key="k")
    assert store.add(job("b", owner="ben"), key="k").addition is Addition.NEW


def test_one_key_sent_many_times_at_once_makes_one_job(store: JobStore) -> None:
    start = threading.Barrier(4)

    def send(_: int) -> str:
        start.wait()
        return store.add(job("a"), key="k").record.id

    with ThreadPoolExecutor(4) as threads:
        assert len(set(threads.map(send, range(4)))) == 1


# --- recovery ------------------------------------------------------------------------------


def test_a_job_whose_lease_is_over_waits_again(store: JobStore) -> None:
    record = store.add(job(), lease=Lease("here", -1.0)).record
    assert store.requeue() == 1
    claimed = store.claim(THERE)
    assert claimed is not None
    assert (claimed.id, claimed.attempts) == (record.id, 2)


def test_a_renewed_lease_holds(store: JobStore) -> None:
    store.add(job(), lease=Lease("here", -1.0))
    store.renew(HERE)
    assert store.requeue() == 0


def test_the_jobs_of_a_dead_server_need_not_wait_for_their_lease(store: JobStore) -> None:
    store.add(job(), lease=HERE)
    assert store.holders() == {"here"}
    assert store.requeue(["here"]) == 1


def test_a_job_that_kills_whoever_works_on_it_is_interrupted(store: JobStore) -> None:
    record = store.add(job(), lease=HERE).record
    store.requeue(["here"])
    store.claim(THERE)
    store.requeue(["there"])
    ended = store.get(record.id)
    assert ended.status is JobStatus.INTERRUPTED
    assert ended.finished is not None
    assert json.loads(ended.error or "")["code"] == "interrupted"


def test_what_is_put_back_is_not_counted_as_an_attempt(store: JobStore) -> None:
    record = store.add(job(), lease=HERE).record
    assert store.release("here") == 1
    put_back = store.get(record.id)
    assert (put_back.status, put_back.attempts) == (JobStatus.QUEUED, 0)


def test_everything_is_there_after_opening_again(url: str) -> None:
    first = JobStore(url)
    record = finished(first)
    first.close()
    second = JobStore(url)
    assert second.get(record.id).answer == DONE.answer
    second.close()


# --- history, libraries, keys --------------------------------------------------------------


def test_history_is_by_owner_and_goes_back_page_by_page(store: JobStore) -> None:
    mine = [store.add(job(name, owner="anna")).record.id for name in "abc"]
    store.add(job("d", owner="ben"))
    page = store.recent("anna", 2)
    assert [record.id for record in page] == [mine[2], mine[1]]
    assert [record.id for record in store.recent("anna", 2, page[-1].id)] == [mine[0]]


def test_history_leaves_answers_out(store: JobStore) -> None:
    finished(store)
    assert [record.answer for record in store.recent("", 5)] == [None]


def test_libraries_are_kept_with_their_texts(store: JobStore) -> None:
    upload = LibraryUpload(name="Policy", text="All birds can fly.")
    library = store.libraries.add(upload, "anna", 1, ["Hm."])
    kept = store.libraries.get(library.id)
    assert (kept.library, kept.owner, kept.text) == (library, "anna", upload.text)
    assert store.libraries.of("anna") == [library]
    assert store.libraries.of("ben") == []
    store.libraries.delete(library.id)
    with pytest.raises(LibraryUnknown):
        store.libraries.get(library.id)


def test_of_a_key_only_the_hash_is_kept(store: JobStore, url: str) -> None:
    made = store.api_keys.add("laptop")
    assert store.api_keys.all() == [made.key]
    assert made.secret not in str(made.key)
    if url.startswith("sqlite"):
        assert made.secret.encode() not in Path(url.removeprefix("sqlite:///")).read_bytes()
    assert store.api_keys.revoke(made.key.id)
    assert not store.api_keys.revoke(made.key.id)
    assert store.api_keys.all()[0].revoked is not None


# --- damage --------------------------------------------------------------------------------


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "jobs.db"


def damage(file: Path) -> None:
    with sqlite3.connect(file) as database:
        database.execute("UPDATE jobs SET answer = CAST(X'00' || substr(answer, 2) AS BLOB)")


def test_a_damaged_answer_is_dropped_and_found_again(file: Path) -> None:
    store = JobStore(f"sqlite:///{file}")
    record = finished(store)
    damage(file)
    assert store.get(record.id).status is JobStatus.QUEUED
    claimed = store.claim(HERE)
    assert claimed is not None
    store.finish(claimed, HERE.holder, DONE, [])
    assert store.get(record.id).answer == DONE.answer
    store.close()


def test_a_damaged_answer_answers_nobody(file: Path) -> None:
    store = JobStore(f"sqlite:///{file}")
    finished(store)
    damage(file)
    assert store.add(job()).addition is Addition.SAME
    assert store.add(job(owner="ben")).addition is Addition.NEW
    store.close()


@pytest.fixture
def pages() -> Iterator[list[int]]:
    """How many pages a database of SQLite may have.

    It says the same of a file that may not grow as of a disk that is full.
    """
    most = [1_000_000]

    def limit(connection: Connection) -> None:
        connection.exec_driver_sql(f"PRAGMA max_page_count={most[0]}")

    event.listen(Engine, "begin", limit)
    yield most
    event.remove(Engine, "begin", limit)


def test_a_full_disk_refuses_and_loses_nothing(file: Path, pages: list[int]) -> None:
    store = JobStore(f"sqlite:///{file}")
    pages[0] = 60
    accepted: list[str] = []

    def fill() -> None:
        while len(accepted) < 1000:
            accepted.append(store.add(job("x" * 2000 + str(len(accepted)))).record.id)

    with pytest.raises(StoreFull) as full:
        fill()
    assert full.value.hint
    pages[0] = 1_000_000
    assert accepted
    assert {store.get(id_).id for id_ in accepted} == set(accepted)
    assert store.add(job("last")).addition is Addition.NEW
    store.close()


def test_nobody_else_can_read_the_database(file: Path) -> None:
    JobStore(f"sqlite:///{file}").close()
    assert file.stat().st_mode & 0o077 == 0
