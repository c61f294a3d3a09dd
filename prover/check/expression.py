"""Formulas as Lean kernel expressions: de Bruijn indices, nothing left out but bound names.

The text is that of ``lean/TacticServer/Expression.lean``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import assert_never

from prover.logic.syntax import (
    And,
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
    Sort,
    Symbol,
    Term,
    TruthValue,
    Variable,
    Xor,
)

__all__ = ["Constant", "Scope", "Telescope", "closed", "formula_text", "nested", "type_text"]


@dataclass(frozen=True, slots=True)
class Constant:
    """A constant that stands for a sort or a symbol, with the variables it is applied to."""

    text: str
    parameters: tuple[Sort | Symbol, ...] = ()


@dataclass(frozen=True, slots=True)
class Scope:
    """At which depth each sort, symbol and variable was bound; what the others stand for."""

    constants: Mapping[Sort | Symbol, Constant] = field(default_factory=dict)
    depth: int = 0
    bound: Mapping[Sort | Symbol | Variable, int] = field(default_factory=dict)

    def deeper(self) -> Scope:
        """The scope under a binder that nothing refers to."""
        return Scope(self.constants, self.depth + 1, self.bound)

    def binding(self, thing: Sort | Symbol | Variable) -> Scope:
        """The scope under a binder of ``thing``."""
        return Scope(self.constants, self.depth + 1, {**self.bound, thing: self.depth})

    def index(self, thing: Sort | Symbol | Variable) -> str:
        """The variable that ``thing`` was bound to."""
        return f"#{self.depth - 1 - self.bound[thing]}"

    def head(self, thing: Sort | Symbol) -> list[str]:
        """``thing``: a variable, or a constant with its parameters."""
        constant = self.constants.get(thing)
        if constant is None or thing in self.bound:
            return [self.index(thing)]
        return [constant.text, *map(self.index, constant.parameters)]

    def sort(self, sort: Sort) -> str:
        """``sort`` as a type."""
        parts = self.head(sort)
        return f"({' '.join(parts)})" if len(parts) > 1 else parts[0]


@dataclass(slots=True)
class Telescope:
    """``∀`` after ``∀``, and the scope under them."""

    scope: Scope = field(default_factory=Scope)
    types: list[str] = field(default_factory=list)

    def sort(self, sort: Sort) -> None:
        """Bind a type for ``sort``, and that it is not empty."""
        self.types.append("Sort 1")
        self.scope = self.scope.binding(sort)
        self.types.append(f"(Nonempty.{{1}} {self.scope.sort(sort)})")
        self.scope = self.scope.deeper()

    def symbol(self, symbol: Symbol) -> None:
        """Bind ``symbol``."""
        self.types.append(type_text(symbol, self.scope))
        self.scope = self.scope.binding(symbol)

    def hypothesis(self, formula: Formula) -> None:
        """Assume ``formula``."""
        self.types.append(formula_text(formula, self.scope))
        self.scope = self.scope.deeper()

    def closing(self, body: str) -> str:
        """``body``, which is about what was bound, with the binders around it."""
        return closed("(∀ ", self.types, body)


def closed(binder: str, types: Sequence[str], body: str) -> str:
    """``body`` under one binder for each of ``types``."""
    return "".join(f"{binder}{type_} " for type_ in types) + body + ")" * len(types)


def type_text(symbol: Symbol, scope: Scope) -> str:
    """The type of ``symbol``."""
    types = []
    for sort in symbol.argument_sorts:
        types.append(scope.sort(sort))
        scope = scope.deeper()
    result = scope.sort(symbol.sort) if isinstance(symbol, FunctionSymbol) else "Sort 0"
    return closed("(∀ ", types, result)


def nested(connective: str, parts: Sequence[str]) -> str:
    """``parts`` joined by a binary connective, to the right."""
    *first, last = parts
    return "".join(f"({connective} {part} " for part in first) + last + ")" * len(first)


def _applied(symbol: Symbol, arguments: Sequence[Term], scope: Scope) -> str:
    parts = [*scope.head(symbol), *(_term(argument, scope) for argument in arguments)]
    return f"({' '.join(parts)})" if len(parts) > 1 else parts[0]


def _term(term: Term, scope: Scope) -> str:
    if isinstance(term, Variable):
        return scope.index(term)
    return _applied(term.function, term.arguments, scope)


def _equation(relation: str, equation: Equality, scope: Scope) -> str:
    sort = scope.sort(equation.left.sort)
    left, right = _term(equation.left, scope), _term(equation.right, scope)
    return f"({relation}.{{1}} {sort} {left} {right})"


def formula_text(formula: Formula, scope: Scope) -> str:
    """``formula`` as a kernel expression."""
    match formula:
        case Atom(predicate=predicate, arguments=arguments):
            return _applied(predicate, arguments, scope)
        case Equality():
            return _equation("Eq", formula, scope)
        case Not(body=Equality() as equation):
            return _equation("Ne", equation, scope)
        case Not(body=body):
            return f"(Not {formula_text(body, scope)})"
        case And(parts=parts):
            return nested("And", [formula_text(part, scope) for part in parts])
        case Or(parts=parts):
            return nested("Or", [formula_text(part, scope) for part in parts])
        case Implies(left=left, right=right):
            return f"(∀ {formula_text(left, scope)} {formula_text(right, scope.deeper())})"
        case Iff(left=left, right=right):
            return f"(Iff {formula_text(left, scope)} {formula_text(right, scope)})"
        case Xor(left=left, right=right):
            return f"(Not (Iff {formula_text(left, scope)} {formula_text(right, scope)}))"
        case ForAll(variable=variable, body=body):
            return f"(∀ {scope.sort(variable.sort)} {formula_text(body, scope.binding(variable))})"
        case Exists(variable=variable, body=body):
            sort = scope.sort(variable.sort)
            return f"(Exists.{{1}} {sort} (λ {sort} {formula_text(body, scope.binding(variable))}))"
        case TruthValue(value=value):
            return "True" if value else "False"
        case _:
            assert_never(formula)
