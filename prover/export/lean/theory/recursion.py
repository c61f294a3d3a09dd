"""Why recursion ends, said to Lean where it does not see that by itself.

Lean tries structural recursion, then sizes of arguments in lexicographic order.  Two things are
added for what the size-change principle allows besides (:mod:`prover.theory.termination`): that
the *sum* of the sizes gets smaller, as in ``interleave (x :: xs) ys = x :: interleave ys xs``, and
that the values of earlier functions are *bounded* by an argument, as in
``div (S x) (S y) = S (div (x - y) (S y))``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from prover.export.lean.source import Source
from prover.export.lean.theory.names import Names
from prover.logic.syntax import Application, Atom, FunctionSymbol, Sort, Symbol, Term, Variable
from prover.logic.walk import nodes
from prover.theory.termination import Bounds, bounded_arguments
from prover.theory.theory import Definition, Theory

__all__ = ["Recursion", "bound_names", "is_structural"]

Size = Counter[Variable | None]
"""A linear expression in sizes of variables; ``None`` counts constructors."""


def _bounds(theory: Theory) -> Bounds:
    bounds: Bounds = {}
    for definition in theory.definitions:
        if isinstance(definition.symbol, FunctionSymbol):
            bounds[definition.symbol] = bounded_arguments(definition, bounds)
    return bounds


def _bound_label(symbol: Symbol, index: int) -> str:
    return f"{symbol.name}.bounded.{index + 1}"


def bound_names(theory: Theory) -> Iterator[str]:
    """What lemmas about bounds may be called."""
    for symbol, indices in _bounds(theory).items():
        yield from [_bound_label(symbol, index) for index in sorted(indices)]


class Recursion:
    """Writes why the recursion of definitions ends, and the lemmas that this needs.

    Args:
        names: the names of the file.
    """

    def __init__(self, names: Names) -> None:
        self._names = names
        theory = names.vocabulary.theory
        self._bounds = _bounds(theory)
        self._definitions = {definition.symbol: definition for definition in theory.definitions}
        self._constructors = {c for datatype in theory.datatypes for c in datatype.constructors}
        self._stated: list[str] = []

    def prepare(self, group: Sequence[Definition], source: Source) -> None:
        """Write the bounds that the recursion of ``group`` is about, if there are any."""
        if not self.is_about_bounds(group):
            return
        for call in _calls(group):
            for argument in call.arguments:
                self._state_bounds(argument, source)

    def is_about_bounds(self, group: Sequence[Definition]) -> bool:
        """Whether it takes bounds to see that the recursion of ``group`` ends."""
        if len(group) == 1 and is_structural(group[0]):
            return False
        return any(self._bounded(a) for call in _calls(group) for a in call.arguments)

    def clauses(self, definition: Definition, group: Sequence[Definition]) -> list[str]:
        """The lines after the cases of ``definition``; none where Lean needs no help."""
        calls = list(_calls(group))
        lines = []
        if len(group) == 1 and not self._is_lexicographic(calls) and self._is_sum(calls):
            arguments = [f"x{n + 1}" for n in range(len(definition.symbol.argument_sorts))]
            sizes = " + ".join([f"sizeOf {argument}" for argument in arguments])
            lines.append(f"termination_by {' '.join(arguments)} => {sizes}")
        if self.is_about_bounds(group):
            lines.append(f"decreasing_by all_goals grind [{', '.join(self._hints())}]")
        return lines

    # --- bounds -------------------------------------------------------------------------

    def _bounded(self, term: Term) -> list[FunctionSymbol]:
        found = [n.function for n in nodes(term) if isinstance(n, Application)]
        return [function for function in found if self._bounds.get(function)]

    def _state_bounds(self, term: Term, source: Source) -> None:
        for symbol in self._bounded(term):
            for equation in self._definitions[symbol].equations:
                if isinstance(equation.right, Application) and symbol not in self._bounded(
                    equation.right
                ):
                    self._state_bounds(equation.right, source)
            for index in sorted(self._bounds[symbol]):
                label = self._names.lemmas[_bound_label(symbol, index)]
                if label not in self._stated:
                    self._state(symbol, index, label, source)
                    self._stated.append(label)

    def _state(self, symbol: FunctionSymbol, index: int, label: str, source: Source) -> None:
        names = self._names
        parameters = names.vocabulary.parameters[symbol]
        given = [names.parameter(p) for p in parameters if not isinstance(p, Sort)]
        arguments = [f"x{number + 1}" for number in range(symbol.arity)]
        typed = zip(arguments, symbol.argument_sorts, strict=True)
        binders = [*names.binders(parameters), *[f"({x} : {names.types[s]})" for x, s in typed]]
        call = " ".join([names.symbols[symbol], *given, *arguments])
        stated = f"sizeOf ({call}) ≤ sizeOf {arguments[index]}"
        done = f"first | omega | (simp_all <;> omega) | grind [{', '.join(self._hints())}]"
        tries = f"first | (fun_induction {call} <;> {done}) | (unfold {names.symbols[symbol]}"
        source.add(f"theorem {' '.join([label, *binders])} : {stated} := by")
        source.add(f"  {tries}; repeat split <;> {done})\n")

    def _hints(self) -> list[str]:
        specifications = [f"{self._names.symbols[c]}.sizeOf_spec" for c in self._ordered()]
        return [*specifications, *self._stated]

    def _ordered(self) -> Iterator[FunctionSymbol]:
        for datatype in self._names.vocabulary.theory.datatypes:
            yield from datatype.constructors

    # --- sizes --------------------------------------------------------------------------

    def _size(self, term: Term) -> Size | None:
        """The size of ``term``, or what it is at most; ``None`` if that is not known."""
        if isinstance(term, Variable):
            return Counter({term: 1})
        if term.function in self._constructors:
            size: Size = Counter({None: 1})
            for argument in term.arguments:
                inner = self._size(argument)
                if inner is None:
                    return None
                size.update(inner)
            return size
        for index in self._bounds.get(term.function, ()):
            return self._size(term.arguments[index])
        return None

    def _smaller(self, terms: Sequence[Term], patterns: Sequence[Term]) -> bool | None:
        """True if ``terms`` together are smaller than ``patterns``, False if not larger."""
        difference: Size = Counter()
        for term, pattern in zip(terms, patterns, strict=True):
            size, whole = self._size(term), self._size(pattern)
            if size is None or whole is None:
                return None
            difference.update(whole)
            difference.subtract(size)
        if any(count < 0 for count in difference.values()):
            return None
        return difference[None] > 0

    def _is_sum(self, calls: Sequence[_Call]) -> bool:
        return all(self._smaller(call.arguments, call.patterns) for call in calls)

    def _is_lexicographic(self, calls: Sequence[_Call]) -> bool:
        left, width = list(calls), len(calls[0].patterns) if calls else 0
        places = set(range(width))
        while left:
            for place in places:
                found = [self._smaller([c.arguments[place]], [c.patterns[place]]) for c in left]
                if None not in found and any(found):
                    break
            else:
                return False
            places.remove(place)
            left = [call for call, smaller in zip(left, found, strict=True) if not smaller]
        return True


def is_structural(definition: Definition) -> bool:
    """Whether every call of the function itself is about parts of one and the same argument."""
    calls = list(_calls((definition,)))
    places = range(len(definition.symbol.argument_sorts))
    return not calls or any(
        all(_is_part(call.arguments[place], call.patterns[place]) for call in calls)
        for place in places
    )


def _is_part(term: Term, pattern: Term) -> bool:
    return term is not pattern and any(node is term for node in nodes(pattern))


@dataclass(frozen=True, slots=True)
class _Call:
    """A call of a function in a case of another: the patterns there, and its arguments."""

    patterns: tuple[Term, ...]
    arguments: tuple[Term, ...]


def _calls(group: Sequence[Definition]) -> Iterator[_Call]:
    symbols = {definition.symbol for definition in group}
    for definition in group:
        for equation in definition.equations:
            for side in (equation.right, equation.condition):
                for node in nodes(side):
                    if isinstance(node, Application | Atom):
                        called = node.function if isinstance(node, Application) else node.predicate
                        if called in symbols:
                            yield _Call(equation.left.arguments, node.arguments)
