"""Lean's tactic states as JSON, for checkpoints.

A state is known by its statement and its tactics; Lean makes it again from them when it is
needed.  Its goals are kept as Lean printed them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from pydantic import JsonValue

from prover.lean.goals import read_goal
from prover.lean.session import TacticState

__all__ = ["TacticCodec"]


@dataclass(frozen=True, slots=True)
class TacticCodec:
    """Writes and reads the states of one search; they share what ``root`` says of it."""

    root: TacticState

    def state_to_json(self, state: TacticState) -> JsonValue:
        """The tactics, the goals, and what the last tactic took and said."""
        return {
            "tactics": list(state.tactics),
            "goals": [goal.text for goal in state.goals],
            "heartbeats": state.heartbeats,
            "messages": list(state.messages),
            "definitions": list(state.definitions),
        }

    def state_from_json(self, data: JsonValue) -> TacticState:
        """The state; anything else is a ``ValueError``."""
        match data:
            case {
                "tactics": list(tactics),
                "goals": list(goals),
                "heartbeats": int(heartbeats),
                "messages": list(messages),
                "definitions": list(definitions),
            } if all(isinstance(s, str) for s in (*tactics, *goals, *messages, *definitions)):
                return replace(
                    self.root,
                    tactics=tuple(map(str, tactics)),
                    goals=tuple(read_goal(str(goal)) for goal in goals),
                    heartbeats=heartbeats,
                    messages=tuple(map(str, messages)),
                    definitions=tuple(map(str, definitions)),
                )
        raise ValueError("a tactic state was expected")

    def action_to_json(self, action: str) -> JsonValue:
        """The tactic itself."""
        return action

    def action_from_json(self, data: JsonValue) -> str:
        """The tactic; anything else is a ``ValueError``."""
        if not isinstance(data, str):
            raise ValueError("a tactic was expected")
        return data
