"""How fast the embedded Lean starts, steps and checks, and whether it keeps its size."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Coroutine
from statistics import median
from typing import Any

import pytest

from prover.lean.errors import TacticFailed
from prover.lean.options import LeanOptions
from prover.lean.pool import LeanPool
from prover.lean.session import LeanSession
from prover.lean.toolchain import Toolchain

pytestmark = pytest.mark.bench

STATEMENTS = {
    "theorem t (p q : Prop) (h : p ∧ q) : q ∧ p": {
        "constructor": 2,
        "exact ⟨h.2, h.1⟩": 0,
        "cases h": 1,
        "rcases h with ⟨a, b⟩": 1,
        "simp_all": 0,
        "omega": None,
        "exact h": None,
        "grind": 0,
    },
    "theorem t (a b c : Nat) : a + (b + c) = c + b + a": {
        "omega": 0,
        "induction a": 2,
        "rw [Nat.add_comm]": 1,
        "simp": None,
        "ac_rfl": 0,
        "cases b": 2,
        "decide": None,
        "rfl": None,
        "exact foo": None,
    },
    "theorem t (xs ys : List Nat) : (xs ++ ys).length = ys.length + xs.length": {
        "induction xs": 2,
        "rw [List.length_append]": 1,
        "simp [Nat.add_comm]": 0,
        "cases xs": 2,
        "intro x": None,
        "simp only [List.length_append]": 1,
    },
}
"""For each statement, tactics and how many goals they leave; ``None``: they must fail."""


def _on_one_server(
    toolchain: Toolchain, work: Callable[[LeanSession], Coroutine[Any, Any, None]]
) -> float:
    """Run ``work`` on a fresh server; seconds until it could take the first request."""

    async def body() -> float:
        start = time.perf_counter()
        pool = LeanPool(toolchain, LeanOptions(choice="embedded"))
        async with pool, LeanSession(pool) as session:
            await session.start("True")
            started = time.perf_counter() - start
            await work(session)
        return started

    return asyncio.run(body())


async def _calls(session: LeanSession, count: int) -> list[float]:
    """Milliseconds of ``count`` tactic calls, every outcome compared with what it must be."""
    roots = [(await session.start(text), tactics) for text, tactics in STATEMENTS.items()]
    planned = [(root, tactic, left) for root, t in roots for tactic, left in t.items()]
    times = []
    for number in range(count):
        root, tactic, left = planned[number % len(planned)]
        start = time.perf_counter()
        try:
            state = await session.run(root, tactic)
        except TacticFailed:
            state = None
        times.append((time.perf_counter() - start) * 1000)
        assert (state and len(state.goals)) == left, (root.statement, tactic, state)
        if state is not None:
            await session.drop([state])
    return times


def test_step_latency_and_cold_start(embedded_toolchain: Toolchain) -> None:
    times: list[float] = []

    async def work(session: LeanSession) -> None:
        times.extend(await _calls(session, 500))

    started = _on_one_server(embedded_toolchain, work)
    times.sort()
    middle, high = median(times), times[int(0.95 * len(times))]
    print(f"\nLean, embedded: {started:.1f} s from nothing to the first answer (target 12)")
    print(f"500 tactics: median {middle:.1f} ms (target 3), p95 {high:.1f} ms (target 60)")
    assert started <= 12
    assert middle <= 3
    assert high <= 60


def test_ten_thousand_calls_in_one_session(embedded_toolchain: Toolchain) -> None:
    sizes: list[float] = []

    async def work(session: LeanSession) -> None:
        await _calls(session, 500)
        server = session._server
        assert server is not None
        sizes.append(server.resident_mb)
        await _calls(session, 9_500)
        sizes.append(server.resident_mb)
        assert server.is_alive

    _on_one_server(embedded_toolchain, work)
    growth = sizes[1] / sizes[0] - 1
    print(f"\n10,000 tactics: {sizes[0]:.0f} → {sizes[1]:.0f} MiB, {growth:+.1%} (target +20 %)")
    assert growth <= 0.2
