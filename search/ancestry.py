"""What something was derived from, in an order in which it can be told."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import Protocol, Self, TypeVar

__all__ = ["grounds_first", "parents_first"]


class _Derived(Hashable, Protocol):
    @property
    def parents(self) -> Sequence[Self]: ...


Node = TypeVar("Node", bound=_Derived)
Thing = TypeVar("Thing", bound=Hashable)


def parents_first(last: Iterable[Node]) -> Iterator[Node]:
    """The nodes ``last`` and all their ancestors, each once and after its parents."""
    return grounds_first(last, lambda node: node.parents)


def grounds_first(
    last: Iterable[Thing], grounds: Callable[[Thing], Sequence[Thing]]
) -> Iterator[Thing]:
    """The things ``last`` and all that they rest on, each once and after its ``grounds``."""
    done: set[Thing] = set()
    stack = [(node, False) for node in reversed(tuple(last))]
    while stack:
        node, expanded = stack.pop()
        if node in done:
            continue
        if expanded:
            done.add(node)
            yield node
        else:
            stack.append((node, True))
            stack.extend((parent, False) for parent in reversed(grounds(node)))
