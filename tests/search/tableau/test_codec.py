"""Tableaux and inferences are written and read back equal."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pydantic import JsonValue

from prover.logic.reader import parse_formula
from search.strategy import STRATEGIES, Budget, make_strategy
from search.strategy.keeping import Checkpoint, Watch
from search.tableau import TableauResult, prove
from search.tableau.codec import TableauCodec

PREMISES = {
    "a": "∀x ∀y ∀z ((P(x, y) ∧ P(y, z)) → P(x, z))",
    "b": "∀x ∀y ∀z ((Q(x, y) ∧ Q(y, z)) → Q(x, z))",
    "c": "∀x ∀y (Q(x, y) → Q(y, x))",
    "d": "∀x ∀y (P(x, y) ∨ Q(x, f(y)))",
}
GOAL = "∀x ∀y P(x, y)"
EQUATION = "∀x f(f(x)) = x"


def run(
    calls: int, strategy: str = "mcts", checkpoint: Checkpoint | None = None, goal: str = GOAL
) -> TableauResult:
    premises = {name: parse_formula(text) for name, text in PREMISES.items()}
    budget = Budget(calls=calls)
    watch = Watch(checkpoint)
    return prove(premises, parse_formula(goal), make_strategy(strategy), budget, watch)


@pytest.mark.parametrize("goal", [GOAL, EQUATION])
def test_everything_in_a_tree_is_read_back_equal(goal: str) -> None:
    found = run(40, goal=goal)
    codec = TableauCodec.of(found.matrix)
    assert len(found.tree.nodes) > 10
    for node in found.tree.nodes:
        text = json.dumps(codec.state_to_json(node.state))
        assert codec.state_from_json(json.loads(text)) == node.state
        for edge in node.edges:
            text = json.dumps(codec.action_to_json(edge.action))
            assert codec.action_from_json(json.loads(text)) == edge.action


NO_TABLEAUX: list[JsonValue] = [
    None,
    [],
    [[1]],
    [[[True, 99], [], []]],
    [[[True, 0, 1], [], []]],
]


@pytest.mark.parametrize("data", NO_TABLEAUX)
def test_what_is_no_tableau_is_an_error(data: JsonValue) -> None:
    codec = TableauCodec.of(run(1).matrix)
    with pytest.raises(ValueError, match=r"expected|has goals|unpack"):
        codec.state_from_json(data)


@pytest.mark.parametrize("strategy", STRATEGIES)
def test_a_kept_search_goes_on_as_it_would_have(strategy: str, tmp_path: Path) -> None:
    checkpoint = Checkpoint(tmp_path / "search.json", {"strategy": strategy})
    half = run(40, strategy, checkpoint)
    assert half.inferences == 40
    resumed = run(80, strategy, checkpoint)
    whole = run(80, strategy)
    assert [n.state for n in resumed.tree.nodes] == [n.state for n in whole.tree.nodes]
    assert [[e.why for e in n.edges] for n in resumed.tree.nodes] == [
        [e.why for e in n.edges] for n in whole.tree.nodes
    ]
