"""Links that a translation may have lost: what the goal speaks of and no premise does.

A goal about ``Loves(a, b)`` is left open by premises about ``LovesDearly``, though the text left
nothing open.  Here are found the changes that would restore a link; whether one is made is for
the caller to decide, and to say.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from prover.logic.syntax import (
    Application,
    Atom,
    Equality,
    Exists,
    ForAll,
    Formula,
    FunctionSymbol,
    Iff,
    Implies,
    Not,
    PredicateSymbol,
    Symbol,
    Term,
    Variable,
    Xor,
)
from prover.logic.walk import rebuild, symbols
from translators.llm.samples.merging import Merge, renamed, symbol_kind
from translators.llm.samples.names import nearness, words_of

__all__ = ["LinkedTheory", "restore_links"]

MIN_NEARNESS = 0.45
"""Names that are less near than this are never taken for one another."""


@dataclass(frozen=True, slots=True)
class LinkedTheory:
    """Premises and goal with what was merged to connect them."""

    formulas: tuple[Formula, ...]
    merges: tuple[Merge, ...]


def restore_links(formulas: Sequence[Formula], threshold: float = MIN_NEARNESS) -> LinkedTheory:
    """Rename loose symbols to the nearest names that are not loose.

    Args:
        formulas: the premises and, last, the goal.
        threshold: the least nearness of names that are merged.
    """
    current = tuple(formulas)
    merges: list[Merge] = []
    for step in (_absorb_arguments, _rename_loose):
        current, found = step(current, threshold)
        merges += found
    return LinkedTheory(current, tuple(merges))


# --- names that swallowed an argument: DrinksCoffee(a), Drinks(a, coffee) -----------------------


def _absorb_arguments(
    formulas: tuple[Formula, ...], _: float
) -> tuple[tuple[Formula, ...], list[Merge]]:
    """Write ``Drinks(x, Coffee)`` as ``DrinksCoffee(x)`` where both occur."""
    predicates = {s for f in formulas for s in symbols(f) if isinstance(s, PredicateSymbol)}
    by_words: dict[tuple[int, tuple[str, ...]], PredicateSymbol] = {}
    for predicate in sorted(predicates, key=lambda p: p.name):
        by_words.setdefault((predicate.arity, tuple(sorted(words_of(predicate.name)))), predicate)
    merges: dict[Merge, None] = {}

    def change(formula: Formula) -> Formula:
        if not isinstance(formula, Atom):
            return rebuild(formula, change)
        for place, argument in enumerate(formula.arguments):
            if not isinstance(argument, Application) or argument.arguments:
                continue
            words = (*words_of(formula.predicate.name), *words_of(argument.function.name))
            target = by_words.get((formula.predicate.arity - 1, tuple(sorted(words))))
            if target is not None:
                written = f"{formula.predicate.name}(…, {argument.function.name})"
                merges[Merge("predicate", written, target.name, "argument in the name", 1.0)] = None
                rest = formula.arguments[:place] + formula.arguments[place + 1 :]
                return Atom(target, rest)
        return formula

    return tuple(change(formula) for formula in formulas), list(merges)


# --- loose symbols ------------------------------------------------------------------------------


def _rename_loose(
    formulas: tuple[Formula, ...], threshold: float
) -> tuple[tuple[Formula, ...], list[Merge]]:
    """The goal's symbols that no premise has, renamed to their nearest namesakes there."""
    known = {symbol for formula in formulas[:-1] for symbol in symbols(formula)}
    mapping: dict[Symbol, Symbol] = {}
    merges = []
    for symbol in symbols(formulas[-1]):
        if symbol in known:
            continue
        alike = [other for other in known if _same_shape(symbol, other)]
        near = max(
            alike, key=lambda other: (nearness(symbol.name, other.name), other.name), default=None
        )
        if near is None or nearness(symbol.name, near.name) < threshold:
            continue
        mapping[symbol] = near
        merges.append(
            Merge(symbol_kind(symbol), symbol.name, near.name, "lost link",
                  nearness(symbol.name, near.name))
        )
    return tuple(renamed(formula, mapping) for formula in formulas), merges


def _same_shape(one: Symbol, other: Symbol) -> bool:
    return (
        type(one) is type(other)
        and one.argument_sorts == other.argument_sorts
        and (not isinstance(one, FunctionSymbol) or one.sort is other.sort)  # type: ignore[union-attr]
    )
