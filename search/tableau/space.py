"""Connection tableaux as a proof space that any strategy can walk.

A state is a tableau whose goals hang together; an action is an inference on its first goal,
and leads to the parts that the rest falls into.  What can be done without binding anything
(lemmas, reductions, extension by a unit clause) is never undone and is done at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from prover.logic.syntax import FormulaTooDeep, Variable
from prover.logic.unify import Bindings, resolved, unify_atoms
from search.strategy.space import Cost, Opened, Outcome, Proposal
from search.tableau.matrix import START, Connection, Matrix, flipped, kind_of
from search.tableau.policy import Policy, softmax
from search.tableau.tableau import (
    Goal,
    Tableau,
    canonical,
    components,
    extended,
    instantiated,
    numbered,
)

__all__ = ["Action", "ConnectionSpace", "Expansion", "Extend", "Reduce"]


@dataclass(frozen=True, slots=True)
class Extend:
    """Extend the first goal by literal ``index`` of clause ``clause``."""

    clause: int
    index: int
    is_flipped: bool = False

    def __str__(self) -> str:
        turned = ", turned round" if self.is_flipped else ""
        return f"extension by clause {self.clause}, literal {self.index + 1}{turned}"


@dataclass(frozen=True, slots=True)
class Reduce:
    """Close the first goal against place ``place`` of its path."""

    place: int
    is_flipped: bool = False

    def __str__(self) -> str:
        turned = ", turned round" if self.is_flipped else ""
        return f"reduction with place {self.place + 1} of the path{turned}"


Action = Extend | Reduce


@dataclass(frozen=True, slots=True)
class Expansion:
    """What an action makes of a tableau.

    Its goals are numbered: first those that are new, then those there were before, save the
    first.  ``parts`` are what they fall into, with the numbers; ``units`` are the unit clauses
    that closed others; the rest were closed by lemmas and reductions.
    """

    parts: tuple[tuple[Tableau, tuple[int, ...]], ...]
    units: tuple[tuple[int, Connection], ...]


class _Cut(Exception):
    """The action leads nowhere, for this reason."""


@dataclass(frozen=True, slots=True)
class ConnectionSpace:
    """The tableaux over one matrix.

    Args:
        matrix: the clauses.
        policy: says which inferences and tableaux look promising.
    """

    matrix: Matrix
    policy: Policy = field(default_factory=Policy)

    @property
    def root(self) -> Tableau:
        """The tableau before the first inference."""
        return Tableau((Goal(START),))

    def key(self, state: Tableau) -> Tableau:
        """The tableau itself: it is in canonical form."""
        return state

    def open(self, state: Tableau, attempt: int) -> Opened[Action]:
        """All inferences on the first goal, reductions before extensions."""
        value = self.policy.value(state)
        if attempt:
            return Opened((), value)
        goal = state.goals[0]
        actions: list[Action] = []
        scores: list[float] = []
        for reduce_, _ in self._reductions(goal):
            actions.append(reduce_)
            scores.append(self.policy.reduction)
        for connection in self.matrix.connections(goal.literal):
            actions.append(Extend(connection.number, connection.index, connection.is_flipped))
            scores.append(self.policy.extension(connection))
        proposals = zip(actions, softmax(scores), strict=True)
        return Opened(tuple(Proposal(a, p, "connections") for a, p in proposals), value)

    def apply(self, state: Tableau, action: Action) -> Outcome[Tableau]:
        """Make the inference; it fails when the branch is repeated or a goal left hopeless."""
        try:
            expansion = self.expand(state, action)
        except _Cut as cut:
            return Outcome(None, str(cut), Cost(calls=1))
        except FormulaTooDeep as error:
            return Outcome(None, error.message, Cost(calls=1))
        return Outcome(tuple(part for part, _ in expansion.parts), cost=Cost(calls=1))

    def expand(self, state: Tableau, action: Action) -> Expansion:
        """What :meth:`apply` leads to, in full."""
        goal = state.goals[0]
        new, bindings = self._inference(goal, action, len(state.variables))
        goals = instantiated((*new, *state.goals[1:]), resolved(bindings))
        if not all(g.is_regular for g in goals):
            raise _Cut("a goal is repeated on its path")
        left: list[int] = []
        units: list[tuple[int, Connection]] = []
        for number, g in enumerate(goals):
            if g.is_closed:
                continue
            unit = self._safe_unit(g)
            if unit is None:
                left.append(number)
            else:
                units.append((number, unit))
        parts = [self._part(goals, members) for members in components(goals, left)]
        return Expansion(tuple(parts), tuple(units))

    def _inference(self, goal: Goal, action: Action, taken: int) -> tuple[list[Goal], Bindings]:
        """The new goals and what is bound; new variables are numbered from ``taken`` on."""
        if isinstance(action, Reduce):
            return [], dict(self._reductions(goal))[action]
        connection = next(
            c
            for c in self.matrix.connections(goal.literal)
            if (c.number, c.index, c.is_flipped) == (action.clause, action.index, action.is_flipped)
        )
        clause = connection.clause
        fresh = {v: Variable(f"_{n}", v.sort) for n, v in enumerate(clause.original, taken)}
        new = extended(self.matrix, goal, clause.others(action.index))
        return new, {**fresh, **connection.bindings}

    def _reductions(self, goal: Goal) -> list[tuple[Reduce, Bindings]]:
        found = []
        wanted = kind_of(goal.literal.complement)
        for place, above in enumerate(goal.path):
            if kind_of(above) == wanted:
                for turned in dict.fromkeys((above, flipped(above))):
                    bindings = unify_atoms(turned.atom, goal.literal.atom)
                    if bindings is not None:
                        found.append((Reduce(place, turned is not above), bindings))
        return found

    def _safe_unit(self, goal: Goal) -> Connection | None:
        """A unit clause that refutes the goal as it is."""
        for connection in self.matrix.connections(numbered(goal.literal)):
            if not connection.binds and not connection.clause.others(connection.index):
                return connection
        return None

    def _part(
        self, goals: Sequence[Goal], members: Sequence[int]
    ) -> tuple[Tableau, tuple[int, ...]]:
        """The goals as a tableau, the one with the fewest ways to go on first."""
        ways = {n: self._ways(goals[n]) for n in members}
        if not all(ways.values()):
            raise _Cut("a goal has no connection")
        first = min(members, key=lambda n: (ways[n], n))
        order = (first, *(n for n in members if n != first))
        return canonical([goals[n] for n in order]), order

    def _ways(self, goal: Goal) -> int:
        connections = self.matrix.connections(numbered(goal.literal))
        return len(connections) + len(self._reductions(goal))
