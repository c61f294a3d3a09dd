"""The provenance graph: sentence → premise formula → step → … → claim.

Every node can be traced to sentences of the input (:func:`provenance`).  An edge runs from
what is used to what it is used for.  A definition uses nothing, so it hangs on the formula
whose parts it abbreviates, and a choice axiom on the formula that says what exists; the
assumption of a proof by contradiction hangs on the question.

Node names: ``sentence:1`` (in order of appearance), ``premise:NAME``, ``step:NAME`` and
``claim``.  The last step *is* the claim where it concludes it; where it is the falsity that
an assumption led to, ``claim`` follows it as a node of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import networkx as nx

from prover.answer import Answer
from prover.logic.syntax import FALSE, Formula
from prover.problem import Premise, Sentence
from prover.proof import Proof, Rule, Step

__all__ = [
    "CLAIM",
    "GraphNode",
    "Role",
    "ancestors",
    "descendants",
    "layers",
    "node_of",
    "provenance",
    "provenance_graph",
    "supporting",
]

CLAIM = "claim"
"""The node of the claim, where the last step does not conclude it itself."""


class Role(StrEnum):
    """What a node does in the argument."""

    SENTENCE = "sentence"
    PREMISE = "premise"
    PRESUPPOSITION = "presupposition"
    ASSUMPTION = "assumption"
    DERIVED = "derived"
    SKOLEM = "skolem"
    DEFINITION = "definition"
    CLAIM = "claim"
    CONTRADICTION = "contradiction"


@dataclass(frozen=True, slots=True)
class GraphNode:
    """What the graph knows about a node, stored as its attribute ``node``.

    ``formula`` is ``None`` for sentences only, ``sentence`` is set for sentences and for
    the formulas they became, ``step`` for everything that is part of the proof.
    """

    id: str
    role: Role
    formula: Formula | None = None
    sentence: Sentence | None = None
    step: Step | None = None
    premise: Premise | None = None


def provenance_graph(answer: Answer) -> nx.DiGraph[str]:
    """The provenance graph of ``answer``; without a proof it ends in the premises."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    sentences: dict[Sentence, str] = {}
    for premise in answer.problem.premises:
        identity = _id(premise.name, Rule.PREMISE)
        sentence = _add_sentence(graph, sentences, premise.sentence)
        role = Role.PRESUPPOSITION if premise.presupposed else Role.PREMISE
        used = GraphNode(identity, role, premise.formula, premise.sentence, None, premise)
        _add(graph, used, (sentence,))
    if answer.proof is not None:
        _add_proof(graph, sentences, answer.proof, answer.problem.goal)
    return graph


def _add_proof(
    graph: nx.DiGraph[str], sentences: dict[Sentence, str], proof: Proof, goal: Premise | None
) -> None:
    names = {step.name: _id(step.name, step.rule) for step in proof.steps}
    for step in proof.steps:
        identity, role = names[step.name], _role(step, proof)
        parents = [names[parent] for parent in step.parents]
        sentence, premise = None, None
        if step.rule is Rule.PREMISE and identity in graph:
            known = node_of(graph, identity)
            sentence, premise = known.sentence, known.premise
            role = known.role if role is Role.PREMISE else role
        elif step.rule is Rule.NEGATED_CLAIM and goal is not None:
            sentence = goal.sentence
            parents = [_add_sentence(graph, sentences, goal.sentence)]
        node = GraphNode(identity, role, step.conclusion, sentence, step, premise)
        _add(graph, node, parents)
    for step in proof.steps:
        if step.rule is Rule.REPLACE_BY_DEFINITION:
            _hang_definitions(graph, [names[parent] for parent in step.parents])
        _hang_choices(graph, [names[parent] for parent in step.parents])
    if proof.conclusion.conclusion is not proof.claim:
        _add(graph, GraphNode(CLAIM, Role.CLAIM, proof.claim), (names[proof.conclusion.name],))


def _hang_definitions(graph: nx.DiGraph[str], parents: list[str]) -> None:
    """Definitions abbreviate parts of the formula that is replaced: let them say so."""
    for name in parents[1:]:
        if node_of(graph, name).role is Role.DEFINITION:
            graph.add_edge(parents[0], name)


def _hang_choices(graph: nx.DiGraph[str], parents: list[str]) -> None:
    """Choice axioms that are used for the first time hang on what they are used with."""
    steps = {name: node_of(graph, name).step for name in parents}
    choices = [name for name, step in steps.items() if step and step.rule is Rule.CHOICE]
    others = [name for name in parents if name not in choices]
    for name in choices:
        if others and not graph.in_degree(name):
            graph.add_edge(others[0], name)


def _id(name: str, rule: Rule) -> str:
    return f"premise:{name}" if rule is Rule.PREMISE else f"step:{name}"


def _add(graph: nx.DiGraph[str], node: GraphNode, parents: tuple[str, ...] | list[str]) -> None:
    graph.add_node(node.id, node=node)
    graph.add_edges_from((parent, node.id) for parent in parents)


def _add_sentence(
    graph: nx.DiGraph[str], sentences: dict[Sentence, str], sentence: Sentence
) -> str:
    if sentence not in sentences:
        sentences[sentence] = f"sentence:{len(sentences) + 1}"
        _add(graph, GraphNode(sentences[sentence], Role.SENTENCE, sentence=sentence), ())
    return sentences[sentence]


def _role(step: Step, proof: Proof) -> Role:
    if step.rule is Rule.PREMISE and step is not proof.conclusion:
        return Role.PREMISE
    if step.conclusion is FALSE:
        return Role.CONTRADICTION
    if step is proof.conclusion and step.conclusion is proof.claim:
        return Role.CLAIM
    match step.rule:
        case Rule.NEGATED_CLAIM:
            return Role.ASSUMPTION
        case Rule.SKOLEMISE | Rule.CHOICE:
            return Role.SKOLEM
        case Rule.DEFINITION:
            return Role.DEFINITION
        case _:
            return Role.DERIVED


def node_of(graph: nx.DiGraph[str], name: str) -> GraphNode:
    """The :class:`GraphNode` called ``name``.

    Raises:
        KeyError: there is none.
    """
    node = graph.nodes[name]["node"]
    assert isinstance(node, GraphNode)
    return node


def ancestors(graph: nx.DiGraph[str], name: str) -> frozenset[str]:
    """Everything that ``name`` rests on, without itself."""
    return frozenset(nx.ancestors(graph, name))


def descendants(graph: nx.DiGraph[str], name: str) -> frozenset[str]:
    """Everything that rests on ``name``, without itself."""
    return frozenset(nx.descendants(graph, name))


def provenance(graph: nx.DiGraph[str], name: str) -> tuple[Sentence, ...]:
    """The sentences that ``name`` rests on, in order of appearance in the input."""
    found = [node_of(graph, other) for other in (name, *nx.ancestors(graph, name))]
    sentences = [
        node.sentence for node in found if node.role is Role.SENTENCE and node.sentence is not None
    ]
    return tuple(sorted(sentences, key=lambda sentence: (sentence.span.start, sentence.text)))


def supporting(graph: nx.DiGraph[str], *, sentences: bool = True) -> nx.DiGraph[str]:
    """The part of the graph that the proof uses, with or without its sentences."""
    kept = [
        name
        for name in graph
        if name == CLAIM
        or node_of(graph, name).step is not None
        or (sentences and any(node_of(graph, n).step is not None for n in _below(graph, name)))
    ]
    part: nx.DiGraph[str] = nx.DiGraph()  # graph.subgraph would forget the order of the nodes
    part.add_nodes_from((name, graph.nodes[name]) for name in kept)
    part.add_edges_from(edge for edge in graph.edges if edge[0] in part and edge[1] in part)
    return part


def _below(graph: nx.DiGraph[str], name: str) -> Iterator[str]:
    return iter(graph.successors(name))


def layers(graph: nx.DiGraph[str]) -> tuple[tuple[str, ...], ...]:
    """The nodes in layers for drawing: a node stands below everything it uses.

    The layer of a node is the length of the longest path to it, except that a node that
    uses nothing stands right above its first use.
    """
    depth: dict[str, int] = {}
    order = tuple(nx.topological_sort(graph))
    for name in order:
        depth[name] = max((depth[p] + 1 for p in graph.predecessors(name)), default=0)
    for name in reversed(order):
        uses = [depth[child] for child in graph.successors(name)]
        if uses and not graph.in_degree(name):
            depth[name] = min(uses) - 1
    rows: list[list[str]] = [[] for _ in range(max(depth.values(), default=-1) + 1)]
    for name in order:
        rows[depth[name]].append(name)
    return tuple(tuple(row) for row in rows)
