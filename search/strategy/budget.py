"""Budgets: what a search may spend, and what it has spent."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from time import monotonic
from typing import Any

from prover.errors import ProverError
from search.strategy.tree import SearchTree

__all__ = ["Budget", "BudgetError", "Meter"]


class BudgetError(ProverError):
    """A budget allows nothing."""

    code = "bad-budget"


@dataclass(frozen=True, slots=True)
class Budget:
    """Limits, each of them honoured; ``None`` sets none.

    Attributes:
        steps: pieces of work: states looked at and actions tried.
        calls: calls of an outside prover (tactics run, inferences made).
        tokens: of language models.
        seconds: of wall clock.
    """

    steps: int | None = None
    calls: int | None = None
    tokens: int | None = None
    seconds: float | None = None

    def __post_init__(self) -> None:
        limits = asdict(self)
        if all(limit is None for limit in limits.values()):
            raise BudgetError("a search needs a budget", hint="set steps, calls or seconds")
        for name, limit in limits.items():
            if limit is not None and limit <= 0:
                raise BudgetError(f"a budget of {limit} {name} allows nothing")


@dataclass(slots=True)
class Meter:
    """Compares what a search has spent with its budget."""

    budget: Budget
    started: float = 0.0

    def start(self) -> None:
        """Begin to count seconds."""
        self.started = monotonic()

    @property
    def seconds(self) -> float:
        """Wall-clock seconds since the start."""
        return monotonic() - self.started

    def spent(self, tree: SearchTree[Any, Any]) -> str:
        """Which limit has been reached, in words; empty while none has."""
        pairs = (
            ("steps", tree.steps, self.budget.steps),
            ("calls", tree.cost.calls, self.budget.calls),
            ("tokens", tree.cost.tokens, self.budget.tokens),
            ("seconds", self.seconds, self.budget.seconds),
        )
        for name, used, limit in pairs:
            if limit is not None and used >= limit:
                return f"{limit} {name} are spent"
        return ""

    def room(self, tree: SearchTree[Any, Any], wanted: int) -> int:
        """How many of ``wanted`` pieces of work still fit, at a call each."""
        limits = [wanted]
        if self.budget.steps is not None:
            limits.append(self.budget.steps - tree.steps)
        if self.budget.calls is not None:
            limits.append(self.budget.calls - tree.cost.calls)
        return max(0, min(limits))
