"""Context-free productions in a small notation, compiled for the parser.

The grammar must not be left recursive; :meth:`Grammar.of` refuses one that is.

Symbols are numbered, the productions of a head are merged into a trie, so that what they
begin with in common is gone through once, and the words a symbol can start with are a bit
mask.  None of that changes what is found, nor in which order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

__all__ = ["Costly", "Grammar", "Node", "Production", "rule"]


@dataclass(frozen=True, slots=True)
class Costly:
    """What a ``build`` returns for a tree that is possible but costs more than its rule."""

    tree: Any
    cost: int


@dataclass(frozen=True, slots=True)
class Production:
    """``head → body``; ``build`` makes the tree, or None to reject the derivation.

    A body symbol in single quotes is a word taken literally and gives no value.  ``None``
    in the body is an optional symbol left out.
    """

    head: str
    body: tuple[str | None, ...]
    build: Callable[..., Any]
    cost: int


def rule(head: str, body: str, build: Callable[..., Any], cost: int = 0) -> tuple[Production, ...]:
    """Productions in a small notation: ``rule("S", "'if' S ','? 'then'? S", ...)``.

    ``?`` after a symbol makes it optional (``build`` gets None for a symbol left out;
    quoted words give no value either way); ``a|b`` offers alternatives.
    """
    bodies: list[tuple[str | None, ...]] = [()]
    for item in body.split():
        optional = item.endswith("?")
        choices: list[str | None] = list(item.removesuffix("?").split("|"))
        if optional:
            choices.append(None if not item.startswith("'") else "")
        bodies = [(*b, c) for b in bodies for c in choices]
    return tuple(Production(head, tuple(s for s in b if s != ""), build, cost) for b in bodies)


class Node:
    """A place in the trie of a head's productions.

    ``edges`` lead on over a symbol (-1 for one left out): symbol, whether it is a literal
    and gives no value, the next node.  ``ends`` are the productions complete here, with
    their place among the productions of the head.
    """

    __slots__ = ("edges", "ends")

    def __init__(self) -> None:
        self.edges: list[tuple[int, bool, Node]] = []
        self.ends: list[tuple[int, Production]] = []

    def child(self, symbol: int, literal: bool) -> Node:
        """The next node over a symbol, made if it is not there."""
        for known, _, node in self.edges:
            if known == symbol:
                return node
        node = Node()
        self.edges.append((symbol, literal, node))
        return node


@dataclass(frozen=True, slots=True)
class Grammar:
    """Productions by head, compiled.

    ``numbers`` are the symbols' numbers; by number, ``tries`` are the productions of a
    head (None for a terminal), ``first`` the terminals a symbol can start with.
    """

    numbers: Mapping[str, int]
    tries: tuple[Node | None, ...]
    first: tuple[int, ...]

    @staticmethod
    def of(productions: Iterable[Production]) -> Grammar:
        """Compile productions.

        Raises:
            ValueError: the grammar is left recursive.
        """
        table: dict[str, list[Production]] = {}
        for production in productions:
            table.setdefault(production.head, []).append(production)
        numbers = {head: i for i, head in enumerate(table)}
        for production in (p for bodies in table.values() for p in bodies):
            for item in production.body:
                if item is not None:
                    numbers.setdefault(item, len(numbers))
        first = _first_sets(table, numbers)
        tries = [_trie(table[s], numbers) if s in table else None for s in numbers]
        return Grammar(numbers, tuple(tries), tuple(first[symbol] for symbol in numbers))


def _first_sets(
    table: Mapping[str, Sequence[Production]], numbers: Mapping[str, int]
) -> dict[str, int]:
    """The terminals each symbol can start with, as bit masks."""
    first: dict[str, int] = {}

    def start_of(symbol: str, trail: tuple[str, ...]) -> int:
        if symbol in trail:
            raise ValueError(f"left recursion: {' → '.join((*trail, symbol))}")
        if symbol not in first:
            mask = 0 if symbol in table else 1 << numbers[symbol]
            for production in table.get(symbol, ()):
                initial = next(s for s in production.body if s is not None)
                mask |= start_of(initial, (*trail, symbol))
            first[symbol] = mask
        return first[symbol]

    for symbol in numbers:
        start_of(symbol, ())
    return first


def _trie(productions: Sequence[Production], numbers: Mapping[str, int]) -> Node:
    root = Node()
    for place, production in enumerate(productions):
        node = root
        for item in production.body:
            number = -1 if item is None else numbers[item]
            node = node.child(number, item is not None and item[0] == "'")
        node.ends.append((place, production))
    return root
