"""The application: routes, the gate before them, and what starts and ends with it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress

from fastapi import FastAPI
from fastapi.telemetry import TelemetryConfig
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from api.jobs.engine import ProofEngine
from api.rest import batch, catalogue, events, health, libraries, manual, proofs, renderings, work
from api.rest.at_hand import AtHand
from api.rest.audience import Gone
from api.rest.context import Rest
from api.rest.gate import Gate, Watch
from api.rest.hosts import HostGuard, is_loopback
from api.rest.keys import KeyRing
from api.rest.limits import Limits
from api.rest.metrics import Metrics
from api.rest.openapi import TAGS, DescribedApi
from api.rest.problems import answer_errors
from api.settings import Settings

__all__ = ["create_app"]

_KEYS_EVERY = 2.0
"""Seconds until a new or revoked key is noticed."""

_NO_TELEMETRY: TelemetryConfig = {"tracing": False, "metrics": False, "logs": False}
"""``/metrics`` and the logs are ours; looking for another collector costs time on each request."""

_DRAIN = 7.0
"""Seconds for jobs that are worked on when the server is told to end: it is gone within 10."""


def create_app(settings: Settings, engine: ProofEngine | None = None) -> FastAPI:
    """The service as an ASGI application.

    Args:
        settings: how it is configured.
        engine: does the work; made from the settings, and ended with the application, where
            none is given.
    """
    served = engine or ProofEngine(settings)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            if engine is None:
                await served.__aenter__()
                stack.push_async_callback(served.close, _DRAIN)
            await stack.enter_async_context(_following_keys(app, served, settings))
            yield

    app = DescribedApi(
        title="Neurosymbolic prover", openapi_tags=TAGS, docs_url=None, redoc_url=None,
        redirect_slashes=False, lifespan=lifespan, telemetry=_NO_TELEMETRY,
        summary="Premises and a goal in; a verdict with a checked proof out.",
    )  # fmt: skip
    for part in (proofs, renderings, events, work, batch, libraries, catalogue, health, manual):
        app.include_router(part.router)
    answer_errors(app)
    for left in (Gone, ClientDisconnect):
        app.add_exception_handler(left, _nobody_listens)
    app.state.keys = KeyRing()
    watch = _watch(app, settings, served)
    app.state.rest = Rest(settings, served, watch)
    app.add_middleware(AtHand, engine=served)
    app.add_middleware(Gate, watch=watch)
    return app


def _watch(app: FastAPI, settings: Settings, engine: ProofEngine) -> Watch:
    def keys() -> KeyRing:
        ring = app.state.keys
        assert isinstance(ring, KeyRing)
        return ring

    return Watch(
        HostGuard.serving(settings.host, settings.allowed_hosts),
        keys,
        Limits(settings.rate, settings.rate_burst, settings.concurrent),
        Metrics(engine.counts),
        settings.body_limit,
    )


@asynccontextmanager
async def _following_keys(
    app: FastAPI, engine: ProofEngine, settings: Settings
) -> AsyncIterator[None]:
    """Look at the stored keys now, and again every few seconds."""
    read = _key_reader(engine, settings)
    app.state.keys = await asyncio.to_thread(read)

    async def follow() -> None:
        while True:
            await asyncio.sleep(_KEYS_EVERY)
            app.state.keys = await asyncio.to_thread(read)

    following = asyncio.create_task(follow())
    try:
        yield
    finally:
        following.cancel()
        with suppress(asyncio.CancelledError):
            await following


def _key_reader(engine: ProofEngine, settings: Settings) -> Callable[[], KeyRing]:
    """Reads the ring: a key is required for good once there has been one, revoked or not."""
    reachable = not is_loopback(settings.host)

    def read() -> KeyRing:
        ever = bool(engine.store.api_keys.all())
        digests = engine.store.api_keys.digests()
        return KeyRing.of(digests.items(), required=reachable or ever)

    return read


async def _nobody_listens(_: Request, __: Exception) -> Response:
    """The status that nginx invented for this; only the log sees it."""
    return Response(status_code=499)
