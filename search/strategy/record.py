"""A search as data: every state, every action, why it was tried and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from search.strategy.tree import Edge, SearchTree

__all__ = ["tree_document"]


def tree_document(
    tree: SearchTree[Any, Any],
    show_state: Callable[[Any], str],
    show_action: Callable[[Any], str] = str,
    *,
    untried: bool = False,
) -> dict[str, object]:
    """The tree, ready for JSON.

    Args:
        tree: any search tree.
        show_state: a state in words.
        show_action: an action in words.
        untried: list proposals that were never tried, too.
    """
    proof = dict(tree.proof())

    def edge_row(edge: Edge[Any], is_proof: bool) -> dict[str, object]:
        return {
            "action": show_action(edge.action),
            "source": edge.source,
            "prior": round(edge.prior, 5),
            "status": edge.status.value,
            "children": list(edge.children or ()),
            "why": edge.why,
            "reason": edge.reason,
            "in_proof": is_proof,
        }

    return {
        "steps": tree.steps,
        "calls": tree.cost.calls,
        "tokens": tree.cost.tokens,
        "nodes": [
            {
                "id": node.number,
                "state": show_state(node.state),
                "status": node.status.value,
                "depth": node.depth,
                "value": round(node.value, 4),
                "visits": node.visits,
                "why": node.why,
                "edges": [
                    edge_row(edge, proof.get(node.number) == index)
                    for index, edge in enumerate(node.edges)
                    if untried or edge.children is not None
                ],
            }
            for node in tree.nodes
        ],
    }
