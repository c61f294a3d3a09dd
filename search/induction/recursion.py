"""How symbols recur: which arguments their definitions look into, and which ones they change.

The analysis of Boyer and Moore ("A Computational Logic", 1979): induction follows the
recursion of the functions that the goal speaks of.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from prover.logic.syntax import Application, Atom, Node, Symbol, Term, Variable
from prover.logic.walk import nodes
from prover.theory import Definition, Equation, Theory

__all__ = ["Recursion", "RecursionTable", "applied", "recursion_of"]


@dataclass(frozen=True, slots=True)
class Recursion:
    """How one symbol is defined.

    Attributes:
        matched: places of the arguments that some case looks into.
        changed: places, not looked into, whose argument a recursive call replaces by another.
        deep: places where a call recurs on what lies two or more constructors down.
        rebuilt: places, looked into, whose argument a recursive call puts something else for.
        kept: places, looked into, whose argument a recursive call passes on as it is.
        recursive: whether the symbol calls itself.
    """

    matched: frozenset[int]
    changed: frozenset[int]
    deep: frozenset[int]
    rebuilt: frozenset[int]
    kept: frozenset[int]
    recursive: bool


class RecursionTable:
    """What is known of the definitions of a theory."""

    def __init__(self, theory: Theory) -> None:
        self._definitions = {d.symbol: d for d in theory.definitions}
        self._recursions: Mapping[Symbol, Recursion] = {
            d.symbol: recursion_of(d) for d in theory.definitions
        }
        self.constructors = theory.constructors

    def get(self, symbol: Symbol) -> Recursion | None:
        """How the symbol recurs; ``None`` if it has no definition."""
        return self._recursions.get(symbol)

    def stuck(self, node: Node) -> Iterator[Term]:
        """The arguments of ``node`` into which its definition looks in vain, the first first."""
        pair = applied(node)
        if pair is None or pair[0] not in self._definitions:
            return
        symbol, arguments = pair
        for equation in self._definitions[symbol].equations:
            mismatch = self._mismatch(equation, arguments)
            if mismatch is not None:
                yield mismatch

    def _mismatch(self, equation: Equation, arguments: tuple[Term, ...]) -> Term | None:
        """The first subterm that is no constructor's where the case has a constructor."""
        patterns = equation.left.arguments
        stack = list(reversed(list(zip(patterns, arguments, strict=True))))
        blocked: Term | None = None
        while stack:
            pattern, term = stack.pop()
            if isinstance(pattern, Variable):
                continue
            if isinstance(term, Variable) or term.function not in self._constructors_of(term):
                blocked = blocked or term
            elif term.function is not pattern.function:
                return None
            else:
                stack.extend(reversed(list(zip(pattern.arguments, term.arguments, strict=True))))
        return blocked

    def _constructors_of(self, term: Term) -> tuple[Symbol, ...]:
        return self.constructors.get(term.sort, ())


def applied(node: Node) -> tuple[Symbol, tuple[Term, ...]] | None:
    """The symbol and the arguments of an application or an atom."""
    match node:
        case Application(function=function, arguments=arguments):
            return function, arguments
        case Atom(predicate=predicate, arguments=arguments):
            return predicate, arguments
        case _:
            return None


def recursion_of(definition: Definition) -> Recursion:
    """What the cases of a definition look into, and what their calls change."""
    matched: set[int] = set()
    changed: set[int] = set()
    deep: set[int] = set()
    rebuilt: set[int] = set()
    kept: set[int] = set()
    calls = False
    for equation in definition.equations:
        patterns = equation.left.arguments
        matched |= {n for n, p in enumerate(patterns) if not isinstance(p, Variable)}
        for call in _calls(equation, definition.symbol):
            calls = True
            for n, (pattern, argument) in enumerate(zip(patterns, call, strict=True)):
                if isinstance(pattern, Variable):
                    if argument is not pattern:
                        changed.add(n)
                elif argument is pattern:
                    kept.add(n)
                elif _depth_of(argument, pattern) > 1:
                    deep.add(n)
                elif not _depth_of(argument, pattern):
                    rebuilt.add(n)
    return Recursion(
        matched=frozenset(matched),
        changed=frozenset(changed - matched),
        deep=frozenset(deep),
        rebuilt=frozenset(rebuilt),
        kept=frozenset(kept),
        recursive=calls,
    )


def _calls(equation: Equation, symbol: Symbol) -> Iterator[tuple[Term, ...]]:
    for side in (equation.right, equation.condition):
        for node in nodes(side):
            pair = applied(node)
            if pair is not None and pair[0] is symbol:
                yield pair[1]


def _depth_of(term: Term, pattern: Term) -> int:
    """How many constructors down in ``pattern`` the subterm ``term`` lies; 0 if it does not."""
    if isinstance(pattern, Variable):
        return 0
    for argument in pattern.arguments:
        if argument is term:
            return 1
    return max((1 + d for a in pattern.arguments if (d := _depth_of(term, a))), default=0)
