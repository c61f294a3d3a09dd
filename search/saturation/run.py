"""Running strategies one after the other until one of them decides."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from math import inf
from time import monotonic

from prover.clausify import InputClause
from prover.watch import Pulse
from search.derivation import Derivation
from search.saturation.encoding import Encoding
from search.saturation.loop import GivenClauseLoop, Outcome
from search.saturation.replay import Replay
from search.saturation.strategies import SCHEDULE, Slice, Strategy

__all__ = ["Saturation", "refute"]

MAX_CLAUSES = 400_000
"""Passive clauses that one search may have."""


def refute(
    entries: Iterable[InputClause],
    *,
    deadline: float = inf,
    pulse: Pulse | None = None,
    schedule: Sequence[Slice] = SCHEDULE,
    goals: Collection[str] = (),
    max_processed: int = 1_000_000_000,
    max_clauses: int = MAX_CLAUSES,
    clock: Callable[[], float] = monotonic,
) -> tuple[Outcome, Derivation | None]:
    """Search the empty clause among the consequences of ``entries``.

    Args:
        entries: the clauses.
        deadline: value of ``clock`` at which to give up.
        pulse: is told how many clauses there are.
        schedule: strategies and their parts of the time.
        goals: sources of the clauses that belong to the negated claim, which direct the
            search; where none does, clauses without positive literals count as such.
        max_processed: number of given clauses after which a strategy gives up.
        max_clauses: number of waiting clauses at which a strategy gives up.
        clock: what the deadline is told by.

    Returns:
        The outcome, and for a refutation the derivation of the empty clause.
        ``SATURATED`` is only said by a complete strategy: the clauses have a model.
    """
    listed = list(entries)
    limits = _Limits(pulse or Pulse(), max_processed, max_clauses, clock)
    of_goal = _goals(listed, goals)
    outcome = Outcome.RESOURCE_OUT
    left = sum(each.share for each in schedule)
    for each in schedule:
        now = clock()
        end = now + (deadline - now) * each.share / left if deadline < inf else inf
        left -= each.share
        outcome, empty = _attempt(listed, of_goal, each.strategy, end, limits)
        if outcome in (Outcome.REFUTED, Outcome.SATURATED) or clock() >= deadline:
            return outcome, empty
    return outcome, None


@dataclass(frozen=True, slots=True)
class _Limits:
    pulse: Pulse
    max_processed: int
    max_clauses: int
    clock: Callable[[], float]


def _attempt(
    entries: Sequence[InputClause],
    of_goal: Sequence[bool],
    strategy: Strategy,
    deadline: float,
    limits: _Limits,
) -> tuple[Outcome, Derivation | None]:
    """One strategy's search."""
    clauses = [entry.clause for entry in entries]
    encoding = Encoding(
        clauses,
        of_goal,
        ordering=strategy.ordering,
        precedence=strategy.precedence,
        goal_bonus=strategy.goal_bonus,
    )
    inputs = [
        (encoding.encoded(clause)[0], goal)
        for clause, goal in zip(clauses, of_goal, strict=True)
    ]
    loop = GivenClauseLoop(
        encoding.bank,
        strategy.selection,
        strategy.queues,
        deadline=deadline,
        pulse=limits.pulse,
        max_processed=limits.max_processed,
        max_clauses=limits.max_clauses,
        clock=limits.clock,
    )
    outcome = loop.run(inputs)
    if loop.empty is None:
        return outcome, None
    return outcome, Replay(encoding, entries).derivation(loop.empty)


def _goals(entries: Sequence[InputClause], sources: Collection[str]) -> list[bool]:
    """Which clauses the search is to be directed by."""
    of_goal = [entry.source in sources for entry in entries]
    if any(of_goal):
        return of_goal
    return [not any(each.positive for each in entry.clause.literals) for entry in entries]


@dataclass(frozen=True, slots=True)
class Saturation:
    """:func:`refute` with its limits kept for a call.

    Args:
        deadline: value of :func:`time.monotonic` at which the run gives up.
        max_processed: number of given clauses after which a strategy gives up.
        pulse: is told how many clauses there are.
    """

    deadline: float = inf
    max_processed: int = 20_000
    pulse: Pulse = field(default_factory=Pulse)

    def refute(
        self, clauses: Iterable[InputClause], goals: Collection[str] = ()
    ) -> tuple[Outcome, Derivation | None]:
        """Search the empty clause among the consequences of ``clauses``."""
        return refute(
            clauses,
            deadline=self.deadline,
            pulse=self.pulse,
            goals=goals,
            max_processed=self.max_processed,
        )
