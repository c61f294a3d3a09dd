"""A server that is going to be killed: ``python -m tests.soak.server STORE FIRST``.

It asks itself problems from number FIRST on, and says of each that it has been accepted.
"""

from __future__ import annotations

import asyncio
import sys
from itertools import count

from api.jobs.engine import ProofEngine
from api.settings import Settings
from tests.soak.problems import known

__all__ = ["main"]

_AT_A_TIME = 6


async def main(store: str, first: int) -> None:
    """Accept and answer until somebody puts an end to it."""
    async with ProofEngine(Settings(store=store, workers=2, max_queued=100_000)) as engine:
        numbers = count(first)

        async def client() -> None:
            for number in numbers:
                job = await engine.submit(known(number).request)
                print(number, job.id, flush=True)
                await engine.wait(job.id, 30.0)

        await asyncio.gather(*(client() for _ in range(_AT_A_TIME)))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2])))
