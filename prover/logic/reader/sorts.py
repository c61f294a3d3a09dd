"""Sorts written at some binders, carried to everything they touch.

Every argument place, every result and every binder is a slot.  An argument and its place
are the same slot, so are the two sides of an equation; a slot that meets a written sort
has it, and one that meets none is of the default sort.  Union-find makes this linear.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from prover.errors import InputError
from prover.logic.syntax import (
    INDIVIDUAL,
    And,
    Application,
    Atom,
    Equality,
    Exists,
    ForAll,
    Formula,
    FunctionSymbol,
    Or,
    PredicateSymbol,
    Sort,
    Symbol,
    Term,
    TruthValue,
    Variable,
)

__all__ = ["UNKNOWN", "SortConflictError", "with_sorts"]

UNKNOWN = Sort("?")
"""Stands for the sort of what has none written, until the whole theory is known."""

Slot = tuple[Any, ...]


class SortConflictError(InputError):
    """One symbol or variable is used at two sorts."""

    code = "sort-conflict"


def with_sorts(formulas: Sequence[Formula]) -> tuple[Formula, ...]:
    """``formulas`` with every :data:`UNKNOWN` sort found out; raises :class:`SortConflictError`."""
    inference = _Inference()
    for number, formula in enumerate(formulas):
        inference.collect(formula, {}, (number,))
    return tuple(inference.rebuild(f, {}, (n,)) for n, f in enumerate(formulas))


class _Inference:
    def __init__(self) -> None:
        self.parent: dict[Slot, Slot] = {}
        self.sort: dict[Slot, Sort] = {}

    def find(self, slot: Slot) -> Slot:
        root = slot
        while (parent := self.parent.get(root)) is not None:
            root = parent
        while slot != root:
            self.parent[slot], slot = root, self.parent[slot]
        return root

    def unite(self, left: Slot, right: Slot, what: str) -> None:
        left, right = self.find(left), self.find(right)
        if left == right:
            return
        one, other = self.sort.get(left), self.sort.get(right)
        if one is not None and other is not None and one is not other:
            raise SortConflictError(
                f"{what} is used at sort {one.name} and at sort {other.name}",
                hint="use two names, or one sort for both variables",
            )
        self.parent[left] = right
        if one is not None:
            self.sort[right] = one

    def sort_of(self, slot: Slot) -> Sort:
        return self.sort.get(self.find(slot), INDIVIDUAL)

    def collect(self, formula: Formula, scope: dict[Variable, Slot], path: Slot) -> None:
        """Note what must be of one sort; ``path`` names the binders by where they stand."""
        match formula:
            case Atom(predicate, arguments):
                self._arguments(predicate, arguments, scope)
            case Equality(left, right):
                slots = self._term(left, scope), self._term(right, scope)
                self.unite(*slots, "one side of an equation")
            case ForAll(variable, body) | Exists(variable, body):
                if variable.sort is not UNKNOWN:
                    self.sort[path] = variable.sort
                self.collect(body, {**scope, variable: path}, (*path, 0))
            case TruthValue():
                pass
            case _:
                for number, child in enumerate(formula.children):
                    self.collect(child, scope, (*path, number))  # type: ignore[arg-type]

    def _arguments(
        self, symbol: Symbol, arguments: tuple[Term, ...], scope: dict[Variable, Slot]
    ) -> None:
        for number, argument in enumerate(arguments):
            slot = self._term(argument, scope)
            self.unite(slot, (*_key(symbol), number), f"argument {number + 1} of '{symbol.name}'")

    def _term(self, term: Term, scope: dict[Variable, Slot]) -> Slot:
        if isinstance(term, Variable):
            return scope[term]
        self._arguments(term.function, term.arguments, scope)
        return (*_key(term.function), "result")

    def rebuild(self, formula: Formula, scope: dict[Variable, Variable], path: Slot) -> Formula:
        """The same formula with the sorts that were found."""
        match formula:
            case Atom(predicate, arguments):
                terms = tuple(self._rebuilt(a, scope) for a in arguments)
                sorts = tuple(t.sort for t in terms)
                return Atom(PredicateSymbol(predicate.name, sorts), terms)
            case Equality(left, right):
                return Equality(self._rebuilt(left, scope), self._rebuilt(right, scope))
            case ForAll(variable, body) | Exists(variable, body):
                typed = Variable(variable.name, self.sort_of(path))
                inner = self.rebuild(body, {**scope, variable: typed}, (*path, 0))
                return type(formula)(typed, inner)
            case TruthValue():
                return formula
        parts: list[Any] = [
            self.rebuild(child, scope, (*path, number))  # type: ignore[arg-type]
            for number, child in enumerate(formula.children)
        ]
        remake: Any = type(formula)
        return remake(tuple(parts)) if isinstance(formula, And | Or) else remake(*parts)  # type: ignore[no-any-return]

    def _rebuilt(self, term: Term, scope: dict[Variable, Variable]) -> Term:
        if isinstance(term, Variable):
            return scope[term]
        arguments = tuple(self._rebuilt(a, scope) for a in term.arguments)
        sort = self.sort_of((*_key(term.function), "result"))
        sorts = tuple(a.sort for a in arguments)
        return Application(FunctionSymbol(term.function.name, sorts, sort), arguments)


def _key(symbol: Symbol) -> Slot:
    return type(symbol), symbol.name, symbol.arity
