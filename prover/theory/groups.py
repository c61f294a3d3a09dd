"""Which definitions need each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import networkx as nx

from prover.logic.syntax import Symbol
from prover.logic.walk import symbols
from prover.theory.theory import Definition

__all__ = ["recursive_groups", "used_symbols"]


def used_symbols(definition: Definition) -> Iterator[Symbol]:
    """The symbols on the right sides and in the conditions of a definition."""
    for equation in definition.equations:
        yield from symbols(equation.right)
        yield from symbols(equation.condition)


def recursive_groups(definitions: Sequence[Definition]) -> list[tuple[Definition, ...]]:
    """The definitions, each after those that it uses; mutually recursive ones are together.

    What may stay in its order stays in it.
    """
    numbers = {definition.symbol: number for number, definition in enumerate(definitions)}
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_nodes_from(numbers.values())
    for definition in definitions:
        used = (numbers[symbol] for symbol in used_symbols(definition) if symbol in numbers)
        graph.add_edges_from((numbers[definition.symbol], number) for number in used)
    groups = nx.strongly_connected_components(graph)  # those that are used come first
    return [tuple(definitions[number] for number in sorted(group)) for group in groups]
