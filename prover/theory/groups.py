"""Which definitions, and which datatypes, need each other."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import TypeVar

import networkx as nx

from prover.logic.syntax import Sort, Symbol
from prover.logic.walk import symbols
from prover.theory.theory import Datatype, Definition

__all__ = ["recursive_datatypes", "recursive_groups", "used_symbols"]

Thing = TypeVar("Thing")


def used_symbols(definition: Definition) -> Iterator[Symbol]:
    """The symbols on the right sides and in the conditions of a definition."""
    for equation in definition.equations:
        yield from symbols(equation.right)
        yield from symbols(equation.condition)


def recursive_groups(definitions: Sequence[Definition]) -> list[tuple[Definition, ...]]:
    """The definitions, each after those that it uses; mutually recursive ones are together.

    What may stay in its order stays in it.
    """
    return _groups(definitions, lambda definition: definition.symbol, used_symbols)


def recursive_datatypes(datatypes: Sequence[Datatype]) -> list[tuple[Datatype, ...]]:
    """The datatypes, each after those that it mentions; mutually recursive ones are together."""
    return _groups(datatypes, lambda datatype: datatype.sort, _mentioned)


def _mentioned(datatype: Datatype) -> Iterator[Sort]:
    for constructor in datatype.constructors:
        yield from constructor.argument_sorts


def _groups(
    things: Sequence[Thing],
    key: Callable[[Thing], Hashable],
    needed: Callable[[Thing], Iterable[Hashable]],
) -> list[tuple[Thing, ...]]:
    numbers = {key(thing): number for number, thing in enumerate(things)}
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_nodes_from(numbers.values())
    for number, thing in enumerate(things):
        graph.add_edges_from((number, numbers[k]) for k in needed(thing) if k in numbers)
    groups = nx.strongly_connected_components(graph)  # those that are needed come first
    return [tuple(things[number] for number in sorted(group)) for group in groups]
