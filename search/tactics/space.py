"""Lean's tactic states as a proof space.

A state is a whole proof state with all its goals (they may share metavariables), so every
action leads to one state, or to none when the kernel has accepted the finished proof.  States
that print alike are the same state, whichever tactics led to them.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Protocol

from prover.lean.errors import LeanError, TacticFailed
from prover.lean.session import LeanSession, TacticState
from prover.lean.verify import LeanKernel
from search.strategy import Cost, Opened, Outcome, Proposal
from search.tactics.ledger import Ledger

__all__ = ["Policy", "TacticSpace", "Value"]

_CALL = Cost(calls=1)


class Policy(Protocol):
    """What to try in a state."""

    def propose(self, state: TacticState, attempt: int) -> tuple[Proposal[str], ...]:
        """Tactics with their probabilities; later attempts may propose others."""
        ...


class Value(Protocol):
    """How promising a state is."""

    def __call__(self, state: TacticState) -> float:
        """Between 0 (hopeless) and 1 (proved)."""
        ...


@dataclass(slots=True)
class TacticSpace:
    """The tactic states of one statement.

    Each piece of work has a Lean server to itself; a server that dies is replaced, and the
    action that killed it has failed.

    Args:
        kernel: the servers; as many as pieces of work are done side by side.
        policy: proposes tactics.
        value: scores states.
        heartbeats: Lean's budget for one tactic.
        seconds: deadline for one tactic.
        ledger: where the policy and the value note what they spend.
        widens: whether later attempts of the policy propose other tactics.
    """

    kernel: LeanKernel
    policy: Policy
    value: Value
    heartbeats: int = 4_000
    seconds: float = 20.0
    ledger: Ledger = field(default_factory=Ledger)
    widens: bool = False
    _idle: deque[LeanSession] = field(default_factory=deque)

    def start(self, statement: str, preamble: str = "", *, is_library: bool = False) -> TacticState:
        """The state in which ``statement``, or a library theorem again, is to be proved.

        Raises:
            StatementRejected: it does not elaborate to a closed proposition, or is not there.
        """
        with self._session() as session:
            work = session.start(statement, preamble, is_library=is_library)
            return self.kernel.wait(work)

    def key(self, state: TacticState) -> Hashable:
        """The goals as Lean prints them, without the names of their cases."""
        return state.preamble, tuple((goal.hypotheses, goal.target) for goal in state.goals)

    def open(self, state: TacticState, attempt: int) -> Opened[str]:
        """Ask the policy and the value; costs what they note in the ledger."""
        proposals, value = self.policy.propose(state, attempt), self.value(state)
        return Opened(proposals, value, self.ledger.settle(), self.widens)

    def apply(self, state: TacticState, action: str) -> Outcome[TacticState]:
        """Run a tactic."""
        beats, seconds = self.heartbeats, self.seconds
        try:
            with self._session() as session:
                work = session.run(state, action, heartbeats=beats, seconds=seconds)
                reached = self.kernel.wait(work)
        except TacticFailed as error:
            return Outcome(None, f"{error.kind}: {error.message}", _CALL)
        except LeanError as error:
            return Outcome(None, f"{error.code}: {error.message}", _CALL)
        return Outcome(() if reached.is_done else (reached,), cost=_CALL)

    def charged(self, state: TacticState, action: str) -> Outcome[TacticState]:
        """Run a tactic outside the search; the next state looked at bears the cost."""
        outcome = self.apply(state, action)
        self.ledger.charge(outcome.cost)
        return outcome

    def close(self) -> None:
        """Give the servers back."""
        while self._idle:
            self.kernel.wait(self._idle.pop().__aexit__(None, None, None))

    @contextmanager
    def _session(self) -> Iterator[LeanSession]:
        """A session for one piece of work: one that is idle, or a new one.

        There are never more of them than pieces of work done side by side, so the kernel's
        servers suffice, whichever threads do the work.
        """
        try:
            session = self._idle.pop()
        except IndexError:
            session = LeanSession(self.kernel.pool)
        try:
            yield session
        finally:
            self._idle.append(session)
