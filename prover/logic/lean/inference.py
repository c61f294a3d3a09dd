"""The sorts of bound variables, by unification, where ``∀ x, p x`` does not say them.

Lean's elaborator does the same.  Arities and sorts of everything else are checked on the way.
"""

from __future__ import annotations

from collections.abc import Mapping

from prover.logic.lean.scope import (
    FIRST_ORDER,
    Scope,
    applied,
    is_formula,
    is_type,
    sort_of_variable,
    unbracketed,
)
from prover.logic.lean.tokens import Wrong
from prover.logic.lean.trees import Binder, Bound, Joined, Name, Tree
from prover.logic.syntax import FunctionSymbol, PredicateSymbol, Sort, Symbol

__all__ = ["SortInference"]


class _Unknown:
    """A sort that is not known yet, or no longer."""

    __slots__ = ("same",)

    def __init__(self) -> None:
        self.same: _Unknown | Sort | None = None

    def found(self) -> _Unknown | Sort:
        """What it is, as far as is known."""
        at: _Unknown | Sort = self
        while isinstance(at, _Unknown) and at.same is not None:
            at = at.same
        return at


_Sort = Sort | _Unknown


class SortInference:
    """Finds out which sort each bound variable of a formula has.

    Args:
        scope: what is declared.
    """

    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        self._bound: dict[int, tuple[str, _Sort]] = {}

    def sorts_of_bound(self) -> dict[int, Sort]:
        """The sort of each bound variable, by the offset at which it is bound.

        Raises:
            Wrong: nothing tells the sort of one.
        """
        sorts, only = {}, list(self._scope.sorts.values())
        for offset, (name, unknown) in self._bound.items():
            sort = unknown if isinstance(unknown, Sort) else unknown.found()
            if isinstance(sort, _Unknown):
                if len(only) != 1:
                    raise Wrong(offset, f"the type of {name} is not clear", f"write {name} : …")
                sort = only[0]
            sorts[offset] = sort
        return sorts

    def formula(self, tree: Tree, variables: Mapping[str, _Sort]) -> None:
        """Learn from ``tree``, in which ``variables`` are bound.

        Raises:
            Wrong: it is no formula, a name is not declared, or sorts do not fit.
        """
        match unbracketed(tree):
            case Joined("=" | "≠", (left, right)) if not is_formula(left, self._scope, variables):
                self._same(right, self._term(left, variables), variables)
            case Joined(_, operands):
                for operand in operands:
                    self.formula(operand, variables)
            case Bound(_, binders, body):
                inside = dict(variables)
                for binder in binders:
                    inside |= self._binder(binder, inside)
                self.formula(body, inside)
            case atom:
                self._atom(atom, variables)

    def _binder(self, binder: Binder, variables: Mapping[str, _Sort]) -> dict[str, _Sort]:
        if binder.type is None:
            sort: _Sort | None = None
        elif is_type(unbracketed(binder.type), self._scope):
            sort = sort_of_variable(binder, self._scope)
        else:
            self.formula(binder.type, variables)
            return {}
        made: dict[str, _Sort] = {}
        for name in binder.names:
            made[name.name] = _Unknown() if sort is None else sort
            self._bound[name.start] = name.name, made[name.name]
        return made

    def _atom(self, tree: Tree, variables: Mapping[str, _Sort]) -> None:
        name, arguments = applied(tree)
        if name.name in ("True", "False") and not arguments:
            return
        symbol = None if name.name in variables else self._scope.symbols.get(name.name)
        if not isinstance(symbol, PredicateSymbol):
            raise _no_formula(name, self._scope, variables)
        self._arguments(name, arguments, symbol, variables)

    def _term(self, tree: Tree, variables: Mapping[str, _Sort]) -> _Sort:
        name, arguments = applied(tree)
        if name.name in variables:
            if arguments:
                raise Wrong(name.start, f"'{name.name}' is applied to arguments", FIRST_ORDER)
            return variables[name.name]
        symbol = self._scope.symbols.get(name.name)
        if not isinstance(symbol, FunctionSymbol):
            raise _no_term(name, self._scope)
        self._arguments(name, arguments, symbol, variables)
        return symbol.sort

    def _arguments(
        self,
        name: Name,
        arguments: tuple[Tree, ...],
        symbol: Symbol,
        variables: Mapping[str, _Sort],
    ) -> None:
        if len(arguments) != symbol.arity:
            said = f"'{name.name}' takes {symbol.arity} arguments, not {len(arguments)}"
            raise Wrong(name.start, said, "brackets go around an argument: p (f x)")
        for argument, sort in zip(arguments, symbol.argument_sorts, strict=True):
            self._same(argument, sort, variables)

    def _same(self, tree: Tree, expected: _Sort, variables: Mapping[str, _Sort]) -> None:
        """Have the term ``tree`` be of the sort ``expected``."""
        one = self._term(tree, variables)
        one = one if isinstance(one, Sort) else one.found()
        other = expected if isinstance(expected, Sort) else expected.found()
        if one is other:
            return
        if isinstance(one, _Unknown):
            one.same = other
        elif isinstance(other, _Unknown):
            other.same = one
        else:
            said = f"this is of type {one.name}, and {other.name} is expected"
            raise Wrong(tree.start, said)


def _no_formula(name: Name, scope: Scope, variables: Mapping[str, object]) -> Wrong:
    if name.name in scope.symbols or name.name in variables:
        said = f"'{name.name}' is an individual, and a formula is expected"
        return Wrong(name.start, said)
    return Wrong(name.start, f"'{name.name}' is not declared", f"as in ({name.name} : α → Prop)")


def _no_term(name: Name, scope: Scope) -> Wrong:
    if name.name in scope.symbols:
        return Wrong(name.start, f"'{name.name}' is a predicate, and an individual is expected")
    return Wrong(name.start, f"'{name.name}' is not declared", f"as in ({name.name} : α)")
