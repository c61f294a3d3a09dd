"""A memoised parser that finds every parse of a sentence, cheapest first.

The calculus is packrat parsing (Ford 2002) for *all* parses instead of the first one: the
answer for a symbol at a position is the list of its derivations, computed once.  Each
production has a cost, the cost of a derivation is the sum over its productions and words,
and for each (symbol, start, end) only the :data:`KEPT` cheapest derivations are kept
(the k-best pruning of Huang and Chiang 2005), which bounds time and memory on sentences
that have exponentially many parses.

The grammar is compiled by :mod:`productions`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from translators.controlled.grammar.productions import Costly, Grammar, Node, Production

__all__ = ["KEPT", "Parse", "ParseOutcome", "Word", "parse"]

KEPT = 5
"""Derivations kept for one symbol over one stretch of words."""

SLACK = 5
"""A derivation that costs more than this above the cheapest over its words is dropped."""

MAX_NESTING = 200
"""Symbols open at once; three Python frames each, so the interpreter's limit is not met."""

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
    run = _Run(grammar, words)
    try:
        found = run.derive(grammar.numbers[symbol], 0)
    except _Exhausted:
        return ParseOutcome((), run.furthest, (), exhausted=True)
    whole = tuple(Parse(*p) for p in found if p[0] == len(words))
    missed = {s for s, number in grammar.numbers.items() if number in run.missed}
    expected = {described[s] for s in missed if s in described}
    return ParseOutcome(whole, run.furthest, tuple(sorted(expected)))


class _Exhausted(Exception):
    """The sentence nests too deeply or has too many derivations."""


_Part = tuple[int, int, Any]
"""A derivation while parsing: end, cost, tree."""
_State = tuple[int, int, tuple[Any, ...]]
"""Part of a production gone through: position, cost, values."""


class _Run:
    """The state of one parse: memo table, furthest position, steps spent."""

    __slots__ = (
        "first",
        "furthest",
        "memo",
        "missed",
        "nesting",
        "starts",
        "steps",
        "tries",
        "words",
    )

    def __init__(self, grammar: Grammar, words: Sequence[Sequence[Word]]) -> None:
        self.tries = grammar.tries
        self.first = grammar.first
        size = len(grammar.numbers)
        self.memo: list[list[list[_Part] | None]] = [[None] * size for _ in range(len(words) + 1)]
        self.words: list[dict[int, list[_Part]]] = []
        self.starts: list[int] = []
        for here in (*words, ()):
            parts: dict[int, list[_Part]] = {}
            mask = 0
            for word in here:
                number = grammar.numbers.get(word.category)
                if number is not None:
                    parts.setdefault(number, []).append((word.end, word.cost, word.value))
                    mask |= 1 << number
            self.words.append(parts)
            self.starts.append(mask)
        self.furthest = 0
        self.missed: set[int] = set()
        self.nesting = 0
        self.steps = 0

    def derive(self, symbol: int, start: int) -> list[_Part]:
        """The derivations of a symbol from a position, the cheapest kept for each end."""
        trie = self.tries[symbol]
        if trie is None:
            found = self._terminal(symbol, start)
        elif self.first[symbol] & self.starts[start]:
            self.nesting += 1
            if self.nesting > MAX_NESTING or self.steps > MAX_STEPS:
                raise _Exhausted
            found = _cheapest(self._complete(trie, start))
            self.nesting -= 1
        else:
            found = []
        if not found and start == self.furthest:
            self.missed.add(symbol)
        self.memo[start][symbol] = found
        return found

    def _complete(self, trie: Node, start: int) -> dict[int, list[tuple[int, int, Any]]]:
        """All derivations by their end: cost, place of the production, tree."""
        by_end: dict[int, list[tuple[int, int, Any]]] = {}
        todo: list[tuple[Node, list[_State]]] = [(trie, [(start, 0, ())])]
        while todo:
            node, states = todo.pop()
            for place, production in node.ends:
                self._build(production, place, states, by_end)
            for symbol, literal, child in node.edges:
                if symbol < 0:
                    todo.append(
                        (child, [(at, cost, (*values, None)) for at, cost, values in states])
                    )
                    continue
                # What no production can start with here is not even looked for.
                if node is trie and not self.first[symbol] & self.starts[start]:
                    continue
                grown = self._advanced(symbol, literal, states)
                if grown:
                    todo.append((child, grown))
        return by_end

    def _advanced(self, symbol: int, literal: bool, states: list[_State]) -> list[_State]:
        """The states after one more symbol."""
        grown: list[_State] = []
        for position, cost, values in states:
            parts = self.memo[position][symbol]
            if parts is None:
                parts = self.derive(symbol, position)
            if not parts:
                continue
            if literal:
                grown.extend([(end, cost + more, values) for end, more, _ in parts])
            else:
                grown.extend([(end, cost + more, (*values, t)) for end, more, t in parts])
        return grown

    def _build(
        self,
        production: Production,
        place: int,
        states: list[_State],
        by_end: dict[int, list[tuple[int, int, Any]]],
    ) -> None:
        build = production.build
        self.steps += len(states)
        for position, cost, values in states:
            tree = build(*values)
            cost += production.cost
            if type(tree) is Costly:
                cost += tree.cost
                tree = tree.tree
            if tree is not None:
                found = by_end.get(position)
                if found is None:
                    by_end[position] = [(cost, place, tree)]
                else:
                    found.append((cost, place, tree))

    def _terminal(self, symbol: int, start: int) -> list[_Part]:
        found = self.words[start].get(symbol)
        if found is None:
            return []
        end = max(part[0] for part in found)
        if end > self.furthest:
            self.furthest = end
            self.missed.clear()
        return found


_order = itemgetter(0, 1)


def _cheapest(by_end: dict[int, list[tuple[int, int, Any]]]) -> list[_Part]:
    """The cheapest distinct trees for each end; of equal cost, those of earlier productions."""
    found: list[_Part] = []
    for end, trees in by_end.items():
        if len(trees) == 1:
            cost, _, tree = trees[0]
            found.append((end, cost, tree))
            continue
        trees.sort(key=_order)
        kept: list[Any] = []
        for cost, _, tree in trees:
            if cost > trees[0][0] + SLACK:
                break
            if tree not in kept:
                kept.append(tree)
                found.append((end, cost, tree))
                if len(kept) == KEPT:
                    break
    return found
