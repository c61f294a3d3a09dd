"""Files, judged by the kernel: asked of a pool, or in ordinary blocking code."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine, Sequence
from concurrent.futures import Future
from math import inf
from time import monotonic
from typing import Any, TypeVar

from prover.lean.errors import LeanTimeout
from prover.lean.options import LeanOptions
from prover.lean.pool import LeanPool
from prover.lean.toolchain import Toolchain
from prover.lean.wire import Checked, GoalsAt, Judged, Probed, Verified

__all__ = ["LeanKernel", "prove_again", "verify"]

Result = TypeVar("Result")


async def verify(
    pool: LeanPool,
    source: str,
    theorem: str,
    statement: str = "",
    preamble: str = "",
    heartbeats: float = inf,
) -> Verified:
    """What the kernel says about ``theorem`` of the file ``source``.

    Args:
        pool: servers to ask.
        source: a Lean file; what could run code or change the rules is refused.
        theorem: its full name.
        statement: what it has to prove, elaborated where the file's own definitions and
            notations are unknown.  Without it the reply's ``type`` is to be compared.
        preamble: definitions that the statement speaks of.
        heartbeats: what one declaration may cost, where that is less than the pool's options say.

    Raises:
        LeanError: Lean could not be asked, or was lost on the way.
    """
    async with pool.lease() as server:
        return await server.request(
            "verify",
            Verified,
            source=source,
            theorem=theorem,
            statement=statement,
            preamble=preamble,
            heartbeats=int(min(heartbeats, pool.options.heartbeats)),
        )


async def prove_again(pool: LeanPool, theorem: str, script: Sequence[str]) -> Judged:
    """What the kernel says about ``script`` as another proof of a library theorem.

    It is run from the start, and may not use what comes after the theorem:
    ``lean/TacticServer/Reprove.lean`` has the rule.

    Args:
        pool: servers to ask.
        theorem: its full name.
        script: tactics, one after the other.

    Raises:
        LeanError: Lean could not be asked, or was lost on the way.
    """
    async with pool.lease() as server:
        return await server.request(
            "again",
            Judged,
            statement=theorem,
            tactics=list(script),
            heartbeats=pool.options.heartbeats,
        )


class LeanKernel:
    """A pool of Lean servers for code that is not asynchronous.

    The pool lives in a thread of its own.  Servers are started when they are first needed;
    :meth:`close` (or leaving the ``with`` block) kills them.

    Args:
        toolchain: the Lean to run.
        options: sizes and limits.

    Attributes:
        pool: the servers, for coroutines run through :meth:`wait`.
        sandbox: how the last server was confined, in words.
    """

    def __init__(self, toolchain: Toolchain, options: LeanOptions) -> None:
        self.toolchain = toolchain
        self.options = options
        self.sandbox = ""
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._serve, name="lean", daemon=True)
        self._thread.start()
        self.pool = self.wait(self._open())

    @property
    def notes(self) -> dict[str, str]:
        """What a certificate has to say about this Lean."""
        return {
            "toolchain": self.toolchain.description,
            "limits": self.toolchain.limits,
            "sandbox": self.sandbox,
        }

    def __enter__(self) -> LeanKernel:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _serve(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_forever()
        self._loop.close()

    def wait(self, work: Coroutine[Any, Any, Result], seconds: float = inf) -> Result:
        """The result of ``work``, done in the pool's thread while this one waits.

        Raises:
            LeanTimeout: it took longer than ``seconds``, and was stopped.
        """
        future: Future[Result] = asyncio.run_coroutine_threadsafe(work, self._loop)
        try:
            return future.result(None if seconds == inf else max(0.0, seconds))
        except TimeoutError:
            future.cancel()
            raise LeanTimeout(f"Lean had no more than {max(0.0, seconds):.1f} s left") from None
        except BaseException:
            future.cancel()
            raise

    async def _open(self) -> LeanPool:
        pool = LeanPool(self.toolchain, self.options)
        return await pool.__aenter__()

    def warm_up(self, seconds: float = inf) -> None:
        """Start a server now, so that the next request finds one ready.

        Raises:
            LeanTimeout: it takes longer than ``seconds``; the start goes on meanwhile.
        """

        async def start() -> None:
            async with self.pool.lease() as server:
                self.sandbox = server.sandbox

        self.wait(start(), seconds)

    def verify(
        self,
        source: str,
        theorem: str,
        statement: str = "",
        preamble: str = "",
        *,
        seconds: float = inf,
        heartbeats: float = inf,
    ) -> Verified:
        """As :func:`verify`, within ``seconds``.

        Raises:
            LeanTimeout: there was no reply by then.
        """
        end = monotonic() + seconds
        if not self.sandbox:
            self.warm_up(seconds)
        asked = verify(self.pool, source, theorem, statement, preamble, heartbeats)
        return self.wait(asked, end - monotonic())

    def prove_again(self, theorem: str, script: Sequence[str]) -> Judged:
        """As :func:`prove_again`."""
        return self.wait(prove_again(self.pool, theorem, script))

    def check(self, source: str) -> Checked:
        """Lean's messages about a file: for a reader, never for a verdict."""

        async def ask() -> Checked:
            async with self.pool.lease() as server:
                budget = self.options.heartbeats
                return await server.request("check", Checked, source=source, heartbeats=budget)

        return self.wait(ask())

    def goals_at(self, source: str, line: int, column: int = 1) -> GoalsAt:
        """The goals before the tactic at a place in a file."""

        async def ask() -> GoalsAt:
            async with self.pool.lease() as server:
                return await server.request(
                    "goals",
                    GoalsAt,
                    source=source,
                    line=line,
                    column=column,
                    heartbeats=self.options.heartbeats,
                )

        return self.wait(ask())

    def probe(self) -> Probed:
        """Ask this very kernel to accept falsehoods."""

        async def ask() -> Probed:
            async with self.pool.lease() as server:
                return await server.request("probe", Probed)

        return self.wait(ask())

    def close(self) -> None:
        """Kill the servers and end the thread."""
        if self._loop.is_closed() or not self._thread.is_alive():
            return
        self.wait(self.pool.close())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
