"""Engines for tests, each in an event loop of its own."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any, TypeVar

from api.jobs.engine import ProofEngine
from api.settings import Settings
from api.wire import ProofRequest
from tests.api.tasks.workers import BIRDS, ENDLESS, until

__all__ = ["birds", "endless", "served", "settings_in"]

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


def birds(name: str = "Tweety", **changed: Any) -> ProofRequest:
    """A request that is proved in a moment; other names make other requests."""
    premises = ["All birds can fly.", f"{name} is a bird."]
    return ProofRequest(**{**BIRDS, "premises": premises, "goal": f"{name} can fly.", **changed})


def endless(budget: float = 30.0) -> ProofRequest:
    """A request that takes as long as it may."""
    return ProofRequest(**ENDLESS, options={"budget": budget})
