"""A memoised parser that finds every parse of a sentence, cheapest first.

The calculus is packrat parsing (Ford 2002) for *all* parses instead of the first one: the
answer for a symbol at a position is the list of its derivations, computed once.  Each
production has a cost, the cost of a derivation is the sum over its productions and words,
and for each (symbol, start, end) only the :data:`KEPT` cheapest derivations are kept
(the k-best pruning of Huang and Chiang 2005), which bounds time and memory on sentences
that have exponentially many parses.

The grammar must not be left recursive; :meth:`Grammar.of` refuses one that is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

__all__ = [
    "KEPT",
    "Costly",
    "Grammar",
    "Parse",
    "ParseOutcome",
    "Production",
    "Word",
    "parse",
    "rule",
]

KEPT = 5
"""Derivations kept for one symbol over one stretch of words."""

MAX_NESTING = 200
"""Symbols open at once; two Python frames each, so the interpreter's limit is not met."""

MAX_STEPS = 150_000
"""Derivation steps spent on one sentence before the parser gives up."""


@dataclass(frozen=True, slots=True)
class Word:
    """A terminal over tokens ``[start, end)``: its category, value and cost."""

    category: str
    end: int
    value: Any
    cost: int = 0


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


@dataclass(frozen=True, slots=True)
class Parse:
    """One derivation: where it ends, what it costs, the tree."""

    end: int
    cost: int
    tree: Any


@dataclass(frozen=True, slots=True)
class ParseOutcome:
    """All parses of the whole input, or where the parser got furthest and what it expected."""

    parses: tuple[Parse, ...]
    furthest: int
    expected: tuple[str, ...]
    exhausted: bool = False


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


@dataclass(frozen=True, slots=True)
class Grammar:
    """Productions by head, with the terminals each can start with."""

    productions: Mapping[str, tuple[tuple[Production, frozenset[str]], ...]]

    @staticmethod
    def of(productions: Iterable[Production]) -> Grammar:
        """Compile productions.

        Raises:
            ValueError: the grammar is left recursive.
        """
        table: dict[str, list[Production]] = {}
        for production in productions:
            table.setdefault(production.head, []).append(production)
        first: dict[str, frozenset[str]] = {}

        def start_of(symbol: str, trail: tuple[str, ...]) -> frozenset[str]:
            if symbol not in table:
                return frozenset((symbol,))
            if symbol in trail:
                raise ValueError(f"left recursion: {' → '.join((*trail, symbol))}")
            if symbol not in first:
                starts = [start_of(_initial(p), (*trail, symbol)) for p in table[symbol]]
                first[symbol] = frozenset().union(*starts)
            return first[symbol]

        return Grammar(
            {
                head: tuple((p, start_of(_initial(p), (head,))) for p in bodies)
                for head, bodies in table.items()
            }
        )


def _initial(production: Production) -> str:
    return next(s for s in production.body if s is not None)


def parse(
    grammar: Grammar,
    symbol: str,
    words: Sequence[Sequence[Word]],
    described: Mapping[str, str],
) -> ParseOutcome:
    """Every parse of the whole input as ``symbol``.

    ``words[i]`` lists the terminals starting at token ``i``; ``described`` names in
    English the symbols worth mentioning when parsing stops short.
    """
    run = _Run(grammar, words, described)
    try:
        found = run.derive(symbol, 0)
    except _Exhausted:
        return ParseOutcome((), run.furthest, (), exhausted=True)
    whole = tuple(p for p in found if p.end == len(words))
    return ParseOutcome(whole, run.furthest, tuple(sorted(run.expected)))


class _Exhausted(Exception):
    """The sentence nests too deeply or has too many derivations."""


class _Run:
    """The state of one parse: memo table, furthest position, steps spent."""

    __slots__ = (
        "described",
        "expected",
        "furthest",
        "grammar",
        "memo",
        "nesting",
        "starts",
        "steps",
        "words",
    )

    def __init__(
        self,
        grammar: Grammar,
        words: Sequence[Sequence[Word]],
        described: Mapping[str, str],
    ) -> None:
        self.grammar = grammar
        self.words = words
        self.starts = [frozenset(w.category for w in here) for here in words]
        self.starts.append(frozenset())
        self.described = described
        self.memo: dict[tuple[str, int], list[Parse]] = {}
        self.furthest = 0
        self.expected: set[str] = set()
        self.nesting = 0
        self.steps = 0

    def derive(self, symbol: str, start: int) -> list[Parse]:
        """The derivations of a symbol from a position, the cheapest kept for each end."""
        key = (symbol, start)
        known = self.memo.get(key)
        if known is not None:
            return known
        productions = self.grammar.productions.get(symbol)
        if productions is None:
            found = self._terminal(symbol, start)
            self.memo[key] = found
            return found
        self._spend()
        starts = self.starts[start]
        by_end: dict[int, list[Parse]] = {}
        for production, first in productions:
            if not first.isdisjoint(starts):
                self._extend(production, start, by_end)
        self.nesting -= 1
        if not by_end:
            self._miss(symbol, start)
        found = []
        for ends in by_end.values():
            ends.sort(key=_cost)
            found.extend(_distinct(ends))
        self.memo[key] = found
        return found

    def _extend(self, production: Production, start: int, by_end: dict[int, list[Parse]]) -> None:
        states: list[tuple[int, int, tuple[Any, ...]]] = [(start, production.cost, ())]
        for item in production.body:
            grown: list[tuple[int, int, tuple[Any, ...]]] = []
            for position, cost, values in states:
                if item is None:
                    grown.append((position, cost, (*values, None)))
                    continue
                literal = item[0] == "'"
                for part in self.derive(item, position):
                    extended = values if literal else (*values, part.tree)
                    grown.append((part.end, cost + part.cost, extended))
            if not grown:
                return
            states = grown
        for position, cost, values in states:
            self.steps += 1
            tree = production.build(*values)
            if isinstance(tree, Costly):
                tree, cost = tree.tree, cost + tree.cost
            if tree is not None:
                by_end.setdefault(position, []).append(Parse(position, cost, tree))

    def _terminal(self, symbol: str, start: int) -> list[Parse]:
        if start < len(self.words):
            found = [
                Parse(w.end, w.cost, w.value) for w in self.words[start] if w.category == symbol
            ]
            if found:
                end = max(p.end for p in found)
                if end > self.furthest:
                    self.furthest = end
                    self.expected.clear()
                return found
        self._miss(symbol, start)
        return []

    def _miss(self, symbol: str, start: int) -> None:
        if start == self.furthest:
            name = self.described.get(symbol)
            if name:
                self.expected.add(name)

    def _spend(self) -> None:
        self.nesting += 1
        if self.nesting > MAX_NESTING or self.steps > MAX_STEPS:
            raise _Exhausted


def _cost(found: Parse) -> int:
    return found.cost


def _distinct(ordered: list[Parse]) -> list[Parse]:
    kept: list[Parse] = []
    for candidate in ordered:
        if all(candidate.tree != other.tree for other in kept):
            kept.append(candidate)
            if len(kept) == KEPT:
                break
    return kept
