"""Recursion ends: in every infinite chain of calls some value would get smaller for ever.

The size-change principle (Lee, Jones and Ben-Amram, The size-change principle for program
termination, POPL 2001).  A call of ``g`` in a case of ``f`` is a graph: an arc from argument i
of ``f`` to argument j of ``g`` says that the value does not grow, a strict arc that it gets
smaller.  The graphs are closed under composition; recursion ends if each composed graph from a
function to itself, that is its own square, has a strict arc from an argument to itself.

Sizes count constructors.  Besides the parts of a pattern, what an earlier function makes of
such a part may be known not to be larger (Walther, On proving the termination of algorithms by
machine, 1994): ``x − y`` is not larger than ``x``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from prover.logic.syntax import Application, Atom, FunctionSymbol, Node, Symbol, Term, Variable
from prover.logic.walk import nodes
from prover.theory.errors import NonTerminating, Place
from prover.theory.theory import Definition, Equation

__all__ = ["Bounds", "bounded_arguments", "check_termination"]

_MOST_GRAPHS = 20_000
_HINT = "recurse on a part of a pattern, as f(x) is called in f(S(x)) = …"

Bounds = dict[FunctionSymbol, frozenset[int]]
"""Arguments that a function's values are never larger than."""

Arc = tuple[int, int, bool]
"""From an argument of the caller to one of the called; whether it gets strictly smaller."""


@dataclass(frozen=True, slots=True)
class _Calls:
    """What is known of the sizes over one call or several in a row."""

    caller: Symbol
    called: Symbol
    arcs: frozenset[Arc]

    def then(self, other: _Calls) -> _Calls:
        """These calls followed by others."""
        onward: dict[int, list[tuple[int, bool]]] = {}
        for middle, end, strict in other.arcs:
            onward.setdefault(middle, []).append((end, strict))
        arcs = {
            (start, end, strict or stricter)
            for start, middle, strict in self.arcs
            for end, stricter in onward.get(middle, ())
        }
        return _Calls(self.caller, other.called, _strongest(arcs))


def check_termination(group: Sequence[Definition], bounds: Bounds) -> None:
    """Check that the recursion of definitions that need each other ends.

    Args:
        group: the definitions.
        bounds: what is known of functions that are defined earlier.

    Raises:
        NonTerminating: it is not seen to end.
    """
    symbols = {definition.symbol for definition in group}
    origins: dict[_Calls, Place] = {}
    for definition in group:
        for number, equation in enumerate(definition.equations, start=1):
            for calls in _calls_of(definition.symbol, equation, symbols, bounds):
                origins.setdefault(calls, Place(definition.symbol.name, number))
    for calls, place in _closed(origins).items():
        if calls.caller is not calls.called or calls.then(calls) != calls:
            continue
        if not any(start == end and strict for start, end, strict in calls.arcs):
            message = f"the recursion of {place.name} is not seen to end"
            raise NonTerminating(message, place, hint=_HINT)


def bounded_arguments(definition: Definition, bounds: Bounds) -> frozenset[int]:
    """The arguments that the values of a function are never larger than.

    Recursion of the function itself ends, so that it may be assumed of its own calls.

    Args:
        definition: of the function.
        bounds: what is known of functions that are defined earlier.
    """
    symbol = definition.symbol
    if not isinstance(symbol, FunctionSymbol):
        return frozenset()
    found = set()
    for index in range(symbol.arity):
        sizes = _Sizes({**bounds, symbol: frozenset({index})})
        cases = ((e.right, e.left.arguments[index]) for e in definition.equations)
        if all(sizes.smaller(right, pattern) is not None for right, pattern in cases):
            found.add(index)
    return frozenset(found)


def _calls_of(
    symbol: Symbol, equation: Equation, group: set[Symbol], bounds: Bounds
) -> Iterator[_Calls]:
    sizes = _Sizes(bounds)
    for whole in (equation.right, equation.condition):
        for node in nodes(whole):
            if not isinstance(node, Application | Atom):
                continue
            called = node.function if isinstance(node, Application) else node.predicate
            if called in group:
                arcs = {
                    (start, end, strict)
                    for start, pattern in enumerate(equation.left.arguments)
                    for end, argument in enumerate(node.arguments)
                    if (strict := sizes.smaller(argument, pattern)) is not None
                }
                yield _Calls(symbol, called, frozenset(arcs))


class _Sizes:
    """Compares sizes of terms with sizes of patterns, each pair once."""

    def __init__(self, bounds: Bounds) -> None:
        self._bounds = bounds
        self._known: dict[tuple[Node, Term], bool | None] = {}

    def smaller(self, term: Node, pattern: Term) -> bool | None:
        """True if ``term`` is smaller than ``pattern``, False if not larger, None if not known."""
        pair = (term, pattern)
        if pair not in self._known:
            self._known[pair] = self._compared(term, pattern)
        return self._known[pair]

    def _compared(self, term: Node, pattern: Term) -> bool | None:
        if term is pattern:
            return False
        parts = pattern.arguments if isinstance(pattern, Application) else ()
        if any(self.smaller(term, part) is not None for part in parts):
            return True
        if not isinstance(term, Application):
            return None
        for index in self._bounds.get(term.function, ()):
            strict = self.smaller(term.arguments[index], pattern)
            if strict is not None:
                return strict
        if isinstance(pattern, Variable) or term.function is not pattern.function:
            return None
        pairs = zip(term.arguments, parts, strict=True)
        compared = [self.smaller(part, of) for part, of in pairs]
        return None if None in compared else any(compared)


def _closed(origins: dict[_Calls, Place]) -> dict[_Calls, Place]:
    """All compositions of the calls, each with the place of its first call."""
    found = dict(origins)
    waiting = list(origins)
    calls_of: dict[Symbol, list[_Calls]] = {}
    for calls in origins:
        calls_of.setdefault(calls.caller, []).append(calls)
    while waiting:
        first = waiting.pop()
        for second in calls_of[first.called]:
            both = first.then(second)
            if both not in found:
                found[both] = found[first]
                waiting.append(both)
        if len(found) > _MOST_GRAPHS:
            place = found[first]
            hint = "split it into simpler functions"
            raise NonTerminating(
                f"the recursion of {place.name} is too involved to be seen to end", place, hint=hint
            )
    return found


def _strongest(arcs: set[Arc]) -> frozenset[Arc]:
    """Without non-strict arcs beside strict ones."""
    return frozenset(arc for arc in arcs if arc[2] or (arc[0], arc[1], True) not in arcs)
