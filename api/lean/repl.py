"""A proof written by a person, or a program, one tactic at a time."""

from __future__ import annotations

import asyncio
import json
import sys
from dataclasses import asdict

from rich.console import Console

from api.lean.kernel import lean_options, toolchain_of
from api.settings import Settings
from prover.lean.errors import LeanError, TacticFailed
from prover.lean.pool import LeanPool
from prover.lean.session import LeanSession, TacticState

__all__ = ["run_repl"]


async def run_repl(statement: str, settings: Settings, *, as_json: bool) -> bool:
    """Read tactics until the statement is proved or the input ends.

    With ``as_json`` every line that is printed is one JSON object.

    Returns:
        Whether the kernel has accepted a complete proof.
    """
    notes = Console(stderr=True)
    pool = LeanPool(toolchain_of(settings), lean_options(settings))
    async with pool, LeanSession(pool) as session:
        with notes.status("starting Lean…"):
            state = await session.start(statement)
        path = [state]
        _show(state, as_json)
        while not path[-1].is_done:
            line = await _next_line(interactive=sys.stdin.isatty())
            if line is None or line == ":quit":
                return False
            await _obey(line, path, session, as_json)
    return True


async def _obey(line: str, path: list[TacticState], session: LeanSession, as_json: bool) -> None:
    if line == ":undo":
        if len(path) > 1:
            path.pop()
        _show(path[-1], as_json)
    elif line in (":goals", ""):
        _show(path[-1], as_json)
    elif line == ":script":
        print("\n".join(path[-1].tactics))
    else:
        try:
            path.append(await session.run(path[-1], line))
        except LeanError as error:
            _complain(error, as_json)
        else:
            _show(path[-1], as_json)


async def _next_line(*, interactive: bool) -> str | None:
    if interactive:
        print("› ", end="", flush=True)
    line = await asyncio.to_thread(sys.stdin.readline)
    return line.strip() if line else None


def _show(state: TacticState, as_json: bool) -> None:
    if as_json:
        document = {
            "done": state.is_done,
            "tactics": list(state.tactics),
            "goals": [asdict(goal) for goal in state.goals],
            "messages": list(state.messages),
        }
        print(json.dumps(document, ensure_ascii=False), flush=True)
        return
    for message in state.messages:
        print(message)
    if state.is_done:
        print("✓ proved; the kernel accepts it", flush=True)
    else:
        print("\n\n".join(goal.text for goal in state.goals), flush=True)


def _complain(error: LeanError, as_json: bool) -> None:
    if as_json:
        kind = error.kind if isinstance(error, TacticFailed) else error.code
        print(json.dumps({"error": error.message, "kind": kind}, ensure_ascii=False), flush=True)
    else:
        print(f"✗ {error}", flush=True)
