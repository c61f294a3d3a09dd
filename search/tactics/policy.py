"""Policies: which tactics to try in a state, and how likely each is to help."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from prover.lean.goals import Goal
from prover.lean.session import TacticState
from search.strategy import Proposal
from search.tactics.context import Context, Proposer, named
from search.tactics.proposers import PROPOSERS
from search.tactics.signatures import read_declarations

__all__ = ["HandWritten", "Retrieve"]

Retrieve = Callable[[Goal], Sequence[str]]
"""Names of library theorems that may help with a goal, the best first."""


def _nothing(_: Goal) -> Sequence[str]:
    return ()


@dataclass(frozen=True, slots=True)
class HandWritten:
    """Proposals of hand-written rules; safe moves never branch.

    Args:
        definitions: functions of the statement.
        retrieve: finds premises.
        proposers: the rules.
        safe: a weight from which on a move is taken without looking at others.
        most: proposals kept.
    """

    definitions: tuple[str, ...] = ()
    retrieve: Retrieve = _nothing
    proposers: tuple[Proposer, ...] = PROPOSERS
    safe: float = 50.0
    most: int = 96

    def propose(self, state: TacticState, attempt: int) -> tuple[Proposal[str], ...]:
        """The best proposals for the first goal, as probabilities."""
        if attempt or not state.goals:
            return ()
        goal, fresh = named(state.goals[0])
        context = Context(
            self.definitions,
            tuple(self.retrieve(goal)),
            len(state.tactics),
            len(state.goals),
            tuple(name for name in state.definitions if name not in self.definitions),
            read_declarations(state.preamble) if state.preamble else None,
        )
        found: dict[str, tuple[float, str]] = {}
        for proposer in self.proposers:
            for tactic, weight in proposer(goal, context):
                if _mentions(tactic, fresh):
                    tactic = f"rename_i {' '.join(fresh)}\n{tactic}"
                if weight > found.get(tactic, (0.0, ""))[0]:
                    found[tactic] = weight, proposer.__name__
        ranked = sorted(found.items(), key=lambda item: -item[1][0])
        if ranked and ranked[0][1][0] >= self.safe:
            ranked = ranked[:1]
        kept = ranked[: self.most]
        total = sum(weight for _, (weight, _) in kept)
        return tuple(Proposal(tactic, w / total, source) for tactic, (w, source) in kept)


def _mentions(tactic: str, names: tuple[str, ...]) -> bool:
    return bool(set(re.findall(r"[\w']+", tactic)).intersection(names))
