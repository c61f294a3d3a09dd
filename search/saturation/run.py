"""Running strategies one after the other until one of them decides."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import inf
from time import monotonic
from typing import TYPE_CHECKING, TypeVar

from prover.clausify import InputClause
from prover.logic.clause import Clause
from prover.logic.syntax import Variable
from prover.logic.unify import Bindings as LogicBindings
from prover.proof import Rule
from prover.watch import Pulse
from search.assembly import NEGATED_CLAIM
from search.derivation import Derivation, input_derivation
from search.saturation.encoding import Encoding, Ordering, Precedence
from search.saturation.instantiation import InstantiationLoop
from search.saturation.loop import GivenClauseLoop, Outcome, Tally
from search.saturation.replay import Replay
from search.saturation.strategies import Instantiation, Reach, Slice, Strategy, schedule_for
from search.saturation.terms import Term
from search.saturation.unification import Bindings

if TYPE_CHECKING:
    from search.saturation.relevance import Relevance

__all__ = ["Saturation", "refute"]

Item = TypeVar("Item")

MAX_CLAUSES = 400_000
"""Passive clauses that one search may have."""


def refute(
    entries: Iterable[InputClause],
    *,
    deadline: float = inf,
    pulse: Pulse | None = None,
    schedule: Sequence[Slice] | None = None,
    goals: Collection[str] = (NEGATED_CLAIM,),
    max_processed: int = 1_000_000_000,
    max_clauses: int = MAX_CLAUSES,
    clock: Callable[[], float] = monotonic,
) -> tuple[Outcome, Derivation | None]:
    """Search the empty clause among the consequences of ``entries``.

    Args:
        entries: the clauses.
        deadline: value of ``clock`` at which to give up.
        pulse: is told how many clauses there are.
        schedule: strategies and their parts of the time, chosen by the problem if not given.
        goals: sources of the clauses that belong to the negated claim, which direct the
            search; where none does, clauses without positive literals count as such.
        max_processed: number of given clauses after which a strategy gives up.
        max_clauses: number of waiting clauses at which a strategy gives up.
        clock: what the deadline is told by.

    Returns:
        The outcome, and for a refutation the derivation of the empty clause.  Without one,
        ``MEMORY_OUT`` means that the last strategy stopped for its number of clauses.
        ``SATURATED`` is only said by a complete strategy: the clauses have a model.
    """
    listed = list(entries)
    if schedule is None:
        schedule = schedule_for([entry.clause for entry in listed])
    limits = _Limits(Tally(pulse or Pulse()), max_processed, max_clauses, clock)
    question = _Question(listed, _goals(listed, goals))
    outcome = Outcome.RESOURCE_OUT
    left = sum(each.share for each in schedule)
    for each in schedule:
        now = clock()
        if now >= deadline:  # also where a clock says that all time is over, by infinity
            return Outcome.RESOURCE_OUT, None
        end = now + (deadline - now) * each.share / left if deadline < inf else inf
        left -= each.share
        outcome, empty = _tried(question, each.strategy, end, limits)
        if outcome in (Outcome.REFUTED, Outcome.SATURATED):
            return outcome, empty
    if clock() >= deadline:
        return Outcome.RESOURCE_OUT, None
    return outcome, None


@dataclass(frozen=True, slots=True)
class _Limits:
    tally: Tally
    max_processed: int
    max_clauses: int
    clock: Callable[[], float]

    def timed(self, items: Iterable[Item], deadline: float) -> Iterator[Item]:
        """The items, with a look at the clock now and then.

        Raises:
            _TimeUp: the deadline is over.
        """
        for number, item in enumerate(items):
            if not number & 63 and self.clock() > deadline:
                raise _TimeUp
            yield item


class _TimeUp(Exception):
    """A strategy's time is over before its search has begun."""


@dataclass(slots=True)
class _Question:
    """The clauses, and which of them belong to the negated claim."""

    entries: Sequence[InputClause]
    of_goal: Sequence[bool]
    _relevance: Relevance | None = None

    def within(self, reach: Reach, deadline: float, limits: _Limits) -> _Question:
        """The relevant part of it."""
        from search.saturation.relevance import Relevance  # and numpy, which few searches need

        if self._relevance is None:
            self._relevance = Relevance(limits.timed(self.entries, deadline), self.of_goal)
        kept = self._relevance.selected(reach)
        return _Question([self.entries[n] for n in kept], [self.of_goal[n] for n in kept])


def _tried(
    question: _Question, strategy: Strategy | Instantiation, deadline: float, limits: _Limits
) -> tuple[Outcome, Derivation | None]:
    """One strategy's search, of the relevant clauses only if the strategy is of that kind.

    Where all are relevant, such a strategy leaves its time to those that take all anyway.
    """
    try:
        if isinstance(strategy, Instantiation):
            return _instantiate(question.entries, deadline, limits)
        if strategy.reach is not None:
            whole = len(question.entries)
            question = question.within(strategy.reach, deadline, limits)
            if len(question.entries) == whole:
                return Outcome.RESOURCE_OUT, None
        outcome, empty = _saturate(question, strategy, deadline, limits)
    except _TimeUp:
        return Outcome.RESOURCE_OUT, None
    if outcome is Outcome.SATURATED and strategy.reach is not None:
        return Outcome.RESOURCE_OUT, None
    return outcome, empty


def _saturate(
    question: _Question, strategy: Strategy, deadline: float, limits: _Limits
) -> tuple[Outcome, Derivation | None]:
    """Search the empty clause among the consequences of the clauses."""
    entries, of_goal = question.entries, question.of_goal
    clauses = [entry.clause for entry in entries]
    encoding = Encoding(
        limits.timed(clauses, deadline),
        of_goal,
        ordering=strategy.ordering,
        precedence=strategy.precedence,
        goal_bonus=strategy.goal_bonus,
    )
    encoded = [encoding.encoded(clause)[0] for clause in limits.timed(clauses, deadline)]
    loop = GivenClauseLoop(
        encoding.bank,
        strategy.selection,
        strategy.queues,
        deadline=deadline,
        tally=limits.tally,
        max_processed=limits.max_processed,
        max_clauses=limits.max_clauses,
        clock=limits.clock,
        extensionality=strategy.extensionality,
        eager=strategy.eager,
    )
    outcome = loop.run(list(zip(encoded, of_goal, strict=True)))
    limits.tally.close(loop.made, loop.processed)
    if loop.empty is None:
        return outcome, None
    return outcome, Replay(encoding, entries).derivation(loop.empty)


def _instantiate(
    entries: Sequence[InputClause], deadline: float, limits: _Limits
) -> tuple[Outcome, Derivation | None]:
    """Search ground instances that contradict each other."""
    clauses = [entry.clause for entry in entries]
    encoding = Encoding(
        limits.timed(clauses, deadline),
        [False] * len(clauses),
        ordering=Ordering.KNUTH_BENDIX,
        precedence=Precedence.RARE,
        goal_bonus=0,
    )
    encoded = [encoding.encoded(clause) for clause in limits.timed(clauses, deadline)]
    inputs = [literals for literals, _ in encoded]
    if any(not literal.predicate for literals in inputs for literal in literals):
        inputs += encoding.equality_axioms()

    def is_over(made: int, active: int) -> bool:
        now = limits.clock()
        limits.tally.tell(now, made, active)
        return now > deadline or made > limits.max_clauses

    search = InstantiationLoop(encoding.bank, encoding.anything, is_over)
    core = search.run(inputs)
    limits.tally.close(search.made, 0)
    if core is None:
        return Outcome.RESOURCE_OUT, None
    parents = [
        _instance(encoding, entries[number], encoded[number][1], bindings)
        for number, bindings in core
        if number < len(entries)
    ]
    same: list[LogicBindings] = [{v: v for v in each.clause.variables} for each in parents]
    empty = Derivation(Clause(()), Rule.CONTRADICTION, tuple(parents), tuple(same))
    return Outcome.REFUTED, empty


def _instance(
    encoding: Encoding, entry: InputClause, variables: Mapping[Variable, Term], bindings: Bindings
) -> Derivation:
    """The derivation of an instance of an input."""
    terms = {v: encoding.term(bindings.get(own, own)) for v, own in variables.items()}
    given = input_derivation(entry)
    if not terms:
        return given
    return Derivation(entry.clause.substitute(terms), Rule.INSTANTIATION, (given,), (terms,))


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
        self, clauses: Iterable[InputClause], goals: Collection[str] = (NEGATED_CLAIM,)
    ) -> tuple[Outcome, Derivation | None]:
        """Search the empty clause among the consequences of ``clauses``."""
        return refute(
            clauses,
            deadline=self.deadline,
            pulse=self.pulse,
            goals=goals,
            max_processed=self.max_processed,
        )
