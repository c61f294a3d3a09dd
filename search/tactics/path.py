"""The path that a finished search has found."""

from __future__ import annotations

from collections.abc import Iterator

from prover.lean.session import TacticState
from search.strategy import SearchTree

__all__ = ["proved_path"]


def proved_path(tree: SearchTree[TacticState, str]) -> Iterator[tuple[TacticState, str]]:
    """The states of the proof from the root on, each with the tactic that was right."""
    chosen = dict(tree.proof())
    number: int | None = 0 if chosen else None
    while number is not None:
        node = tree.nodes[number]
        edge = node.edges[chosen[number]]
        yield node.state, edge.action
        number = edge.children[0] if edge.children else None
