"""Symbols renamed in a whole theory, with a note of every name that was merged with another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from prover.logic.syntax import (
    Application,
    Atom,
    Formula,
    FunctionSymbol,
    PredicateSymbol,
    Symbol,
)
from prover.logic.walk import nodes, renamed
from translators.llm.samples.names import words_of

__all__ = ["Merge", "merge_spellings", "symbol_kind"]


@dataclass(frozen=True, slots=True)
class Merge:
    """``name`` was taken for ``into``.

    Attributes:
        kind: ``constant``, ``function`` or ``predicate``.
        name: what was written.
        into: the name it is read as.
        why: ``spelling``, ``lost link`` …
        nearness: from 0, unlike each other, to 1, two spellings of one name.
    """

    kind: str
    name: str
    into: str
    why: str
    nearness: float

    def __str__(self) -> str:
        near = "" if self.nearness == 1 else f", nearness {self.nearness:.2f}"
        return f"{self.kind} '{self.name}' taken for '{self.into}' ({self.why}{near})"


def symbol_kind(symbol: Symbol) -> str:
    """``constant``, ``function`` or ``predicate``."""
    if isinstance(symbol, PredicateSymbol):
        return "predicate"
    return "function" if symbol.arity else "constant"


def merge_spellings(formulas: Sequence[Formula]) -> tuple[tuple[Formula, ...], tuple[Merge, ...]]:
    """Give the spellings of one name one spelling: the commonest, of equals the first in ABC.

    Only symbols of one kind and number of arguments are merged.  The result does not depend on
    the order of the formulas, and merging again changes nothing.
    """
    counts: Counter[Symbol] = Counter()
    for formula in formulas:
        counts.update(_occurrences(formula))
    groups: dict[tuple[object, ...], list[Symbol]] = {}
    for symbol in counts:
        groups.setdefault(_key(symbol), []).append(symbol)
    mapping: dict[Symbol, Symbol] = {}
    for group in groups.values():
        best, *others = sorted(group, key=lambda symbol: (-counts[symbol], symbol.name))
        mapping.update(dict.fromkeys(others, best))
    if not mapping:
        return tuple(formulas), ()
    merges = sorted(
        (Merge(symbol_kind(s), s.name, into.name, "spelling", 1.0) for s, into in mapping.items()),
        key=lambda merge: (merge.kind, merge.name),
    )
    return tuple(renamed(formula, mapping) for formula in formulas), tuple(merges)


def _key(symbol: Symbol) -> tuple[object, ...]:
    sorts = [sort.name for sort in symbol.argument_sorts]
    result = symbol.sort.name if isinstance(symbol, FunctionSymbol) else ""
    return (symbol_kind(symbol), words_of(symbol.name) or symbol.name, *sorts, result)


def _occurrences(formula: Formula) -> Iterable[Symbol]:
    for node in nodes(formula):
        if isinstance(node, Atom):
            yield node.predicate
        elif isinstance(node, Application):
            yield node.function
