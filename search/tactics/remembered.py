"""Goals proved before, and the scripts that proved them.

A memory is only a hint: its scripts are tactics like any other, run again and judged again, so
one that is wrong or out of date costs a call.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from prover.errors import InputError
from prover.lean.goals import Goal
from prover.lean.session import TacticState
from search.strategy import Proposal, SearchTree
from search.tactics.path import proved_path
from search.tactics.space import Policy

__all__ = ["Memory", "Remembered", "goals_key"]


def goals_key(preamble: str, goals: Sequence[Goal]) -> str:
    """The same for the same goals after the same definitions, whatever their cases are called."""
    shown = [[[list(h.names), h.type, h.value] for h in goal.hypotheses] for goal in goals]
    text = json.dumps([preamble, shown, [goal.target for goal in goals]], ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


@dataclass(slots=True)
class Memory:
    """The shortest script known for each goal, and for each whole state; the latest last.

    Args:
        scripts: by :func:`goals_key`.
        most: scripts kept; the oldest are forgotten first.
    """

    scripts: dict[str, str] = field(default_factory=dict)
    most: int = 20_000

    def learn(self, tree: SearchTree[TacticState, str]) -> None:
        """Take in what a search has proved on the way to its proof."""
        path = tuple(proved_path(tree))
        for start, (state, _) in enumerate(path):
            tactics = [tactic for _, tactic in path[start:]]
            self._keep(goals_key(state.preamble, state.goals), "\n".join(tactics))
            rest = goals_key(state.preamble, state.goals[1:])
            for end in range(start + 1, len(path)):
                after = path[end][0]
                if goals_key(after.preamble, after.goals) == rest:
                    first = goals_key(state.preamble, state.goals[:1])
                    self._keep(first, "\n".join(tactics[: end - start]))
                    break

    def _keep(self, key: str, script: str) -> None:
        known = self.scripts.pop(key, script)
        self.scripts[key] = min(known, script, key=len)
        while len(self.scripts) > self.most:
            del self.scripts[next(iter(self.scripts))]

    def save(self, path: Path) -> None:
        """Write the scripts as JSON, whole or not at all.

        Raises:
            InputError: the file cannot be written.
        """
        partial = path.with_name(f".{path.name}.partial")
        try:
            partial.write_text(json.dumps(self.scripts, ensure_ascii=False, indent=1), "utf-8")
            partial.replace(path)
        except OSError as error:
            raise InputError(f"cannot write {path}: {error.strerror}") from None

    @staticmethod
    def load(path: Path) -> Memory:
        """The scripts that :meth:`save` wrote.

        Raises:
            InputError: the file is not there or is none of ours.
        """
        try:
            data: dict[Any, Any] = json.loads(path.read_text("utf-8"))
            return Memory({str(key): str(script) for key, script in data.items()})
        except (OSError, ValueError, AttributeError) as error:
            raise InputError(f"cannot read the memory in {path}: {error}") from None


@dataclass(frozen=True, slots=True)
class Remembered:
    """What closed the same state, or its first goal, before; then the proposals of ``base``.

    Args:
        base: proposes tactics.
        memory: what is known; it may grow while the policy is used.
        share: the probability of what is remembered.
    """

    base: Policy
    memory: Memory
    share: float = 0.9

    def propose(self, state: TacticState, attempt: int) -> tuple[Proposal[str], ...]:
        """Known scripts first."""
        others = self.base.propose(state, attempt)
        keys = (goals_key(state.preamble, goals) for goals in (state.goals, state.goals[:1]))
        known = dict.fromkeys(s for key in keys if (s := self.memory.scripts.get(key)))
        if attempt or not known:
            return others
        first = tuple(Proposal(s, self.share / len(known), "remembered") for s in known)
        rest = [p for p in others if p.action not in known]
        scale = (1 - self.share) / (sum(p.prior for p in rest) or 1.0)
        return first + tuple(Proposal(p.action, p.prior * scale, p.source) for p in rest)
