"""Proofs tactic by tactic: states that fork, outlive processes, and end in the kernel."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest

from prover.lean.errors import (
    LeanBusy,
    LeanCrashed,
    LeanError,
    LeanTimeout,
    RequestTooLarge,
    StatementRejected,
    TacticFailed,
)
from prover.lean.library import library_theorems
from prover.lean.options import LeanOptions
from prover.lean.pool import LeanPool
from prover.lean.session import LeanSession
from prover.lean.toolchain import Toolchain
from prover.lean.wire import LibraryTheorem

COMMUTES = "theorem t (a b : Nat) : a + b = b + a"
RUNAWAY = "exact absurd (Nat.le_refl 0) (by revert a; decide +kernel)"


@pytest.fixture(scope="module")
def in_session(embedded_toolchain: Toolchain) -> Any:
    """Run a coroutine function with a session; the pool stays warm between tests."""
    loop = asyncio.new_event_loop()
    options = LeanOptions(choice="embedded", seconds=20, waiting=2)
    pool = LeanPool(embedded_toolchain, options)
    loop.run_until_complete(pool.__aenter__())

    def run(test: Callable[[LeanSession], Coroutine[Any, Any, None]]) -> None:
        async def body() -> None:
            async with LeanSession(pool) as session:
                await test(session)

        loop.run_until_complete(body())

    yield run
    loop.run_until_complete(pool.close())
    loop.close()


Runner = Callable[[Callable[[LeanSession], Awaitable[None]]], None]


def test_a_proof_ends_in_the_kernel(in_session: Runner) -> None:
    async def test(session: LeanSession) -> None:
        state = await session.start(COMMUTES)
        assert state.goals[0].target == "a + b = b + a"
        done = await session.run(state, "omega")
        assert done.is_done
        assert done.tactics == ("omega",)
        assert not state.is_done

    in_session(test)


def test_states_fork(in_session: Runner) -> None:
    async def test(session: LeanSession) -> None:
        state = await session.start("theorem t (p q : Prop) (h : p ∧ q) : q ∧ p")
        left = await session.run(state, "constructor")
        right = await session.run(state, "cases h")
        assert [goal.target for goal in left.goals] == ["q", "p"]
        assert [goal.target for goal in right.goals] == ["q ∧ p"]
        again = await session.run(left, "exact h.2")
        assert [goal.target for goal in again.goals] == ["p"]

    in_session(test)


@pytest.mark.parametrize(
    ("tactic", "kind"),
    [
        ("exact foo", "tactic"),
        ("omega!!", "parse"),
        ("sorry", "forbidden"),
        ("native_decide", "forbidden"),
        ("exact (by decide +native)", "forbidden"),
        ("set_option maxRecDepth 10 in omega", "forbidden"),
        ("stop\nomega", "sorry"),
        ("repeat (first | rfl | skip)", "tactic or heartbeats"),
        ("iterate 100000 (have := 1)", "heartbeats"),
        pytest.param(
            "exact " + "(" * 3000 + "rfl" + ")" * 3000,
            "tactic or heartbeats",
            marks=pytest.mark.slow,
        ),
        ("", "parse"),
    ],
)
def test_a_bad_tactic_is_refused_and_its_state_stays(
    in_session: Runner, tactic: str, kind: str
) -> None:
    async def test(session: LeanSession) -> None:
        state = await session.start(COMMUTES)
        with pytest.raises(TacticFailed) as refused:
            await session.run(state, tactic, heartbeats=400)
        assert refused.value.kind in kind
        assert (await session.run(state, "omega")).is_done

    in_session(test)


def test_a_megabyte_is_not_sent(in_session: Runner) -> None:
    async def test(session: LeanSession) -> None:
        state = await session.start(COMMUTES)
        with pytest.raises(RequestTooLarge):
            await session.run(state, "x" * 1_000_000)
        assert (await session.run(state, "omega")).is_done

    in_session(test)


@pytest.mark.parametrize(
    "statement",
    [
        "(by native_decide : 1 = 1) = rfl",
        "theorem t (h : (by_elab return Lean.mkConst `True)) : True",
        "let h : 1 = 1 := by run_tac (pure ()); True",
        "(sorry : Prop)",
    ],
)
def test_a_statement_is_audited_before_it_is_elaborated(in_session: Runner, statement: str) -> None:
    """Elaborating a term runs the tactics in it; a statement may come from anywhere."""

    async def test(session: LeanSession) -> None:
        with pytest.raises(StatementRejected, match=r"not allowed in a statement|neither a term"):
            await session.start(statement)

    in_session(test)


@pytest.mark.parametrize("statement", ["1 = ", "Nat", "∀ x, x = x", "x = 1", "def f := 1", ""])
def test_a_statement_has_to_be_a_closed_proposition(in_session: Runner, statement: str) -> None:
    async def test(session: LeanSession) -> None:
        with pytest.raises(StatementRejected):
            await session.start(statement)

    in_session(test)


def test_an_import_that_is_not_there_is_said_with_what_to_do(in_session: Runner) -> None:
    async def test(session: LeanSession) -> None:
        with pytest.raises(StatementRejected, match=r"Nowhere is not loaded .*--project"):
            await session.start("1 = 1", "import Nowhere")

    in_session(test)


@pytest.mark.slow
def test_a_runaway_is_killed_and_the_path_replayed(in_session: Runner) -> None:
    async def test(session: LeanSession) -> None:
        state = await session.start(COMMUTES)
        state = await session.run(state, "have h : a = a := rfl")
        with pytest.raises(LeanTimeout):
            await session.run(
                state,
                "exact absurd (by decide +kernel : (List.range 100000000).length = 3) (by simp)",
                heartbeats=10**8,
                seconds=1.5,
            )
        done = await session.run(state, "omega")
        assert done.is_done
        assert done.tactics == ("have h : a = a := rfl", "omega")

    in_session(test)


@pytest.mark.slow
def test_a_killed_child_is_replaced(in_session: Runner) -> None:
    async def test(session: LeanSession) -> None:
        state = await session.start(COMMUTES)
        server = session._server
        assert server is not None
        server.process.kill()
        with pytest.raises(LeanCrashed):
            await session.run(state, "omega")
        assert (await session.run(state, "omega")).is_done

    in_session(test)


def test_definitions_come_with_the_statement_and_survive_a_crash(in_session: Runner) -> None:
    async def test(session: LeanSession) -> None:
        state = await session.start("theorem t : T.one = 1", "def T.one : Nat := 1\n")
        assert session._server is not None
        session._server.process.kill()
        with pytest.raises(LeanCrashed):
            await session.run(state, "rfl")
        assert (await session.run(state, "rfl")).is_done

    in_session(test)


def test_dropped_states_can_still_be_used(in_session: Runner) -> None:
    async def test(session: LeanSession) -> None:
        state = await session.start(COMMUTES)
        later = await session.run(state, "have h : a = a := rfl")
        await session.drop([state, later])
        assert (await session.run(later, "omega")).is_done

    in_session(test)


def test_too_many_waiters_are_turned_away(in_session: Runner) -> None:
    async def test(session: LeanSession) -> None:
        await session.start(COMMUTES)  # holds the only server
        waiting = [asyncio.create_task(_lease(session.pool)) for _ in range(2)]
        await asyncio.sleep(0.05)
        with pytest.raises(LeanBusy):
            await _lease(session.pool)
        for task in waiting:
            task.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)

    in_session(test)


async def _lease(pool: LeanPool) -> None:
    async with pool.lease():
        pass


def test_errors_are_one_family() -> None:
    assert issubclass(TacticFailed, LeanError)


def test_the_library_is_listed_once(in_session: Runner, tmp_path: Path) -> None:
    async def test(session: LeanSession) -> None:
        printed: list[int] = []

        async def listed() -> tuple[LibraryTheorem, ...]:
            return await library_theorems(
                session.pool, prefix="Init.Core", cache=tmp_path, on_row=printed.append
            )

        rows = await listed()
        found = {row.name: row for row in rows}
        assert found["Iff.trans"].type == "∀ {a b c : Prop}, (a ↔ b) → (b ↔ c) → (a ↔ c)"
        assert "propext" not in found  # an axiom
        assert printed[-1] == len(rows)
        printed.clear()
        assert await listed() == rows
        assert not printed

    in_session(test)
