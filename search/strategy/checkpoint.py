"""Search trees as data: to JSON and back, so that a search can be stopped and go on later.

::

    {"format": "prover-search", "version": 1, "search": {"strategy": "mcts", …},
     "steps": 7, "cost": {…}, "memory": {…}, "given": [{"node": 3, "edge": 0, "why": "…"}],
     "nodes": [{"state": …, "parents": [[0, 2]], "edges": [{"action": …, "children": [1]}], …}]}

States and actions are written by a :class:`Codec` of their space; what can be made from the rest
(keys, which edges are open) is not stored.  Nothing in a file is ever executed.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable, Hashable, Mapping
from typing import Any, Literal, Protocol, TypeVar

from pydantic import BaseModel, ConfigDict, JsonValue, ValidationError

from prover.errors import ProverError
from search.strategy.space import Cost
from search.strategy.tree import Edge, Node, SearchTree, Status, Task

__all__ = ["CheckpointError", "Codec", "from_json", "to_json"]

State = TypeVar("State")
Action = TypeVar("Action")

_NODE_FIELDS = (
    "depth", "log_prob", "parents", "status", "attempts", "is_exhausted", "is_needed",
    "may_widen", "value", "why", "visits", "total",
)  # fmt: skip
_EDGE_FIELDS = ("prior", "source", "status", "children", "reason", "why", "visits", "total")


class CheckpointError(ProverError):
    """A checkpoint is damaged, cannot be read or written, or belongs to another search."""

    code = "bad-checkpoint"


class Codec(Protocol[State, Action]):
    """States and actions of a space as JSON; reading raises ``ValueError`` for what is none."""

    def state_to_json(self, state: State) -> JsonValue:
        """The state, written so that it can be read back equal."""
        ...

    def state_from_json(self, data: JsonValue) -> State:
        """The state that was written."""
        ...

    def action_to_json(self, action: Action) -> JsonValue:
        """The action, written so that it can be read back equal."""
        ...

    def action_from_json(self, data: JsonValue) -> Action:
        """The action that was written."""
        ...


def to_json(
    tree: SearchTree[State, Action], codec: Codec[State, Action], search: Mapping[str, str | int]
) -> str:
    """The tree as JSON.

    Args:
        tree: any search tree, also of a search that is under way.
        codec: writes its states and actions.
        search: which search it belongs to: goal, strategy, seed, ….
    """

    def edge_row(edge: Edge[Action]) -> dict[str, Any]:
        row = {name: getattr(edge, name) for name in _EDGE_FIELDS}
        return {"action": codec.action_to_json(edge.action), **row}

    def node_row(node: Node[State, Action]) -> dict[str, Any]:
        row = {name: getattr(node, name) for name in _NODE_FIELDS}
        edges = [edge_row(edge) for edge in node.edges]
        return {"state": codec.state_to_json(node.state), **row, "edges": edges}

    document = {
        "format": "prover-search",
        "version": 1,
        "search": dict(search),
        "steps": tree.steps,
        "cost": {"calls": tree.cost.calls, "tokens": tree.cost.tokens},
        "memory": tree.memory,
        "given": [{"node": t.node, "edge": t.edge, "why": t.why} for t in tree.given],
        "nodes": [node_row(node) for node in tree.nodes],
    }
    return json.dumps(document, ensure_ascii=False)


def from_json(
    text: str,
    codec: Codec[State, Action],
    key: Callable[[State], Hashable],
    search: Mapping[str, str | int],
) -> SearchTree[State, Action]:
    """The tree that :func:`to_json` wrote.

    Args:
        text: the checkpoint.
        codec: reads its states and actions.
        key: of a state, as in its space.
        search: which search it has to belong to.

    Raises:
        CheckpointError: the text is damaged (the message says where), or of another search.
    """
    try:
        stored = _Stored.model_validate_json(text)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise CheckpointError(f"damaged at {_place(first['loc'])}: {first['msg']}") from None
    for name, wanted in search.items():
        if (found := stored.search.get(name)) != wanted:
            raise CheckpointError(
                f"it belongs to another search: its {name} is {_short(found)}, not {_short(wanted)}"
            )
    tree: SearchTree[State, Action] = SearchTree(
        steps=stored.steps,
        cost=Cost(stored.cost.calls, stored.cost.tokens),
        memory=stored.memory,
        given=deque(Task(task.node, task.edge, task.why) for task in stored.given),
    )
    for number, row in enumerate(stored.nodes):
        node = _node(number, row, codec)
        tree.nodes.append(node)
        tree.keys[key(node.state)] = number
    _check_references(stored)
    _restore(tree)
    return tree


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")


class _StoredCost(_Row):
    calls: int
    tokens: int


class _StoredTask(_Row):
    node: int
    edge: int | None
    why: str


class _StoredEdge(_Row):
    action: JsonValue
    prior: float
    source: str
    status: Status
    children: tuple[int, ...] | None
    reason: str
    why: str
    visits: int
    total: float


class _StoredNode(_Row):
    state: JsonValue
    depth: int
    log_prob: float
    parents: tuple[tuple[int, int], ...]
    edges: tuple[_StoredEdge, ...]
    status: Status
    attempts: int
    is_exhausted: bool
    is_needed: bool
    may_widen: bool
    value: float
    why: str
    visits: int
    total: float


class _Stored(_Row):
    format: Literal["prover-search"]
    version: Literal[1]
    search: dict[str, str | int]
    steps: int
    cost: _StoredCost
    memory: dict[str, Any]
    given: tuple[_StoredTask, ...]
    nodes: tuple[_StoredNode, ...]


def _node(number: int, row: _StoredNode, codec: Codec[State, Action]) -> Node[State, Action]:
    place: tuple[int | str, ...] = ("nodes", number, "state")
    try:
        state = codec.state_from_json(row.state)
        edges = []
        for index, edge in enumerate(row.edges):
            place = ("nodes", number, "edges", index, "action")
            action = codec.action_from_json(edge.action)
            edges.append(Edge(action, **{name: getattr(edge, name) for name in _EDGE_FIELDS}))
    except ValueError as error:
        raise CheckpointError(f"damaged at {_place(place)}: {error}") from None
    fields = {name: getattr(row, name) for name in _NODE_FIELDS}
    return Node(number, state, edges=edges, **fields | {"parents": list(row.parents)})


def _check_references(stored: _Stored) -> None:
    """Every number of a node or an edge must be one."""
    nodes = stored.nodes

    def check(place: tuple[int | str, ...], node: int, edge: int | None = None) -> None:
        is_known = 0 <= node < len(nodes) and (edge is None or 0 <= edge < len(nodes[node].edges))
        if not is_known:
            raise CheckpointError(f"damaged at {_place(place)}: there is no such state or action")

    check(("nodes",), 0)
    for index, task in enumerate(stored.given):
        check(("given", index), task.node, task.edge)
    for number, node in enumerate(nodes):
        for index, (above, way) in enumerate(node.parents):
            check(("nodes", number, "parents", index), above, way)
        for index, edge in enumerate(node.edges):
            for child in edge.children or ():
                check(("nodes", number, "edges", index, "children"), child)


def _restore(tree: SearchTree[Any, Any]) -> None:
    """What is not stored because it follows from the rest."""
    for task in tree.given:
        node = tree.nodes[task.node]
        begun = node if task.edge is None else node.edges[task.edge]
        begun.is_pending = True
    for node in tree.nodes:
        edges = node.edges
        for index, edge in enumerate(edges):
            if edge.children is None and not edge.is_pending:
                node.untried.append(index)
            elif edge.children is not None and not edge.is_over:
                node.live.append(index)
        node.rank_untried()


def _place(parts: tuple[int | str, ...]) -> str:
    text = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in parts)
    return text.removeprefix(".") or "the beginning"


def _short(value: object) -> str:
    text = str(value)
    return repr(text if len(text) <= 60 else text[:59] + "…")
