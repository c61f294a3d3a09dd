"""Small proof spaces whose answers are known."""

from __future__ import annotations

import time
from dataclasses import dataclass

from pydantic import JsonValue

from search.strategy.space import Cost, Opened, Outcome, Proposal

__all__ = ["Circular", "Counting", "CountingCodec", "Hopeless", "Maze"]

CALL = Cost(calls=1)


@dataclass(frozen=True)
class Counting:
    """The number n is proved by proving n-1, or two halves of it; 0 is proved at once.

    Most actions fail, and some lead back up.
    """

    noise: int = 4
    seconds: float = 0.0

    def key(self, state: int) -> int:
        return state

    def open(self, state: int, attempt: int) -> Opened[str]:
        if attempt:
            return Opened((), 0.5)
        actions = ["down", "halve", "up", *(f"bad {i}" for i in range(self.noise))]
        if state == 0:
            actions.insert(0, "done")
        prior = 1 / len(actions)
        return Opened(tuple(Proposal(a, prior) for a in reversed(actions)), 1 / (1 + state))

    def apply(self, state: int, action: str) -> Outcome[int]:
        time.sleep(self.seconds)
        match action:
            case "done":
                return Outcome((), cost=CALL)
            case "down" if state > 0:
                return Outcome((state - 1,), cost=CALL)
            case "halve" if state > 1:
                return Outcome((state // 2, state - state // 2), cost=CALL)
            case "up":
                return Outcome((state + 1,), cost=CALL)
            case _:
                return Outcome(None, "no", CALL)


class CountingCodec:
    """States of ``Counting`` as JSON."""

    def state_to_json(self, state: int) -> JsonValue:
        return str(state)

    def state_from_json(self, data: JsonValue) -> int:
        return int(str(data))

    def action_to_json(self, action: str) -> JsonValue:
        return action

    def action_from_json(self, data: JsonValue) -> str:
        return str(data)


@dataclass(frozen=True)
class Hopeless:
    """A finite space without a proof."""

    depth: int = 3

    def key(self, state: str) -> str:
        return state

    def open(self, state: str, attempt: int) -> Opened[str]:
        letters = "ab" if not attempt and len(state) < self.depth else ""
        return Opened(tuple(Proposal(letter, 0.5) for letter in letters), 0.5)

    def apply(self, state: str, action: str) -> Outcome[str]:
        return Outcome((state + action, state + action + "!"), cost=CALL)


@dataclass(frozen=True)
class Maze:
    """A long corridor among endless side branches; the policy knows the way more or less."""

    length: int = 12
    width: int = 6

    def key(self, state: bytes) -> bytes:
        return state

    def open(self, state: bytes, attempt: int) -> Opened[int]:
        if attempt:
            return Opened((), 0.5)
        right = state.count(0)
        value = right / self.length if right == len(state) else 0.05
        rest = 0.6 / (self.width - 1)
        proposals = [Proposal(i, 0.4 if i == 0 else rest) for i in range(self.width)]
        return Opened(tuple(proposals), value)

    def apply(self, state: bytes, action: int) -> Outcome[bytes]:
        path = state + bytes([action])
        if len(path) == self.length:
            return Outcome(() if not any(path) else None, cost=CALL)
        return Outcome((path,), cost=CALL)


GRAPH: dict[str, dict[str, tuple[str, ...]]] = {
    "root": {"a": ("A", "C"), "b": ("N",)},
    "A": {"m": ("N",), "ok": ()},
    "N": {"n": ("A",)},
    "C": {},
}


class Circular:
    """A and N lead to each other; A is needed no more when C fails, and then again for N."""

    def key(self, state: str) -> str:
        return state

    def open(self, state: str, attempt: int) -> Opened[str]:
        actions = () if attempt else tuple(GRAPH[state])
        return Opened(tuple(Proposal(action, 0.5) for action in actions), 0.5)

    def apply(self, state: str, action: str) -> Outcome[str]:
        return Outcome(GRAPH[state][action], cost=CALL)
