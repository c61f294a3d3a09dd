"""What a Lean theorem has to state, as a kernel expression.

The text of a certificate is written by an exporter and read by Lean's elaborator; neither is
believed.  Lean reports the statement it elaborated as a kernel expression (de Bruijn indices,
nothing left out but the names of bound variables), and here the expression is built again
from the formulas alone.  Equal texts mean equal statements.

A *proof* of a claim from premises φ₁ … φₙ states::

    ∀ (each sort : Type) [Nonempty sort] (each symbol), φ₁ → … → φₙ → claim

and a *model* with domains of given sizes states::

    ∃ (each symbol over Fin n₁, …), φ₁ ∧ … ∧ φₙ
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import assert_never

from prover.logic.signature import Signature
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

__all__ = ["model_statement", "proof_statement"]


def proof_statement(premises: Sequence[Formula], claim: Formula) -> str:
    """The statement that ``claim`` follows from ``premises``."""
    signature = Signature.of((*premises, claim))
    scope = _Scope()
    types: list[str] = []
    for sort in signature.sorts:
        types.append("Sort 1")
        scope = scope.with_sort(sort)
        types.append(f"(Nonempty.{{1}} {scope.sort(sort)})")
        scope = scope.deeper()
    for symbol in signature.symbols:
        types.append(_type_of(symbol, scope))
        scope = scope.binding(symbol)
    for premise in premises:
        types.append(_formula(premise, scope))
        scope = scope.deeper()
    return _closed("(∀ ", types, _formula(claim, scope))


def model_statement(formulas: Sequence[Formula], sizes: Mapping[Sort, int]) -> str:
    """The statement that there is a model of ``formulas`` with domains of these ``sizes``."""
    signature = Signature.of(formulas)
    scope = _Scope(fixed={sort: _fin(size) for sort, size in sizes.items()})
    types: list[str] = []
    for symbol in signature.symbols:
        types.append(_type_of(symbol, scope))
        scope = scope.binding(symbol)
    body = _nested("And", [_formula(formula, scope) for formula in formulas])
    for type_ in reversed(types):
        body = f"(Exists.{{1}} {type_} (λ {type_} {body}))"
    return body


@dataclass(frozen=True, slots=True)
class _Scope:
    """At which depth each sort, symbol and variable was bound."""

    depth: int = 0
    bound: Mapping[Sort | Symbol | Variable, int] = field(default_factory=dict)
    fixed: Mapping[Sort, str] = field(default_factory=dict)

    def deeper(self) -> _Scope:
        return _Scope(self.depth + 1, self.bound, self.fixed)

    def binding(self, thing: Sort | Symbol | Variable) -> _Scope:
        return _Scope(self.depth + 1, {**self.bound, thing: self.depth}, self.fixed)

    def with_sort(self, sort: Sort) -> _Scope:
        return self.binding(sort)

    def index(self, thing: Sort | Symbol | Variable) -> str:
        return f"#{self.depth - 1 - self.bound[thing]}"

    def sort(self, sort: Sort) -> str:
        return self.fixed[sort] if sort in self.fixed else self.index(sort)


def _fin(size: int) -> str:
    return f"(Fin (OfNat.ofNat.{{0}} Nat {size} (instOfNatNat {size})))"


def _closed(binder: str, types: Sequence[str], body: str) -> str:
    return "".join(f"{binder}{type_} " for type_ in types) + body + ")" * len(types)


def _type_of(symbol: Symbol, scope: _Scope) -> str:
    types = []
    for sort in symbol.argument_sorts:
        types.append(scope.sort(sort))
        scope = scope.deeper()
    result = scope.sort(symbol.sort) if isinstance(symbol, FunctionSymbol) else "Sort 0"
    return _closed("(∀ ", types, result)


def _nested(connective: str, parts: Sequence[str]) -> str:
    """Binary and to the right."""
    *first, last = parts
    return "".join(f"({connective} {part} " for part in first) + last + ")" * len(first)


def _applied(symbol: Symbol, arguments: Sequence[Term], scope: _Scope) -> str:
    parts = [scope.index(symbol), *(_term(argument, scope) for argument in arguments)]
    return f"({' '.join(parts)})" if arguments else parts[0]


def _term(term: Term, scope: _Scope) -> str:
    if isinstance(term, Variable):
        return scope.index(term)
    return _applied(term.function, term.arguments, scope)


def _equation(relation: str, equation: Equality, scope: _Scope) -> str:
    sort = scope.sort(equation.left.sort)
    left, right = _term(equation.left, scope), _term(equation.right, scope)
    return f"({relation}.{{1}} {sort} {left} {right})"


def _formula(formula: Formula, scope: _Scope) -> str:
    match formula:
        case Atom(predicate=predicate, arguments=arguments):
            return _applied(predicate, arguments, scope)
        case Equality():
            return _equation("Eq", formula, scope)
        case Not(body=Equality() as equation):
            return _equation("Ne", equation, scope)
        case Not(body=body):
            return f"(Not {_formula(body, scope)})"
        case And(parts=parts):
            return _nested("And", [_formula(part, scope) for part in parts])
        case Or(parts=parts):
            return _nested("Or", [_formula(part, scope) for part in parts])
        case Implies(left=left, right=right):
            return f"(∀ {_formula(left, scope)} {_formula(right, scope.deeper())})"
        case Iff(left=left, right=right):
            return f"(Iff {_formula(left, scope)} {_formula(right, scope)})"
        case Xor(left=left, right=right):
            return f"(Not (Iff {_formula(left, scope)} {_formula(right, scope)}))"
        case ForAll(variable=variable, body=body):
            return f"(∀ {scope.sort(variable.sort)} {_formula(body, scope.binding(variable))})"
        case Exists(variable=variable, body=body):
            sort = scope.sort(variable.sort)
            return f"(Exists.{{1}} {sort} (λ {sort} {_formula(body, scope.binding(variable))}))"
        case TruthValue(value=value):
            return "True" if value else "False"
        case _:
            assert_never(formula)
