"""Proof spaces: what a search strategy walks.

A *state* is a goal, or goals that share something.  An *action* reduces a state to new states
that all have to be proved (AND); a state is proved when the states of one of its actions are
(OR).  A space knows nothing of strategies, and a strategy nothing of logic.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

__all__ = ["Cost", "Opened", "Outcome", "Proposal", "Space"]

State = TypeVar("State")
Action = TypeVar("Action")


@dataclass(frozen=True, slots=True)
class Cost:
    """What a piece of work took, in the units that budgets are given in."""

    calls: int = 0
    tokens: int = 0

    def __add__(self, other: Cost) -> Cost:
        return Cost(self.calls + other.calls, self.tokens + other.tokens)


@dataclass(frozen=True, slots=True)
class Proposal(Generic[Action]):
    """An action that a policy proposes, with its probability and who proposed it."""

    action: Action
    prior: float
    source: str = ""


@dataclass(frozen=True, slots=True)
class Opened(Generic[Action]):
    """A state looked at: what might be done, and how promising it is (0 hopeless, 1 proved).

    ``may_widen`` says that another attempt may propose other actions.
    """

    proposals: tuple[Proposal[Action], ...]
    value: float
    cost: Cost = field(default_factory=Cost)
    may_widen: bool = False


@dataclass(frozen=True, slots=True)
class Outcome(Generic[State]):
    """What an action leads to: states that all have to be proved, none when that is done.

    ``states`` is ``None`` when the action cannot be taken; ``reason`` says why.
    """

    states: tuple[State, ...] | None
    reason: str = ""
    cost: Cost = field(default_factory=Cost)


class Space(Protocol[State, Action]):
    """States, actions, transitions and the test for being done."""

    def key(self, state: State) -> Hashable:
        """Equal for states that are the same goal, however they were reached."""
        ...

    def open(self, state: State, attempt: int) -> Opened[Action]:
        """Look at a state; later attempts may propose more (a sampling policy does)."""
        ...

    def apply(self, state: State, action: Action) -> Outcome[State]:
        """Take an action."""
        ...
