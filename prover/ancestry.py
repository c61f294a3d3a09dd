"""What something rests on, in an order in which it can be told: the one walk over ancestors."""

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
    last: Iterable[Thing], grounds: Callable[[Thing], Iterable[Thing]]
) -> Iterator[Thing]:
    """The things ``last`` and all that they rest on, each once and after its ``grounds``.

    Where things rest on each other, one of them has to come before its grounds.
    """
    begun: set[Thing] = set()
    stack = [(thing, False) for thing in reversed(tuple(last))]
    while stack:
        thing, expanded = stack.pop()
        if expanded:
            yield thing
        elif thing not in begun:
            begun.add(thing)
            stack.append((thing, True))
            stack.extend((ground, False) for ground in reversed(tuple(grounds(thing))))
