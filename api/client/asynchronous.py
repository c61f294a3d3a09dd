"""The client for programs that wait for several things at once."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Iterable
from typing import Any, TypeVar

import httpx2

from api.client import calls
from api.client.calls import URL, Call
from api.wire import (
    BatchLine,
    CheckRequest,
    Engines,
    Library,
    LibraryUpload,
    ProofEvent,
    ProofJob,
    ProofList,
    ProofRequest,
    SearchRequest,
    Theories,
    TranslationRequest,
)

__all__ = ["AsyncProverClient"]

T = TypeVar("T")

_LONG_POLL = 30.0
"""Seconds that one request for a job's end stays open."""


class AsyncProverClient:
    """A client whose methods are awaited.

    Args:
        url: of the server.
        key: an API key, where the server asks for one.
        seconds: for one reply, beyond the time that the server was asked to wait.
        retries: how often a busy server (429, 503) is asked again.

    Every method raises ``ApiError`` where the server refuses, ``Unreachable`` where there is none.
    """

    def __init__(
        self, url: str = URL, *, key: str = "", seconds: float = 30.0, retries: int = 5
    ) -> None:
        self._url, self._seconds, self._retries = url, seconds, retries
        self._http = httpx2.AsyncClient(base_url=url, headers=calls.key_headers(key))

    async def __aenter__(self) -> AsyncProverClient:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def close(self) -> None:
        """Close the connections."""
        await self._http.aclose()

    async def prove(
        self, problem: ProofRequest | str, *, idempotency_key: str | None = None
    ) -> ProofJob:
        """Ask for a proof; the job may not be done when the problem's ``wait`` is over."""
        return await self._send(calls.prove(problem, idempotency_key))

    async def job(self, job_id: str) -> ProofJob:
        """A job as it stands."""
        return await self._send(calls.job(job_id))

    async def jobs(self, limit: int = 50, before: str | None = None) -> ProofList:
        """The caller's jobs, the latest first."""
        return await self._send(calls.jobs(limit, before))

    async def wait(self, job_id: str, seconds: float = 600.0) -> ProofJob:
        """The job at its end, or as it stands after ``seconds``."""
        deadline = time.monotonic() + seconds
        while True:
            left = max(0.0, deadline - time.monotonic())
            job = await self._send(calls.job(job_id, min(left, _LONG_POLL)))
            if job.status.is_final or left <= _LONG_POLL:
                return job

    async def events(self, job_id: str, after: int = 0) -> AsyncIterator[ProofEvent]:
        """What has happened since event number ``after``, and what happens until the end."""
        path, headers = calls.events_path(job_id), {"Last-Event-ID": str(after)}
        try:
            async with self._http.stream(
                "GET", path, headers=headers, timeout=self._seconds
            ) as reply:
                if reply.status_code != 200:
                    calls.refuse(reply.status_code, await reply.aread())
                async for event in httpx2.EventSource(reply):
                    if event.data:
                        yield ProofEvent.model_validate_json(event.data)
        except httpx2.HTTPError as error:
            raise calls.unreachable(self._url, error) from None

    async def cancel(self, job_id: str) -> ProofJob:
        """Cancel a job: its work is killed."""
        return await self._send(calls.cancel(job_id))

    async def rendering(self, job_id: str, name: str) -> str:
        """A proof as ``graph.html``, ``graph.json``, ``proof.lean`` or ``proof.tstp``."""
        return await self._send(calls.rendering(job_id, name))

    async def translate(self, asked: TranslationRequest) -> dict[str, Any]:
        """How each sentence is understood."""
        return await self._send(calls.translate(asked))

    async def check(self, asked: CheckRequest) -> dict[str, Any]:
        """What a fresh check of an answer or a Lean file says."""
        return await self._send(calls.check(asked))

    async def search(self, asked: SearchRequest) -> dict[str, Any]:
        """Proofs of a Lean statement, a problem or a theory's goals, or how far it came."""
        return await self._send(calls.search(asked))

    async def batch(self, problems: Iterable[ProofRequest]) -> AsyncIterator[BatchLine]:
        """The job of each problem, in order, as they are done."""
        for before, call in calls.batches(problems):
            try:
                async with self._http.stream(
                    call.method, call.path, content=call.body, headers=call.all_headers,
                    timeout=call.wait,
                ) as reply:  # fmt: skip
                    if reply.status_code != 200:
                        calls.refuse(reply.status_code, await reply.aread())
                    async for line in reply.aiter_lines():
                        yield calls.batch_line(line, before)
            except httpx2.HTTPError as error:
                raise calls.unreachable(self._url, error) from None

    async def add_library(self, upload: LibraryUpload) -> Library:
        """Upload premises, to be asked about later."""
        return await self._send(calls.add_library(upload))

    async def libraries(self) -> list[Library]:
        """The caller's libraries."""
        return await self._send(calls.libraries())

    async def library(self, library_id: str) -> Library:
        """One library."""
        return await self._send(calls.library(library_id))

    async def delete_library(self, library_id: str) -> None:
        """Delete a library."""
        await self._send(calls.delete_library(library_id))

    async def theories(self) -> Theories:
        """Example problems."""
        return await self._send(calls.theories())

    async def engines(self) -> Engines:
        """What is installed on the server."""
        return await self._send(calls.engines())

    async def _send(self, call: Call[T]) -> T:
        for tries in range(self._retries, -1, -1):
            try:
                reply = await self._http.request(
                    call.method, call.path, content=call.body, headers=call.all_headers,
                    timeout=self._seconds + call.wait,
                )  # fmt: skip
            except httpx2.HTTPError as error:
                raise calls.unreachable(self._url, error) from None
            pause = calls.retry_after(reply.status_code, reply.headers.get("retry-after"), tries)
            if pause is None:
                break
            await asyncio.sleep(pause)
        calls.refuse(reply.status_code, reply.content)
        return calls.understood(call, reply.content)
