"""``prover worker``: more hands for the queue of a server, on this machine or another."""

from __future__ import annotations

from typing import Annotated

import typer

from api.commands.engine_option import EngineOption
from api.commands.serve import require_server

__all__ = ["worker_command"]


def worker_command(
    store: Annotated[
        str | None,
        typer.Option(metavar="URL", help="the server's database; PROVER_STORE by default"),
    ] = None,
    workers: Annotated[
        int | None, typer.Option(min=1, max=256, help="processes that look for proofs")
    ] = None,
    engine: EngineOption = None,
) -> None:
    """Take jobs from the database of a server until interrupted.

    Several machines share a PostgreSQL database; several processes of one machine may share
    an SQLite file. On SIGTERM and SIGINT no new job is taken; what is not done within 10 s
    goes back to the queue.
    """
    require_server()
    import asyncio

    from api.commands.settings_given import settings_given
    from api.jobs.service import work_until_told

    settings = settings_given(store=store, workers=workers, engine=engine and engine.value)
    asyncio.run(work_until_told(settings))
