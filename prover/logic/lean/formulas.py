"""Formulas made of terms, once every sort is known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from prover.logic.lean.inference import SortInference
from prover.logic.lean.scope import Scope, applied, is_formula, is_type, unbracketed
from prover.logic.lean.trees import Binder, Bound, Joined, Tree
from prover.logic.syntax import (
    FALSE,
    TRUE,
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
    Sort,
    Term,
    Variable,
)

__all__ = ["formula_of"]


def formula_of(tree: Tree, scope: Scope) -> Formula:
    """The formula that ``tree`` writes.

    Raises:
        Wrong: it is none, a name is not declared, sorts do not fit, or it is not first-order.
        FormulaTooDeep: it nests too deep.
    """
    inference = SortInference(scope)
    inference.formula(tree, {})
    return _Formulas(scope, inference.sorts_of_bound()).formula(tree, {})


@dataclass(frozen=True, slots=True)
class _Formulas:
    """Makes formulas; ``sorts`` has the sort of each variable, by where it is bound."""

    scope: Scope
    sorts: Mapping[int, Sort]

    def formula(self, tree: Tree, variables: Mapping[str, Variable]) -> Formula:
        match unbracketed(tree):
            case Joined("¬", (body,)):
                return Not(self.formula(body, variables))
            case Joined("∧" | "∨" as operator, _) as chain:
                parts = tuple(self.formula(part, variables) for part in _chained(chain))
                return And(parts) if operator == "∧" else Or(parts)
            case Joined("→" | "↔" as operator, (left, right)):
                make = Implies if operator == "→" else Iff
                return make(self.formula(left, variables), self.formula(right, variables))
            case Joined(operator, (left, right)):
                equal = self._equal(left, right, variables)
                return equal if operator == "=" else Not(equal)
            case Bound(quantifier, binders, body):
                return self._bound(quantifier, binders, body, variables)
            case atom:
                name, arguments = applied(atom)
                if name.name in ("True", "False"):
                    return TRUE if name.name == "True" else FALSE
                symbol = self.scope.symbols[name.name]
                assert isinstance(symbol, PredicateSymbol)
                return Atom(symbol, tuple(self._term(each, variables) for each in arguments))

    def _equal(self, left: Tree, right: Tree, variables: Mapping[str, Variable]) -> Formula:
        if is_formula(left, self.scope, variables):
            return Iff(self.formula(left, variables), self.formula(right, variables))
        return Equality(self._term(left, variables), self._term(right, variables))

    def _bound(
        self,
        quantifier: str,
        binders: tuple[Binder, ...],
        body: Tree,
        variables: Mapping[str, Variable],
    ) -> Formula:
        if not binders:
            return self.formula(body, variables)
        first, *others = binders
        rest = tuple(others)
        if first.type is not None and not is_type(unbracketed(first.type), self.scope):
            given = self.formula(first.type, variables)
            inside = self._bound(quantifier, rest, body, variables)
            return Implies(given, inside) if quantifier == "∀" else And((given, inside))
        made = [Variable(name.name, self.sorts[name.start]) for name in first.names]
        inner = {**variables, **{variable.name: variable for variable in made}}
        formula = self._bound(quantifier, rest, body, inner)
        for variable in reversed(made):
            if quantifier == "∃!":
                formula = _only_one(variable, formula)
            else:
                formula = (ForAll if quantifier == "∀" else Exists)(variable, formula)
        return formula

    def _term(self, tree: Tree, variables: Mapping[str, Variable]) -> Term:
        name, arguments = applied(tree)
        if name.name in variables:
            return variables[name.name]
        symbol = self.scope.symbols[name.name]
        assert isinstance(symbol, FunctionSymbol)
        return Application(symbol, tuple(self._term(each, variables) for each in arguments))


def _only_one(variable: Variable, formula: Formula) -> Formula:
    """There is exactly one: ∃y ∀x (φ ↔ x = y)."""
    taken = {each.name for each in formula.free}
    name = variable.name
    while name in taken:
        name += "'"
    one = Variable(name, variable.sort)
    return Exists(one, ForAll(variable, Iff(formula, Equality(variable, one))))


def _chained(tree: Joined) -> list[Tree]:
    """a, b and c in ``a ∧ b ∧ c``; an operand in brackets stays whole."""
    parts, at = [], tree
    while True:
        left, right = at.operands
        parts.append(left)
        if not isinstance(right, Joined) or right.operator != tree.operator:
            return [*parts, right]
        at = right
