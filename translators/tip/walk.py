"""Walking through terms, and the order in which declarations need one another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import fields
from typing import Any

import networkx as nx

from translators.tip.syntax import Arrow, Case, Data, Sort, Term

__all__ = ["children", "dependency_order", "sort_names", "subterms"]


def children(term: Term) -> Iterator[Term]:
    """The terms right below ``term``."""
    for part in fields(term):
        yield from _terms_in(getattr(term, part.name))


def _terms_in(value: Any) -> Iterator[Term]:
    if isinstance(value, tuple):
        for item in value:
            yield from _terms_in(item)
    elif isinstance(value, Case):
        yield value.body
    elif isinstance(value, Term):
        yield value


def subterms(term: Term) -> Iterator[Term]:
    """``term`` and all that is below it."""
    yield term
    for child in children(term):
        yield from subterms(child)


def sort_names(sort: Sort) -> Iterator[str]:
    """The datatypes and declared sorts in ``sort``."""
    match sort:
        case Data(name, arguments):
            yield name
            for argument in arguments:
                yield from sort_names(argument)
        case Arrow(domain, result):
            yield from sort_names(domain)
            yield from sort_names(result)


def dependency_order(uses: Mapping[str, Set[str]]) -> list[tuple[str, ...]]:
    """The names in groups: names of one group use one another, and each uses only earlier ones.

    The groups are the strongly connected components of ``uses``; within one, and between those
    that are independent, the order of ``uses`` is kept.
    """
    place = {name: index for index, name in enumerate(uses)}
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(uses)
    graph.add_edges_from(
        (used, name) for name, names in uses.items() for used in names if used in place
    )
    condensed = nx.condensation(graph)
    members = {
        node: sorted(condensed.nodes[node]["members"], key=place.__getitem__) for node in condensed
    }
    order = nx.lexicographical_topological_sort(condensed, lambda node: place[members[node][0]])
    return [tuple(members[node]) for node in order]
