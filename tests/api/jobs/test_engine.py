"""The engine: what is accepted is answered, once, and anybody may watch.

The engine has one real worker.  Most tests share it and ask different things.
"""

from __future__ import annotations

import asyncio
import signal
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from time import monotonic

import pytest

from api.jobs.engine import ProofEngine
from api.jobs.errors import (
    IdempotencyClash,
    JobUnknown,
    LibraryUnknown,
    NotFinished,
    QueueFull,
    ShuttingDown,
)
from api.jobs.failures import TaskFailed
from api.tasks.task import Result, TaskKind
from api.wire import JobStatus, LibraryUpload, ProofJob, ProofRequest, Stage
from prover.verdict import Verdict
from tests.api.jobs.engines import Shared, birds, endless, served, settings_in
from tests.api.tasks.workers import BIRDS, are_killed, processes, until


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shared]:
    with Shared(tmp_path_factory.mktemp("engine")) as opened:
        yield opened


async def answer(engine: ProofEngine, request: ProofRequest, **given: str) -> ProofJob:
    job = await engine.submit(request, **given)
    return await engine.wait(job.id, 30.0)


async def begun(engine: ProofEngine, job: ProofJob) -> None:
    """Wait until the work on ``job`` has read its text."""
    async for event in engine.events(job.id):
        if event.stage is Stage.TRANSLATED:
            return


def status_of(job_id: str, database: Path) -> str:
    """What the store has written down of a job."""
    with sqlite3.connect(database) as opened:
        (found,) = opened.execute("SELECT status FROM jobs WHERE id = ?", (job_id,)).fetchone()
    return str(found)


def test_a_request_becomes_a_job_with_an_answer(shared: Shared) -> None:
    async def work(engine: ProofEngine) -> None:
        job = await answer(engine, birds("Anna"))
        assert (job.status, job.verdict) == (JobStatus.DONE, Verdict.PROVED)
        assert job.answer is not None
        assert job.answer["certified"]
        assert not job.cached
        assert job.created <= (job.started or job.created) <= (job.finished or job.created)
        stages = [event.stage async for event in engine.events(job.id)]
        assert stages[:3] == [Stage.QUEUED, Stage.STARTED, Stage.TRANSLATED]
        assert stages[-1] is Stage.FINISHED
        assert [e.sequence async for e in engine.events(job.id, 2)] == list(
            range(3, len(stages) + 1)
        )
        assert (await engine.shared(job.links.share.removeprefix("/share/"))).id == job.id
        assert "Anna" in await engine.rendered(job.id, "markdown")

    shared.run(work)


def test_asked_again_it_is_answered_at_once(shared: Shared) -> None:
    async def work(engine: ProofEngine) -> None:
        first = await answer(engine, birds("Ben"))
        assert engine.cached_response(birds("Ben")) is None
        again = await engine.submit(birds("Ben", wait=0))
        assert (again.id, again.cached, again.answer) == (first.id, True, first.answer)
        ready = engine.cached_response(birds("Ben"))
        assert ready is not None
        assert ProofJob.model_validate_json(ready) == again
        other = await engine.submit(birds("Ben"), owner="ben")
        assert (other.cached, other.answer) == (True, first.answer)
        assert other.id != first.id
        stages = [event.stage async for event in engine.events(other.id)]
        assert stages == [Stage.FINISHED]

    shared.run(work)


@pytest.mark.slow
def test_other_settings_make_other_answers(tmp_path: Path) -> None:
    async def work(engine: ProofEngine) -> bool:
        return (await engine.submit(birds())).cached

    served(settings_in(tmp_path), lambda engine: answer(engine, birds()))
    assert served(settings_in(tmp_path), work)
    assert not served(settings_in(tmp_path, presuppose=False), work)


def test_equal_requests_share_the_work(shared: Shared) -> None:
    async def work(engine: ProofEngine) -> None:
        jobs = await asyncio.gather(*(answer(engine, birds("Carl")) for _ in range(5)))
        assert len({job.id for job in jobs}) == 1

    shared.run(work)


def test_idempotency_keys(shared: Shared) -> None:
    async def work(engine: ProofEngine) -> None:
        first = await answer(engine, endless(0.204), idempotency_key="k")
        assert first.verdict is Verdict.UNKNOWN
        again = await engine.submit(endless(0.204), idempotency_key="k")
        assert again.id == first.id
        with pytest.raises(IdempotencyClash):
            await engine.submit(birds("Dora"), idempotency_key="k")

    shared.run(work)


def test_bad_input_fails_with_a_problem(shared: Shared) -> None:
    async def work(engine: ProofEngine) -> None:
        job = await answer(engine, ProofRequest(text="∀x (P(x)\n? P(a)", language="fol"))
        assert job.status is JobStatus.FAILED
        assert job.error is not None
        assert (job.error.status, job.error.position is not None) == (422, True)
        assert job.error.hint
        with pytest.raises(NotFinished):
            await engine.rendered(job.id, "html")

    shared.run(work)


# --- time and death ------------------------------------------------------------------------


def test_an_answer_comes_within_the_budget(shared: Shared) -> None:
    """The worker hangs, as code in C may, and leaves what was understood of the problem."""

    async def work(engine: ProofEngine) -> None:
        start = monotonic()
        job = await engine.submit(endless(1.06))
        await begun(engine, job)
        for process in processes():
            process.send_signal(signal.SIGSTOP)
        job = await engine.wait(job.id, 20.0)
        assert monotonic() - start < 20  # tests/soak has the figures
        assert (job.status, job.verdict) == (JobStatus.DONE, Verdict.UNKNOWN)
        assert job.answer is not None
        assert job.answer["reason"].startswith("time: ")
        assert len(job.answer["premises"]) == 3

    shared.run(work)


def test_a_budget_too_small_to_read_the_text_gives_an_unknown_as_well(shared: Shared) -> None:
    async def work(engine: ProofEngine) -> None:
        many = [f"Every person{n} is a person{n + 1}." for n in range(3000)]
        request = ProofRequest(premises=many, goal="Anna sleeps.", options={"budget": 0.05})
        job = await answer(engine, request)
        assert (job.status, job.verdict) == (JobStatus.DONE, Verdict.UNKNOWN)
        assert job.answer is not None
        assert job.answer["reason"].startswith("time: ")
        assert "person2999" in job.answer["text"]

    shared.run(work)


def test_cancelling_kills_the_work(shared: Shared) -> None:
    async def work(engine: ProofEngine) -> None:
        job = await engine.submit(endless(38.0))
        await begun(engine, job)
        watched = processes()
        cancelled = await engine.cancel(job.id)
        assert cancelled.status is JobStatus.CANCELLED
        assert are_killed(watched)
        last = [event async for event in engine.events(job.id)][-1]
        assert (last.stage, last.data["status"]) == (Stage.FINISHED, "cancelled")
        assert (await answer(engine, birds("Hans"))).verdict is Verdict.PROVED

    shared.run(work)


def test_who_waits_hears_of_a_cancellation(shared: Shared) -> None:
    async def work(engine: ProofEngine) -> None:
        job = await engine.submit(endless(39.0))
        waiting = asyncio.create_task(engine.wait(job.id, 20.0))
        await asyncio.sleep(0.1)
        await engine.cancel(job.id)
        assert (await waiting).status is JobStatus.CANCELLED

    shared.run(work)


def test_a_job_whose_worker_is_killed_is_done_by_the_next(shared: Shared) -> None:
    async def work(engine: ProofEngine) -> None:
        job = await engine.submit(endless(1.10))
        await begun(engine, job)
        processes()[0].kill()
        job = await engine.wait(job.id, 20.0)
        assert (job.status, job.verdict) == (JobStatus.DONE, Verdict.UNKNOWN)
        started = [e async for e in engine.events(job.id) if e.stage is Stage.STARTED]
        assert [event.data["attempt"] for event in started] == [1, 2]

    shared.run(work)


@pytest.mark.slow
def test_a_job_that_kills_two_workers_is_interrupted(shared: Shared) -> None:
    async def work(engine: ProofEngine) -> None:
        job = await engine.submit(endless(41.0))
        async for event in engine.events(job.id):
            if event.stage is Stage.TRANSLATED:
                processes()[0].kill()
        ended = await engine.job(job.id)
        assert ended.status is JobStatus.INTERRUPTED
        assert ended.error is not None
        assert ended.error.code == "interrupted"

    shared.run(work)


@pytest.mark.slow
def test_a_server_that_ends_puts_its_jobs_back(tmp_path: Path) -> None:
    async def end() -> str:
        engine = ProofEngine(settings_in(tmp_path))
        async with engine:
            await until(lambda: engine.counts()["workers"] == 1)
            job = await engine.submit(endless(1.0))
            await begun(engine, job)
            start = monotonic()
            await engine.close(drain=0)
            assert monotonic() - start < 2
            with pytest.raises(ShuttingDown):
                await engine.submit(birds())
        return job.id

    unfinished = asyncio.run(end())

    async def resume(engine: ProofEngine) -> JobStatus:
        return (await engine.wait(unfinished, 20.0)).status

    assert served(settings_in(tmp_path), resume) is JobStatus.DONE


def test_a_server_that_ends_lets_work_be_finished(tmp_path: Path) -> None:
    async def work(engine: ProofEngine) -> str:
        job = await engine.submit(birds())
        await engine.close(drain=60.0)
        return job.id

    finished = served(settings_in(tmp_path), work)
    assert status_of(finished, tmp_path / "jobs.db") == "done"


# --- limits --------------------------------------------------------------------------------


def test_a_full_queue_accepts_no_more(shared: Shared) -> None:
    async def work(engine: ProofEngine) -> None:
        running = await engine.submit(endless(43.0))
        waiting = [await engine.submit(birds(name)) for name in ("Gina", "Hugo")]
        assert [job.status for job in waiting] == [JobStatus.QUEUED] * 2
        with pytest.raises(QueueFull):
            await engine.submit(birds("Ines"))
        await engine.cancel(running.id)
        for job in waiting:
            assert (await engine.wait(job.id, 20.0)).verdict is Verdict.PROVED

    shared.run(work)


def test_waiting_ends_when_the_time_is_over(shared: Shared) -> None:
    async def work(engine: ProofEngine) -> None:
        job = await engine.submit(endless(42.0))
        await begun(engine, job)
        assert (await engine.wait(job.id, 0.05)).status is JobStatus.RUNNING
        await engine.cancel(job.id)

    shared.run(work)


def test_jobs_of_others_do_not_exist(shared: Shared) -> None:
    async def work(engine: ProofEngine) -> None:
        job = await answer(engine, birds("Max"), owner="olga")
        assert (await engine.job(job.id, owner="olga")).id == job.id
        with pytest.raises(JobUnknown):
            await engine.job(job.id, owner="pia")
        assert [j.id for j in await engine.recent("olga")] == [job.id]
        assert await engine.recent("pia") == []

    shared.run(work)


# --- work that is not kept, and libraries ----------------------------------------------------


def test_work_that_is_only_waited_for(shared: Shared) -> None:
    async def work(engine: ProofEngine) -> None:
        outcome = await engine.run(TaskKind.TRANSLATE, BIRDS, 10.0)
        assert outcome.result is Result.DONE
        running = asyncio.create_task(engine.run(TaskKind.PROVE, endless(44.0).model_dump(), 30.0))
        await until(lambda: engine.counts()["workers_busy"] == 1)
        watched = processes()
        running.cancel()
        with pytest.raises(asyncio.CancelledError):
            await running
        assert are_killed(watched)

    shared.run(work)


def test_libraries_stand_for_premises(shared: Shared) -> None:
    async def work(engine: ProofEngine) -> None:
        upload = LibraryUpload(name="Birds", text="All birds can fly.\nTweety is a bird.")
        library = await engine.add_library(upload, "anna")
        assert library.premises == 2
        asked = ProofRequest(library=library.id, premises=[], goal="Tweety can fly.")
        assert (await answer(engine, asked, owner="anna")).verdict is Verdict.PROVED
        with pytest.raises(LibraryUnknown):
            await engine.submit(asked, owner="ben")
        await engine.delete_library(library.id, "anna")
        with pytest.raises(LibraryUnknown):
            await engine.submit(asked, owner="anna")
        with pytest.raises(TaskFailed):
            await engine.add_library(LibraryUpload(name="x", text="∀x (", language="fol"), "")

    shared.run(work)


# --- damage and other servers ----------------------------------------------------------------


def test_a_damaged_answer_is_found_again(shared: Shared) -> None:
    async def work(engine: ProofEngine) -> None:
        job = await answer(engine, birds("Paul"))
        await until(lambda: status_of(job.id, shared.database) == "done")
        with sqlite3.connect(shared.database) as database:
            database.execute("UPDATE jobs SET answer = x'00'")
        async with asyncio.timeout(20):  # what was said is remembered until it is written down
            while (await engine.job(job.id)).status is not JobStatus.QUEUED:
                await asyncio.sleep(0.01)
        again = await engine.wait(job.id, 20.0)
        assert again.verdict is Verdict.PROVED
        assert again.answer is not None
        assert again.answer["certified"]

    shared.run(work)


def test_two_servers_share_one_queue(url: str, tmp_path: Path) -> None:
    """The second takes what the first has accepted and cannot do, and can stop what it does."""

    async def work(first: ProofEngine) -> None:
        async with ProofEngine(first.settings) as second:
            await until(lambda: second.counts()["workers"] == 1)
            blocking = await first.submit(endless())
            job = await first.submit(birds())
            done = await first.wait(job.id, 20.0)
            assert done.verdict is Verdict.PROVED
            last = [event.stage async for event in first.events(job.id)][-1]
            assert last is Stage.FINISHED
            await begun(first, blocking)
            watched = processes()
            await second.cancel(blocking.id)
            assert (await first.wait(blocking.id, 20.0)).status is JobStatus.CANCELLED
            await until(lambda: not all(process.is_running() for process in watched))
            await second.close(drain=0)

    served(settings_in(tmp_path, store=url), work)
