"""Both clients against a real server: the same calls, the same answers, the same errors."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest

from api.client import ApiError, AsyncProverClient, ProverClient, Unreachable
from api.wire import (
    CheckRequest,
    JobStatus,
    LibraryUpload,
    ProofRequest,
    SearchRequest,
    Stage,
    TranslationRequest,
)
from prover.errors import Position
from prover.verdict import Verdict
from tests.api.rest.servers import Served, endless

SOCRATES = "All men are mortal. Socrates is a man.\nTherefore: Socrates is mortal."


@pytest.fixture
def prover(served: Served) -> Iterator[ProverClient]:
    with ProverClient(served.url) as client:
        yield client


def test_a_text_is_enough_to_ask(prover: ProverClient) -> None:
    job = prover.prove(SOCRATES)
    assert (job.status, job.verdict) == (JobStatus.DONE, Verdict.PROVED)
    assert "Socrates" in prover.rendering(job.id, "graph.html")


def test_an_error_is_typed_and_placed(prover: ProverClient) -> None:
    with pytest.raises(ApiError, match="not closed") as refused:
        prover.prove(ProofRequest(premises=["P(a"], goal="Q(a)"))
    assert refused.value.code == "formula-syntax"
    assert isinstance(refused.value.position, Position)


def test_a_job_is_followed_waited_for_and_cancelled(prover: ProverClient) -> None:
    job = prover.prove(ProofRequest(premises="Zoe is kind.", goal="Zoe is kind.", wait=0))
    assert prover.wait(job.id, 20).verdict is Verdict.PROVED
    assert [event.stage for event in prover.events(job.id)][-1] is Stage.FINISHED
    endless_job = prover.prove(ProofRequest.model_validate({**endless(21), "wait": 0}))
    assert prover.wait(endless_job.id, 0.1).status in (JobStatus.QUEUED, JobStatus.RUNNING)
    assert prover.cancel(endless_job.id).status is JobStatus.CANCELLED
    assert prover.job(endless_job.id).status is JobStatus.CANCELLED


def test_the_same_key_is_the_same_job(prover: ProverClient) -> None:
    one, two = (prover.prove(SOCRATES, idempotency_key="client") for _ in range(2))
    assert one.id == two.id


def test_other_work(prover: ProverClient) -> None:
    answer = prover.prove(SOCRATES).answer
    assert prover.check(CheckRequest(answer=answer))["accepted"] is True
    assert prover.translate(TranslationRequest(text=SOCRATES))["untranslated"] == []
    with pytest.raises(ApiError) as refused:
        prover.search(SearchRequest(goal="1 = 1", strategy="guessing"))
    assert refused.value.code == "unknown-strategy"
    assert prover.theories().theories
    assert prover.engines().engines
    assert prover.jobs(limit=1).jobs


def test_libraries(prover: ProverClient) -> None:
    library = prover.add_library(LibraryUpload(name="a", text="All men are mortal."))
    assert prover.library(library.id) == library
    assert library in prover.libraries()
    prover.delete_library(library.id)
    with pytest.raises(ApiError) as refused:
        prover.library(library.id)
    assert refused.value.code == "no-such-library"


def kindness(count: int, padding: int = 0) -> list[ProofRequest]:
    return [
        ProofRequest(premises=["Zoe is kind." + " " * padding], goal=f"Zoe is kind.{' ' * n}")
        for n in range(count)
    ]


def test_a_batch_larger_than_one_request_stays_in_order(prover: ProverClient) -> None:
    lines = list(prover.batch(kindness(6, padding=200_000)))
    assert [line.line for line in lines] == [1, 2, 3, 4, 5, 6]
    assert all(line.job and line.job.verdict is Verdict.PROVED for line in lines)


def test_where_no_server_is_the_error_says_so() -> None:
    with ProverClient("http://127.0.0.1:9") as client:
        with pytest.raises(Unreachable, match="prover serve"):
            client.prove(SOCRATES)
        with pytest.raises(Unreachable):
            list(client.events("x"))


def test_the_awaited_client_does_the_same(served: Served) -> None:
    async def session() -> None:
        async with AsyncProverClient(served.url) as client:
            jobs = await asyncio.gather(*(client.prove(problem) for problem in kindness(3)))
            assert {job.verdict for job in jobs} == {Verdict.PROVED}
            assert (await client.wait(jobs[0].id)).status is JobStatus.DONE
            stages = [event.stage async for event in client.events(jobs[0].id)]
            assert stages[-1] is Stage.FINISHED
            assert [line.line async for line in client.batch(kindness(2))] == [1, 2]
            with pytest.raises(ApiError):
                await client.job("none")

    asyncio.run(session())
