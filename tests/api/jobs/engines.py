"""Engines for tests, each in an event loop of its own."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any, Self, TypeVar

from api.jobs.engine import ProofEngine
from api.settings import Settings
from api.wire import ProofRequest
from tests.api.tasks.workers import BIRDS, ENDLESS, until

__all__ = ["Shared", "birds", "endless", "served", "settings_in"]

T = TypeVar("T")


def settings_in(folder: Path, **changed: Any) -> Settings:
    """One worker, and a database in ``folder``."""
    given = {"store": f"sqlite:///{folder}/jobs.db", "workers": 1, "lease_seconds": 2.0}
    return Settings(**{**given, **changed})


def served(settings: Settings, work: Callable[[ProofEngine], Coroutine[Any, Any, T]]) -> T:
    """What ``work`` does with an engine that is ready and ends afterwards."""

    async def serve() -> T:
        async with ProofEngine(settings) as engine:
            await until(lambda: engine.counts()["workers"] == settings.workers)
            result = await work(engine)
            await engine.close(drain=0)
            return result

    return asyncio.run(serve())


class Shared:
    """One engine for many tests, in whose queue two jobs have room."""

    def __init__(self, folder: Path) -> None:
        self.database = folder / "jobs.db"
        self._settings = settings_in(folder, max_queued=2)
        self._runner = asyncio.Runner()

    def __enter__(self) -> Self:
        self._runner.run(self._open())
        return self

    def __exit__(self, *_: object) -> None:
        self._runner.run(self._engine.close(drain=0))
        self._runner.close()

    def run(self, work: Callable[[ProofEngine], Coroutine[Any, Any, T]]) -> T:
        """What ``work`` does with the engine once that is idle."""

        async def idle() -> T:
            await until(lambda: self._engine.counts()["workers"] == 1)
            return await work(self._engine)

        return self._runner.run(idle())

    async def _open(self) -> None:
        self._engine = ProofEngine(self._settings)
        await self._engine.__aenter__()


def birds(name: str = "Tweety", **changed: Any) -> ProofRequest:
    """A request that is proved in a moment; other names make other requests."""
    premises = ["All birds can fly.", f"{name} is a bird."]
    return ProofRequest(**{**BIRDS, "premises": premises, "goal": f"{name} can fly.", **changed})


def endless(budget: float = 30.0) -> ProofRequest:
    """A request that takes as long as it may."""
    return ProofRequest(**ENDLESS, options={"budget": budget})
