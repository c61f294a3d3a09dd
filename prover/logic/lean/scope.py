"""The names that are declared, and what a term is by them: a type, a proposition, an individual."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from prover.logic.lean.tokens import Wrong
from prover.logic.lean.trees import Applied, Binder, Joined, Name, Tree
from prover.logic.syntax import FunctionSymbol, PredicateSymbol, Sort, Symbol

__all__ = [
    "FIRST_ORDER",
    "Scope",
    "applied",
    "declared",
    "is_formula",
    "is_type",
    "is_universe",
    "sort_of_variable",
    "unbracketed",
]

FIRST_ORDER = "only types, functions and predicates of individuals are read"
"""The hint where Lean says more."""

_UNIVERSES = frozenset({"Type", "Sort", "Type*", "Sort*"})
_NUMBERS = frozenset({"Nat", "Int", "Rat", "Real", "Float", "Fin", "ℕ", "ℤ", "ℚ", "ℝ", "ℂ"})


@dataclass(frozen=True, slots=True)
class Scope:
    """The names that are declared.

    Attributes:
        sorts: declared as ``(α : Type)``.
        symbols: functions, constants, predicates and propositions.
    """

    sorts: Mapping[str, Sort] = field(default_factory=dict)
    symbols: Mapping[str, Symbol] = field(default_factory=dict)

    def with_sort(self, name: str) -> Scope:
        """This scope and a type of that name."""
        return replace(self, sorts={**self.sorts, name: Sort(name)})

    def with_symbol(self, symbol: Symbol) -> Scope:
        """This scope and a symbol, which may hide another of its name."""
        return replace(self, symbols={**self.symbols, symbol.name: symbol})


def unbracketed(tree: Tree) -> Tree:
    """``tree`` without brackets around the whole of it, and with all arguments in one list."""
    while isinstance(tree, Applied):
        head = unbracketed(tree.head)
        if not tree.arguments:
            tree = head
        elif isinstance(head, Applied):
            return Applied(head.head, head.arguments + tree.arguments, tree.start, tree.end)
        else:
            return replace(tree, head=head)
    return tree


def is_universe(tree: Tree) -> bool:
    """Whether ``tree`` is ``Type``, ``Type u`` or another type of types."""
    tree = unbracketed(tree)
    head = tree.head if isinstance(tree, Applied) else tree
    return isinstance(head, Name) and head.name in _UNIVERSES


def declared(name: str, type_: Tree, scope: Scope) -> Symbol | None:
    """The symbol that ``(name : type_)`` declares; None if ``type_`` is a proposition.

    Raises:
        Wrong: the type is neither, or is beyond first-order logic.
    """
    *arguments, result = _arrows(type_)
    if not is_type(result, scope):
        return None
    if not all(is_type(argument, scope) for argument in arguments):
        return None
    sorts = tuple(_sort(argument, scope) for argument in arguments)
    if isinstance(result, Name) and result.name == "Prop":
        return PredicateSymbol(name, sorts)
    return FunctionSymbol(name, sorts, _sort(result, scope))


def _arrows(tree: Tree) -> list[Tree]:
    """α, β and γ in ``α → β → γ``."""
    tree = unbracketed(tree)
    parts = []
    while isinstance(tree, Joined) and tree.operator == "→":
        parts.append(unbracketed(tree.operands[0]))
        tree = unbracketed(tree.operands[1])
    return [*parts, tree]


def is_type(tree: Tree, scope: Scope) -> bool:
    """Whether ``tree`` looks like a type rather than a proposition."""
    match tree:
        case Name(name):
            return name not in scope.symbols and name not in ("True", "False")
        case Applied(Name(name)):
            return name not in scope.symbols
        case Joined("→", operands):
            return all(is_type(unbracketed(operand), scope) for operand in operands)
        case _:
            return False


def _sort(tree: Tree, scope: Scope) -> Sort:
    if isinstance(tree, Name) and tree.name in scope.sorts:
        return scope.sorts[tree.name]
    head = tree.head if isinstance(tree, Applied) else tree
    name = head.name if isinstance(head, Name) else ""
    if name in _NUMBERS:
        hint = "`prover search` proves statements about numbers"
        raise Wrong(tree.start, f"the type {name} is not read here", hint)
    if name and name not in ("Prop", "Bool") and not is_universe(tree):
        hint = f"as in ({name} : Type)"
        if isinstance(tree, Applied):
            hint = f"as in ({name} : α → Prop); types made of others are not read"
        raise Wrong(tree.start, f"'{name}' is not declared", hint)
    raise Wrong(tree.start, "this is no type of individuals", FIRST_ORDER)


def applied(tree: Tree) -> tuple[Name, tuple[Tree, ...]]:
    """What is applied, and to what.

    Raises:
        Wrong: no name is applied.
    """
    tree = unbracketed(tree)
    head, arguments = (tree.head, tree.arguments) if isinstance(tree, Applied) else (tree, ())
    if not isinstance(head, Name):
        raise Wrong(tree.start, "an individual is expected here, not a formula", FIRST_ORDER)
    return head, arguments


def is_formula(tree: Tree, scope: Scope, variables: Mapping[str, object]) -> bool:
    """Whether ``tree`` stands for a proposition: ``p = q`` says then that both are equivalent."""
    tree = unbracketed(tree)
    head = tree.head if isinstance(tree, Applied) else tree
    if not isinstance(head, Name):
        return True
    if head.name in variables:
        return False
    return head.name in ("True", "False") or isinstance(
        scope.symbols.get(head.name), PredicateSymbol
    )


def sort_of_variable(binder: Binder, scope: Scope) -> Sort:
    """The sort that ``binder``, of a quantifier, says.

    Raises:
        Wrong: what it binds is no individual.
    """
    assert binder.type is not None
    type_ = unbracketed(binder.type)
    if is_universe(type_) or isinstance(declared("", type_, scope), PredicateSymbol):
        raise Wrong(binder.names[0].start, "a quantifier over predicates or types", FIRST_ORDER)
    if isinstance(type_, Joined):
        raise Wrong(binder.names[0].start, "a quantifier over functions", FIRST_ORDER)
    return _sort(type_, scope)
