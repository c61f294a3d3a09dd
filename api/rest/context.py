"""What every endpoint works with: the engine, the settings, who waits, who asks."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass, field
from typing import Annotated, Any, TypeVar

from fastapi import Depends, Path
from starlette.requests import Request

from api.jobs.engine import ProofEngine
from api.jobs.errors import ShuttingDown
from api.rest.audience import Audience, until
from api.rest.gate import Watch
from api.settings import Settings

__all__ = ["Id", "Owner", "Rest", "Service", "finished", "owner_of", "rest_of"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Rest:
    """One running service.

    Attributes:
        settings: how it is configured.
        engine: does the work.
        watch: what the gate looks at.
        audience: who waits for which job.
        draining: set when the server is to end: whoever waits is answered at once.
    """

    settings: Settings
    engine: ProofEngine
    watch: Watch
    audience: Audience = field(default_factory=Audience)
    draining: asyncio.Event = field(default_factory=asyncio.Event)


def rest_of(request: Request) -> Rest:
    """The service that this request came to."""
    rest = request.app.state.rest
    assert isinstance(rest, Rest)
    return rest


def owner_of(request: Request) -> str:
    """The key's owner, as the gate found it; nobody in particular is ``""``."""
    return str(request.state.owner)


async def finished(work: Coroutine[Any, Any, T], request: Request) -> T:
    """The result of ``work``, which is cancelled when the caller hangs up.

    Raises:
        Gone: the caller has hung up.
        ShuttingDown: the server is to end.
    """
    result = await until(work, request.receive, rest_of(request).draining)
    if result is None:
        raise ShuttingDown("the server is shutting down", hint="try again in a moment")
    return result


async def _service(request: Request) -> Rest:
    return rest_of(request)


async def _owner(request: Request) -> str:
    return owner_of(request)


Service = Annotated[Rest, Depends(_service)]
Owner = Annotated[str, Depends(_owner)]
Id = Annotated[
    str, Path(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9_-]+$", examples=["q3Jx0fT8kZ1a"])
]
