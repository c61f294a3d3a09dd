"""Links that a translation may have lost, and the renamings that would restore them.

A goal about ``Loves(a, b)`` is left open by premises about ``LovesDearly``, though the text left
nothing open.  Two names are taken for one where each is useless without the other:

* the goal uses the one, and no premise does;
* premises only conclude the one (``Streaming(x) -> Digital(x)``) and only ask for the other
  (``DigitalMedia(x) -> -Analog(x)``): two pure predicates of opposite polarity.

Whether such a change is made is for the caller to decide, and to say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import assert_never

from prover.logic.syntax import (
    And,
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
    Or,
    PredicateSymbol,
    Symbol,
    TruthValue,
    Xor,
)
from prover.logic.walk import rebuild, renamed, symbols
from translators.llm.samples.merging import Merge, symbol_kind
from translators.llm.samples.names import nearness, words_of

__all__ = ["MIN_NEARNESS", "absorb_arguments", "name_individuals", "restore_links"]

MIN_NEARNESS = 0.45
"""Names that are less near than this are never taken for one another."""

Changed = tuple[tuple[Formula, ...], tuple[Merge, ...]]


def absorb_arguments(formulas: Sequence[Formula]) -> Changed:
    """Write ``Drinks(x, Coffee)`` as ``DrinksCoffee(x)`` where both occur."""
    targets: dict[tuple[int, tuple[str, ...]], PredicateSymbol] = {}
    for symbol in sorted({s for f in formulas for s in symbols(f)}, key=lambda s: s.name):
        if isinstance(symbol, PredicateSymbol):
            targets.setdefault((symbol.arity, _bag(symbol.name)), symbol)
    merges: dict[Merge, None] = {}

    def change(formula: Formula) -> Formula:
        if not isinstance(formula, Atom):
            return rebuild(formula, change)
        for place, argument in enumerate(formula.arguments):
            if isinstance(argument, Application) and not argument.arguments:
                words = _bag(formula.predicate.name, argument.function.name)
                target = targets.get((formula.predicate.arity - 1, words))
                rest = formula.arguments[:place] + formula.arguments[place + 1 :]
                if target is not None and target.argument_sorts == tuple(a.sort for a in rest):
                    name = f"{formula.predicate.name}(…, {argument.function.name})"
                    merges[Merge("predicate", name, target.name, "argument in the name", 1.0)] = (
                        None
                    )
                    return Atom(target, rest)
        return formula

    return tuple(change(formula) for formula in formulas), tuple(merges)


def _bag(*names: str) -> tuple[str, ...]:
    return tuple(sorted(word for name in names for word in words_of(name)))


def name_individuals(formulas: Sequence[Formula]) -> Changed:
    """Read ``Mars(x)`` as ``x = Mars`` where ``Mars`` is also the name of a thing.

    Models write a name now as a constant, now as a predicate that holds of the one thing that has
    it, and nothing else would connect the two.
    """
    named = {
        symbol.name: Application(symbol, ())
        for formula in formulas
        for symbol in symbols(formula)
        if isinstance(symbol, FunctionSymbol) and not symbol.arity
    }
    merges: dict[Merge, None] = {}

    def change(formula: Formula) -> Formula:
        if not isinstance(formula, Atom):
            return rebuild(formula, change)
        thing = named.get(formula.predicate.name)
        if thing is None or len(formula.arguments) != 1:
            return formula
        if formula.arguments[0].sort is not thing.sort:
            return formula
        name = thing.function.name
        merges.setdefault(Merge("predicate", f"{name}(…)", f"… = {name}", "name of a thing", 1.0))
        return Equality(formula.arguments[0], thing)

    return tuple(change(formula) for formula in formulas), tuple(merges)


def restore_links(formulas: Sequence[Formula], threshold: float = MIN_NEARNESS) -> Changed:
    """Rename loose symbols to the nearest names that they may have been meant to be.

    Args:
        formulas: the premises and, last, the goal.
        threshold: the least nearness of names that are merged.
    """
    mapping = {**_loose_in_goal(formulas, threshold), **_opposites(formulas, threshold)}
    merges = [
        Merge(symbol_kind(s), s.name, into.name, "lost link", nearness(s.name, into.name))
        for s, into in mapping.items()
    ]
    return tuple(renamed(formula, mapping) for formula in formulas), tuple(merges)


def _loose_in_goal(formulas: Sequence[Formula], threshold: float) -> dict[Symbol, Symbol]:
    """The goal's symbols that no premise has, each with its nearest namesake there."""
    known = {symbol for formula in formulas[:-1] for symbol in symbols(formula)}
    found: dict[Symbol, Symbol] = {}
    for symbol in symbols(formulas[-1]):
        if symbol not in known:
            near = _nearest(symbol, known, threshold)
            if near is not None:
                found[symbol] = near
    return found


def _opposites(formulas: Sequence[Formula], threshold: float) -> dict[Symbol, Symbol]:
    """Predicates that are only asked for, each with the nearest that is only concluded."""
    signs: dict[PredicateSymbol, set[bool]] = {}
    for formula in formulas[:-1]:
        for predicate, sign in _polarities(formula, True):
            signs.setdefault(predicate, set()).add(sign)
    in_goal = set(symbols(formulas[-1]))
    concluded = {p for p, s in signs.items() if s == {True} and p not in in_goal}
    found: dict[Symbol, Symbol] = {}
    for predicate in sorted(signs, key=lambda p: p.name):
        if signs[predicate] == {False} and predicate not in in_goal:
            near = _nearest(predicate, concluded, threshold)
            if near is not None:
                found[predicate] = near
    return found


def _polarities(formula: Formula, sign: bool) -> Iterator[tuple[PredicateSymbol, bool]]:
    match formula:
        case Atom(predicate=predicate):
            yield predicate, sign
        case Not(body=body):
            yield from _polarities(body, not sign)
        case Implies(left=left, right=right):
            yield from _polarities(left, not sign)
            yield from _polarities(right, sign)
        case Iff() | Xor():
            for part in (formula.left, formula.right):
                yield from _polarities(part, True)
                yield from _polarities(part, False)
        case ForAll(body=body) | Exists(body=body):
            yield from _polarities(body, sign)
        case And(parts=parts) | Or(parts=parts):
            for part in parts:
                yield from _polarities(part, sign)
        case Equality() | TruthValue():
            pass
        case _:
            assert_never(formula)


def _nearest(symbol: Symbol, others: Iterable[Symbol], threshold: float) -> Symbol | None:
    """The one name that is near enough and nearer than all others."""
    ranked = sorted(
        (
            (nearness(symbol.name, other.name), other.name, other)
            for other in others
            if _same_shape(symbol, other)
        ),
        key=lambda entry: (-entry[0], entry[1]),
    )
    if not ranked or ranked[0][0] < threshold:
        return None
    if len(ranked) > 1 and ranked[1][0] == ranked[0][0]:
        return None
    return ranked[0][2]


def _same_shape(one: Symbol, other: Symbol) -> bool:
    if isinstance(one, FunctionSymbol) and isinstance(other, FunctionSymbol):
        return one.argument_sorts == other.argument_sorts and one.sort is other.sort
    return type(one) is type(other) and one.argument_sorts == other.argument_sorts
