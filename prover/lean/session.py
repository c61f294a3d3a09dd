"""Proof states that outlive the process they were made in.

A state is known by its statement and the tactics that led to it; the number it has in a
process is only a cache.  When a process dies, the path is run again in the next one.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from types import TracebackType

from prover.lean.errors import (
    LeanCrashed,
    LeanError,
    RequestTooLarge,
    StatementRejected,
    TacticFailed,
)
from prover.lean.goals import Goal, read_goal
from prover.lean.pool import LeanPool
from prover.lean.server import LeanServer, RequestFailed
from prover.lean.wire import Reply, State

__all__ = ["LeanSession", "TacticState"]

_Key = tuple[bool, str, str, tuple[str, ...]]

MAX_TACTIC = 16_000
"""Longest tactic in characters."""


@dataclass(frozen=True, slots=True)
class TacticState:
    """A point in a proof: immutable, so several tactics can be tried from it.

    Attributes:
        statement: what is to be proved.
        tactics: the path from the statement to here.
        goals: what is left to show.
        is_done: nothing is left, and the kernel has accepted the whole proof.
        heartbeats: Lean's measure of what the last tactic cost.
        messages: what the last tactic had to say.
        used: library constants in the finished proof.
        preamble: definitions that the statement speaks of.
        is_library: the statement is the name of a library theorem, proved again.
        definitions: what the first goal's target mentions and ``simp [f]`` might unfold.
    """

    statement: str
    tactics: tuple[str, ...]
    goals: tuple[Goal, ...]
    is_done: bool = False
    heartbeats: int = 0
    messages: tuple[str, ...] = ()
    used: tuple[str, ...] = ()
    preamble: str = ""
    is_library: bool = False
    definitions: tuple[str, ...] = ()

    @property
    def key(self) -> _Key:
        """What identifies the state."""
        return self.is_library, self.preamble, self.statement, self.tactics


@dataclass(slots=True)
class LeanSession:
    """One caller's conversation with Lean.

    Use as an async context manager; it leases one server from ``pool`` and another one
    when that dies.  One request at a time.
    """

    pool: LeanPool
    _lease: AsyncExitStack | None = None
    _server: LeanServer | None = None
    _numbers: dict[_Key, int] = field(default_factory=dict)

    async def __aenter__(self) -> LeanSession:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self._leave()

    async def start(
        self, statement: str, preamble: str = "", *, is_library: bool = False
    ) -> TacticState:
        """The state in which ``theorem t (binders) : T``, or a term, is to be proved.

        Args:
            statement: what to prove.
            preamble: definitions that it speaks of.
            is_library: ``statement`` is the name of a library theorem.  It is proved again
                without what comes after it: ``lean/TacticServer/Reprove.lean`` has the rule.

        Raises:
            StatementRejected: it does not elaborate to a closed proposition.
        """
        server = await self._connected()
        try:
            reply = await server.request(
                "start",
                State,
                statement=statement,
                preamble=preamble,
                library=is_library,
                heartbeats=self.pool.options.heartbeats,
            )
        except RequestFailed as error:
            raise StatementRejected(error.message, hint=_hint(error.message)) from error
        return self._remembered((is_library, preamble, statement, ()), reply)

    async def run(
        self,
        state: TacticState,
        tactic: str,
        *,
        heartbeats: int | None = None,
        seconds: float | None = None,
    ) -> TacticState:
        """The state after ``tactic``.

        Args:
            state: where to run it; stays as it is.
            tactic: one or several tactics, as after ``by``.
            heartbeats: deterministic budget; the options' by default.
            seconds: deadline; the options' by default.

        Raises:
            TacticFailed: Lean did not accept it.
            RequestTooLarge: it is longer than :data:`MAX_TACTIC`.
            LeanTimeout, LeanOutOfMemory, LeanCrashed: the process was lost; the next
                request starts another one and replays what it needs.
        """
        if len(tactic) > MAX_TACTIC:
            raise RequestTooLarge(
                f"the tactic has {len(tactic):,} characters", hint=f"the limit is {MAX_TACTIC:,}"
            )
        number = await self._number(state)
        budget = self.pool.options.heartbeats if heartbeats is None else heartbeats
        reply = await self._run(number, tactic, budget, seconds)
        return self._remembered((*state.key[:3], (*state.tactics, tactic)), reply)

    async def drop(self, states: Iterable[TacticState]) -> None:
        """Forget what Lean keeps for ``states``; they can still be used, at a price."""
        numbers = [n for s in states if (n := self._numbers.pop(s.key, None)) is not None]
        if numbers and self._server is not None and self._server.is_alive:
            await self._server.request("drop", Reply, states=numbers)

    async def _run(self, number: int, tactic: str, budget: int, seconds: float | None) -> State:
        assert self._server is not None
        try:
            return await self._server.request(
                "run", State, seconds=seconds, state=number, tactic=tactic, heartbeats=budget
            )
        except RequestFailed as error:
            raise TacticFailed(error.failure.code, error.message) from error

    async def _number(self, state: TacticState) -> int:
        """The state's number in the present process, made by replay where it has none."""
        await self._connected()
        if state.key in self._numbers:
            return self._numbers[state.key]
        known = len(state.tactics)
        while known and (*state.key[:3], state.tactics[:known]) not in self._numbers:
            known -= 1
        if (*state.key[:3], state.tactics[:known]) not in self._numbers:
            await self.start(state.statement, state.preamble, is_library=state.is_library)
        for length in range(known, len(state.tactics)):
            await self._replay(state, state.tactics[: length + 1])
        return self._numbers[state.key]

    async def _replay(self, state: TacticState, tactics: tuple[str, ...]) -> None:
        number = self._numbers[(*state.key[:3], tactics[:-1])]
        try:
            reply = await self._run(number, tactics[-1], self.pool.options.heartbeats, None)
        except TacticFailed as error:
            raise LeanCrashed(f"a state could not be made again: {error.message}") from error
        self._remembered((*state.key[:3], tactics), reply)

    def _remembered(self, key: _Key, reply: State) -> TacticState:
        self._numbers[key] = reply.state
        is_library, preamble, statement, tactics = key
        return TacticState(
            statement,
            tactics,
            tuple(read_goal(goal) for goal in reply.goals),
            reply.done,
            reply.heartbeats,
            reply.messages,
            reply.used,
            preamble,
            is_library,
            reply.definitions,
        )

    async def _connected(self) -> LeanServer:
        if self._server is not None and self._server.is_alive:
            return self._server
        await self._leave()
        lease = AsyncExitStack()
        self._server = await lease.enter_async_context(self.pool.lease())
        self._lease = lease
        return self._server

    async def _leave(self) -> None:
        """Give the server back, without the states made in it."""
        lease, server = self._lease, self._server
        self._lease, self._server = None, None
        self._numbers.clear()
        if lease is not None:
            try:
                if server is not None and server.is_alive:
                    await server.request("reset", Reply)
            except LeanError:
                pass  # it is dead now, and the pool replaces it
            finally:
                await lease.aclose()


def _hint(message: str) -> str:
    if message.startswith("the module ") and message.endswith(" is not loaded"):
        return "leave the import out, or name a lake project that has it: --project DIR"
    return ""
