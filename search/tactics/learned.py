"""A policy that learns online which kinds of tactics help with which kinds of goals.

A tactic's *shape* is the tactic without the names of this goal (``induction # <;> simp_all @``);
a goal's *head* is its outermost relation or function.  How often a shape was tried and how often
it stood in a proof is counted for each head and over all heads; the rate, smoothed towards the
rate over all heads and that towards the average, weighs the priors of the policy below
(a multinomial model with backoff, Katz 1987).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from prover.errors import InputError
from prover.lean.goals import Goal
from prover.lean.session import TacticState
from search.strategy import Proposal, SearchTree
from search.tactics.space import Policy

__all__ = ["Experience", "Learned", "head_of", "shape_of"]

_ANY = ""
_SMOOTHING = 3.0
_LISTS = re.compile(r"\[[^\]]*\]")
_RELATION = re.compile(r"[=≠≤<≥>∣∧∨↔→∃∀¬]|\bFalse\b")


def shape_of(tactic: str, names: Iterable[str]) -> str:
    """The tactic with lists of rules and the goal's own names left out."""
    shape = _LISTS.sub("@", tactic)
    shape = re.sub(r"^rename_i [^\n]*\n", "", shape)
    own = set(names)
    parts = re.split(r"([\w✝'.«»]+)", shape)
    return "".join("#" if part in own or re.fullmatch(r"v\d+", part) else part for part in parts)


def head_of(goal: Goal) -> str:
    """The outermost relation of the target, as the first one that stands in no bracket."""
    depth = 0
    for position, character in enumerate(goal.target):
        depth += (character in "([{⟨") - (character in ")]}⟩")
        if not depth and (match := _RELATION.match(goal.target, position)):
            return match[0]
    return goal.target.split(" ", 1)[0]


@dataclass(slots=True)
class Experience:
    """For each head and shape: how often it was tried, and how often it stood in a proof."""

    counts: dict[str, dict[str, tuple[int, int]]] = field(default_factory=dict)

    def learn(self, tree: SearchTree[TacticState, str]) -> None:
        """Take in a finished search that found a proof; others teach nothing about rates."""
        proof = dict(tree.proof())
        if not proof:
            return
        for node in tree.nodes:
            if not node.state.goals:
                continue
            goal = node.state.goals[0]
            names = [name for h in goal.hypotheses for name in h.names]
            for index, edge in enumerate(node.edges):
                if edge.children is not None:
                    won = proof.get(node.number) == index
                    shape = shape_of(edge.action, names)
                    self._count(head_of(goal), shape, won)
                    self._count(_ANY, shape, won)

    def _count(self, head: str, shape: str, won: bool) -> None:
        shapes = self.counts.setdefault(head, {})
        tried, useful = shapes.get(shape, (0, 0))
        shapes[shape] = tried + 1, useful + won

    def rate(self, head: str, shape: str) -> float:
        """How often the shape helps with such goals, between 0 and 1."""
        everything = self.counts.get(_ANY, {})
        tried = sum(n for n, _ in everything.values())
        average = (sum(u for _, u in everything.values()) + 1) / (tried + 10)
        overall = _smoothed(everything.get(shape, (0, 0)), average)
        return _smoothed(self.counts.get(head, {}).get(shape, (0, 0)), overall)

    def save(self, path: Path) -> None:
        """Write the counts as JSON."""
        path.write_text(json.dumps(self.counts, ensure_ascii=False, indent=1), "utf-8")

    @staticmethod
    def load(path: Path) -> Experience:
        """The counts that :meth:`save` wrote.

        Raises:
            InputError: the file is not there or is none of ours.
        """
        try:
            data: dict[str, dict[str, Any]] = json.loads(path.read_text("utf-8"))
            counts = {
                head: {shape: (int(t), int(u)) for shape, (t, u) in shapes.items()}
                for head, shapes in data.items()
            }
        except (OSError, ValueError, TypeError, AttributeError) as error:
            raise InputError(f"cannot read the policy in {path}: {error}") from None
        return Experience(counts)


def _smoothed(count: tuple[int, int], towards: float) -> float:
    tried, useful = count
    return (useful + _SMOOTHING * towards) / (tried + _SMOOTHING)


@dataclass(frozen=True, slots=True)
class Learned:
    """The proposals of ``base``, weighed by what helped before.

    Args:
        base: proposes tactics.
        experience: what is known; it may grow while the policy is used.
        trust: 0 leaves the priors of ``base`` as they are, 1 multiplies them by the rate.
    """

    base: Policy
    experience: Experience
    trust: float = 1.0

    def propose(self, state: TacticState, attempt: int) -> tuple[Proposal[str], ...]:
        """The same tactics, other probabilities."""
        proposals = self.base.propose(state, attempt)
        if len(proposals) < 2 or not state.goals:
            return proposals
        goal = state.goals[0]
        names = [name for h in goal.hypotheses for name in h.names]
        head = head_of(goal)
        weights = [
            p.prior * self.experience.rate(head, shape_of(p.action, names)) ** self.trust
            for p in proposals
        ]
        total = sum(weights)
        pairs = zip(proposals, weights, strict=True)
        return tuple(Proposal(p.action, weight / total, p.source) for p, weight in pairs)
