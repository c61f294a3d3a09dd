"""The strategies by the names that people type."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from prover.errors import ProverError
from search.strategy.backward import Backward
from search.strategy.beam import Beam, Particles
from search.strategy.best_first import AStar, BestFirst, DepthFirst
from search.strategy.mcts import AdaptiveMcts, Mcts
from search.strategy.mixer import Mixer
from search.strategy.strategy import Strategy

__all__ = ["STRATEGIES", "UnknownStrategy", "make_strategy"]


class UnknownStrategy(ProverError):
    """There is no strategy of this name."""

    code = "unknown-strategy"


_MAKERS: Mapping[str, Callable[[int], Strategy]] = {
    "best-first": lambda seed: BestFirst(),
    "astar": lambda seed: AStar(),
    "depth-first": lambda seed: DepthFirst(),
    "backward": lambda seed: Backward(),
    "beam": lambda seed: Beam(),
    "mcts": lambda seed: Mcts(seed=seed),
    "ab-mcts": lambda seed: AdaptiveMcts(seed=seed),
    "particle": lambda seed: Particles(seed=seed),
    "mixed": lambda seed: Mixer((BestFirst(), Mcts(seed=seed), AStar())),
}

STRATEGIES = tuple(_MAKERS)
"""Names of all strategies."""


def make_strategy(name: str, seed: int = 0) -> Strategy:
    """A fresh strategy.

    Raises:
        UnknownStrategy: there is none of this name.
    """
    if name not in _MAKERS:
        raise UnknownStrategy(f"there is no strategy {name!r}", hint=f"one of {', '.join(_MAKERS)}")
    return _MAKERS[name](seed)
