"""How promising a proof state looks: few and small goals, and nothing seen before."""

from __future__ import annotations

from prover.lean.session import TacticState

__all__ = ["goal_value"]

_GOAL, _SIZE, _DEPTH = 0.35, 0.006, 0.04


def goal_value(state: TacticState) -> float:
    """Falls with the number of goals, with their size, and with the tactics spent so far."""
    size = sum(len(goal.target) for goal in state.goals)
    spent = _GOAL * len(state.goals) + _SIZE * size + _DEPTH * len(state.tactics)
    return float(1 / (1 + spent))
