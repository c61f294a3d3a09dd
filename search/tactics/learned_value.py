"""A value that learns from finished searches which states could be proved.

Logistic regression on what a state looks like, trained online: states that were proved against
the others of the same search, with AdaGrad steps (Duchi et al. 2011) and both classes weighing
the same.  The more it has seen, the more it counts beside the value that it starts from.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from prover.errors import InputError
from prover.lean.session import TacticState
from search.strategy import SearchTree, Status
from search.tactics.learned import head_of
from search.tactics.space import Value
from search.tactics.value import goal_value

__all__ = ["LearnedValue", "StateModel", "features"]

_WORD = re.compile(r"[^\W\d][\w.']*")
_RATE, _PASSES, _DECAY = 0.5, 50, 1e-3


def features(state: TacticState) -> Mapping[str, float]:
    """What a state looks like, in numbers of about the same size."""
    targets = [goal.target for goal in state.goals]
    sizes = [len(target) for target in targets] or [0]
    hypotheses = [hypothesis for goal in state.goals for hypothesis in goal.hypotheses]
    words = {word for target in targets for word in _WORD.findall(target)}
    known = set(_WORD.findall(state.statement))
    found = {
        "bias": 1.0,
        "goals": min(len(targets), 8) / 4,
        "size": math.log1p(sum(sizes)) / 6,
        "largest": math.log1p(max(sizes)) / 6,
        "depth": min(len(state.tactics), 12) / 6,
        "hypotheses": min(len(hypotheses), 16) / 8,
        "context": math.log1p(sum(len(h.type) for h in hypotheses)) / 6,
        "novelty": len(words - known) / max(1, len(words)),
    }
    if state.goals:
        found[f"head {head_of(state.goals[0])}"] = 1.0
    return found


@dataclass(slots=True)
class StateModel:
    """Weights of the features, how far each has been moved, and how many states were seen."""

    weights: dict[str, float] = field(default_factory=dict)
    squares: dict[str, float] = field(default_factory=dict)
    seen: int = 0

    def probability(self, state: TacticState) -> float:
        """That the state can be proved, as far as is known."""
        return self._logistic(features(state))

    def learn(self, tree: SearchTree[TacticState, str]) -> None:
        """Take in a finished search that found a proof and went astray, too.

        Its root teaches nothing: every search has one.
        """
        examples = [
            (features(node.state), node.status is Status.PROVED)
            for node in tree.nodes
            if node.number and node.state.goals
        ]
        good = sum(is_good for _, is_good in examples)
        bad = len(examples) - good
        if not good or not bad:
            return
        self.seen += len(examples)
        for _ in range(_PASSES):
            for found, is_good in examples:
                self._step(found, is_good, 0.5 * len(examples) / (good if is_good else bad))

    def _step(self, found: Mapping[str, float], is_good: bool, weight: float) -> None:
        error = weight * (is_good - self._logistic(found))
        for name, value in found.items():
            before = self.weights.get(name, 0.0)
            slope = error * value - _DECAY * before
            self.squares[name] = self.squares.get(name, 1e-3) + slope * slope
            self.weights[name] = before + _RATE * slope / math.sqrt(self.squares[name])

    def _logistic(self, found: Mapping[str, float]) -> float:
        score = sum(self.weights.get(name, 0.0) * value for name, value in found.items())
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))

    def save(self, path: Path) -> None:
        """Write the model as JSON."""
        data = {"seen": self.seen, "weights": self.weights, "squares": self.squares}
        path.write_text(json.dumps(data, ensure_ascii=False, indent=1), "utf-8")

    @staticmethod
    def load(path: Path) -> StateModel:
        """The model that :meth:`save` wrote.

        Raises:
            InputError: the file is not there or is none of ours.
        """
        try:
            data: dict[str, Any] = json.loads(path.read_text("utf-8"))
            weights = {name: float(value) for name, value in data["weights"].items()}
            squares = {name: float(value) for name, value in data["squares"].items()}
            return StateModel(weights, squares, int(data["seen"]))
        except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
            raise InputError(f"cannot read the value in {path}: {error}") from None


@dataclass(frozen=True, slots=True)
class LearnedValue:
    """``base`` and what was learned, by how much that has seen.

    Args:
        model: what was learned; it may grow while the value is used.
        base: the value to start from.
        doubt: states to be seen before both count the same.
    """

    model: StateModel
    base: Value = goal_value
    doubt: float = 200.0

    def __call__(self, state: TacticState) -> float:
        """Between 0 and 1."""
        trust = self.model.seen / (self.model.seen + self.doubt)
        return trust * self.model.probability(state) + (1 - trust) * self.base(state)
