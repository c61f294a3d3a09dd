"""An engine without a server in front of it: it works on what others have put into the queue."""

from __future__ import annotations

import asyncio
import signal

from sqlalchemy import make_url

from api.jobs.engine import ProofEngine
from api.settings import Settings

__all__ = ["work_until_told"]


async def work_until_told(settings: Settings) -> None:
    """Take jobs from the store until SIGTERM or SIGINT.

    Raises:
        StoreUnavailable: there is no such database.
        RayMissing: the engine is Ray, and it is not installed.
    """
    told = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, told.set)
    async with ProofEngine(settings):
        where = make_url(settings.store).render_as_string(hide_password=True)
        print(f"taking jobs from {where} · {settings.workers} at a time", flush=True)
        await told.wait()
