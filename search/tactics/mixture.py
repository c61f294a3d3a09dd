"""Several policies as one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from prover.lean.session import TacticState
from search.strategy import Proposal
from search.tactics.space import Policy

__all__ = ["AtRoot", "Mixture"]


@dataclass(frozen=True, slots=True)
class Mixture:
    """The weighted average of policies; a tactic that several propose is tried once.

    Args:
        parts: policies with their weights; one with nothing to propose has no share.
    """

    parts: Sequence[tuple[Policy, float]]

    def propose(self, state: TacticState, attempt: int) -> tuple[Proposal[str], ...]:
        """Everything that a part proposes, the likeliest first."""
        found: dict[str, tuple[float, list[str]]] = {}
        total = 0.0
        for policy, weight in self.parts:
            proposals = policy.propose(state, attempt)
            total += weight if proposals else 0.0
            for proposal in proposals:
                prior, sources = found.setdefault(proposal.action, (0.0, []))
                found[proposal.action] = (
                    prior + weight * proposal.prior,
                    [
                        *sources,
                        proposal.source,
                    ],
                )
        ranked = sorted(found.items(), key=lambda item: -item[1][0])
        return tuple(
            Proposal(action, prior / total, " + ".join(dict.fromkeys(sources)))
            for action, (prior, sources) in ranked
        )


@dataclass(frozen=True, slots=True)
class AtRoot:
    """Proposals for the statement itself, found beforehand."""

    proposals: tuple[Proposal[str], ...]

    def propose(self, state: TacticState, attempt: int) -> tuple[Proposal[str], ...]:
        """The proposals at the root, once."""
        return () if state.tactics or attempt else self.proposals
