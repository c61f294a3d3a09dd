"""Scripts tried on a statement, cheaply, and judged by the kernel when one works."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from prover.lean.errors import LeanError, StatementRejected, TacticFailed
from prover.lean.goals import Goal
from prover.lean.session import LeanSession
from prover.lean.verify import LeanKernel
from prover.lean.wire import Judged

__all__ = ["Attempts", "Proved"]


@dataclass(frozen=True, slots=True)
class Proved:
    """A script that proves a proposition, and the kernel's judgement of it."""

    script: str
    judged: Judged


@dataclass(slots=True)
class Attempts:
    """Short tries to prove propositions.

    Args:
        kernel: the Lean to ask.
        heartbeats: deterministic budget of one script.
        seconds: its deadline.
    """

    kernel: LeanKernel
    heartbeats: int = 2_000
    seconds: float = 10.0

    def goal(self, theorem: str) -> Goal:
        """What there is to prove, with the variables introduced.

        Raises:
            StatementRejected: it does not elaborate.
            LeanError: Lean cannot be asked.
        """

        async def start() -> Goal:
            async with LeanSession(self.kernel.pool) as session:
                return (await session.start(theorem)).goals[0]

        return self.kernel.wait(start())

    def refusal(self, theorem: str) -> str:
        """Why the text may not even be elaborated; empty if it may.

        Raises:
            LeanError: Lean cannot be asked.
        """
        judged = self.kernel.verify(f"{theorem} := by trivial\n", "goal")
        return judged.reason if judged.code == "forbidden" else ""

    def prove(self, proposition: str, scripts: Sequence[str]) -> Proved | None:
        """The first script that proves ``proposition``, if the kernel accepts it, too.

        A script that takes too long, or the process down, does not prove it.

        Raises:
            LeanError: Lean cannot be asked.
        """
        theorem = f"theorem goal : {proposition}"
        script = self.kernel.wait(self._first(theorem, scripts))
        if script is None:
            return None
        lines = "".join(f"  {line}\n" for line in script.splitlines())
        judged = self.kernel.verify(f"{theorem} := by\n{lines}", "goal", theorem)
        return Proved(script, judged) if judged.accepted else None

    async def _first(self, theorem: str, scripts: Sequence[str]) -> str | None:
        async with LeanSession(self.kernel.pool) as session:
            try:
                state = await session.start(theorem)
            except StatementRejected:
                return None
            for script in scripts:
                try:
                    after = await session.run(
                        state, script, heartbeats=self.heartbeats, seconds=self.seconds
                    )
                except TacticFailed:
                    continue
                except LeanError as error:
                    if not error.code.startswith(("lean-timeout", "lean-crash", "lean-out")):
                        raise
                    continue
                if after.is_done:
                    return script
        return None
