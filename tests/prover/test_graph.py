"""The provenance graph: acyclic, complete, every node traceable to the input."""

from __future__ import annotations

import networkx as nx
import pytest

from prover.graph import (
    CLAIM,
    Role,
    ancestors,
    descendants,
    layers,
    node_of,
    provenance,
    provenance_graph,
    supporting,
)
from tests.prover.export.answers import ALL, by_contradiction, inconsistent, proved, uncertain


@pytest.mark.parametrize("name", ALL)
def test_every_node_comes_from_a_sentence(name: str) -> None:
    graph = provenance_graph(ALL[name]())
    assert nx.is_directed_acyclic_graph(graph)
    assert all(provenance(graph, node) for node in graph)


@pytest.mark.parametrize("name", ALL)
def test_nodes_stand_below_what_they_use(name: str) -> None:
    graph = provenance_graph(ALL[name]())
    rows = layers(graph)
    depth = {node: n for n, row in enumerate(rows) for node in row}
    assert set(depth) == set(graph)
    assert all(depth[a] < depth[b] for a, b in graph.edges)
    assert all(rows)


def test_chain_of_a_direct_proof() -> None:
    graph = provenance_graph(proved())
    assert node_of(graph, "step:s1").role is Role.CLAIM
    assert ancestors(graph, "step:s1") == {"sentence:1", "sentence:2", "premise:p1", "premise:p2"}
    assert descendants(graph, "sentence:1") == {"premise:p1", "step:s1"}
    texts = [sentence.text for sentence in provenance(graph, "step:s1")]
    assert texts == ["Every cat is an animal.", "Tom is a cat."]


def test_unused_premises_support_nothing() -> None:
    graph = provenance_graph(proved())
    assert "premise:p3" in graph
    assert set(graph) - set(supporting(graph)) == {"premise:p3", "sentence:3"}
    assert not any(n.startswith("sentence") for n in supporting(graph, sentences=False))


def test_roles_of_a_proof_by_contradiction() -> None:
    graph = provenance_graph(by_contradiction())
    roles = {name: node_of(graph, name).role for name in graph}
    assert roles["step:negated_claim"] is Role.ASSUMPTION
    assert roles["step:s1"] is Role.SKOLEM
    assert roles["step:s4"] is Role.DEFINITION
    assert roles["step:s7"] is Role.CONTRADICTION
    assert roles[CLAIM] is Role.CLAIM
    assert list(graph.predecessors(CLAIM)) == ["step:s7"]
    assert "Everyone is loved." in [s.text for s in provenance(graph, "step:negated_claim")]


def test_a_definition_is_traced_to_the_formula_it_abbreviates() -> None:
    graph = provenance_graph(by_contradiction())
    assert [s.text for s in provenance(graph, "step:s4")] == ["All love someone."]


def test_inconsistent_premises_end_in_falsity() -> None:
    graph = provenance_graph(inconsistent())
    assert node_of(graph, "step:s3").role is Role.CONTRADICTION
    assert CLAIM not in graph


def test_without_a_proof_the_graph_ends_in_the_premises() -> None:
    assert set(provenance_graph(uncertain())) == {"sentence:1", "premise:p1"}


def test_premises_of_one_sentence_share_it() -> None:
    from dataclasses import replace

    answer = proved()
    first, second, *rest = answer.problem.premises
    both = replace(second, sentence=first.sentence)
    problem = replace(answer.problem, premises=(first, both, *rest))
    graph = provenance_graph(replace(answer, problem=problem))
    assert set(graph.successors("sentence:1")) == {"premise:p1", "premise:p2"}


def test_unknown_nodes_raise() -> None:
    with pytest.raises(KeyError):
        node_of(provenance_graph(proved()), "step:nobody")
