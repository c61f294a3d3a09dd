"""The map of a theory: which theorem rests on which, from the definitions to the right.

A line is left out where others lead the same way (transitive reduction), since what a theorem
rests on is everything above that lines lead from.
"""

from __future__ import annotations

from collections.abc import Mapping

import networkx as nx

from api.book.contents import Book, Entry, Status
from api.book.references import Reference, References
from api.book.setting import Setting
from prover.export.drawing import Drawing, Sketch, drawing_of, texts
from prover.graph import Role, layers
from prover.logic.walk import symbols

__all__ = ["MapNode", "dependency_map"]

MapNode = tuple[int, str, Role, tuple[Reference, ...]]
"""A number, a title, a look, and what stands in the box: facts of one definition, or a theorem."""

_LABELS: Mapping[Role, str] = {
    Role.PREMISE: "given",
    Role.CLAIM: "essential",
    Role.DERIVED: "corollary",
}


def dependency_map(setting: Setting) -> tuple[Drawing, tuple[MapNode, ...]]:
    """The map, and its nodes: what is given, then theorems in their order."""
    nodes = _nodes(setting.book, setting.references)
    key = {each.name: str(number) for number, _, _, them in nodes for each in them}
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(str(number) for number, *_ in nodes)
    graph.add_edges_from(_between_definitions(setting.book, key))
    for name, used in setting.uses.direct.items():
        graph.add_edges_from((key[u], key[name]) for u in used if u in key and name in key)
    graph = _reduced(graph)
    sketches = {
        str(number): Sketch(
            number=number,
            role=role,
            label=_LABELS[role],
            name=them[0].name,
            texts=texts(title, _shown(role, them)),
            full=f"{title} — {them[0].text}" if title else them[0].text,
            parents=tuple(graph.predecessors(str(number))),
            address=them[0].address,
        )
        for number, title, role, them in nodes
    }
    drawing = drawing_of(sketches, layers(graph), graph.edges, _LABELS, sideways=True)
    return drawing, nodes


def _shown(role: Role, them: tuple[Reference, ...]) -> str:
    return "; ".join(each.text for each in them) if role is Role.PREMISE else them[0].text


def _nodes(book: Book, references: References) -> tuple[MapNode, ...]:
    status: Mapping[str, Entry] = {entry.name: entry for entry in book.entries}
    groups: dict[str, list[Reference]] = {}
    for each in references.by_name.values():
        if each.kind in ("part", "denial"):
            continue
        if each.kind == "theorem":
            groups[f"theorem {each.number}"] = [each]
        elif each.kind == "datatype":
            sort = each.name.partition(".")[0]
            groups.setdefault(f"Data: {sort}", []).append(each)
        else:
            groups.setdefault(each.title, []).append(each)
    count = len(references.theorems)
    nodes: list[MapNode] = []
    for title, them in groups.items():
        first = them[0]
        if first.kind != "theorem":
            nodes.append((count + 1 + len(nodes), title, Role.PREMISE, tuple(them)))
            continue
        entry = status.get(first.name)
        essential = entry is not None and entry.status is Status.ESSENTIAL
        role = Role.CLAIM if essential else Role.DERIVED
        nodes.append((first.number, first.title if first.is_law else "", role, (first,)))
    return tuple(nodes)


def _between_definitions(book: Book, key: Mapping[str, str]) -> list[tuple[str, str]]:
    """Definitions hang on those whose symbols they mention."""
    theory = book.development.theory
    home = {
        definition.symbol: key[next(name for name, _ in definition.facts())]
        for definition in theory.definitions
        if definition.equations
    }
    for datatype in theory.datatypes:
        name = next(name for name, _ in datatype.facts())
        home |= dict.fromkeys(datatype.constructors, key[name])
    return [
        (home[symbol], home[definition.symbol])
        for definition in theory.definitions
        for _, formula in definition.facts()
        for symbol in symbols(formula)
        if symbol in home and home[symbol] != home[definition.symbol]
    ]


def _reduced(graph: nx.DiGraph[str]) -> nx.DiGraph[str]:
    """``graph`` without the edges that paths make up for; its nodes in their order.

    Definitions by mutual recursion use each other, so edges that close a circle go first.
    """
    place = {name: n for n, name in enumerate(graph.nodes)}
    backwards = [edge for edge in graph.edges if place[edge[0]] > place[edge[1]]]
    graph.remove_edges_from(backwards)
    reduced = nx.transitive_reduction(graph)
    kept: nx.DiGraph[str] = nx.DiGraph()
    kept.add_nodes_from(graph.nodes)
    kept.add_edges_from(edge for edge in graph.edges if reduced.has_edge(*edge))
    return kept
