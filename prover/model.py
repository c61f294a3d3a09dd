"""Finite models and the evaluator that says what holds in them.

The evaluator is part of the trusted base: whatever found a model (a SAT solver, Z3, a
person), the formulas are evaluated here again, by Tarski's definition of truth.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import assert_never

from prover.errors import ProverError
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
    Node,
    Not,
    Or,
    PredicateSymbol,
    Sort,
    Term,
    TruthValue,
    Variable,
    Xor,
)

__all__ = ["FiniteModel", "IncompleteModel", "evaluate"]

MAX_COST = 5_000_000
"""Evaluations of subformulas after which a formula is refused: some seconds' worth."""

Element = str
_Environment = dict[Variable, Element]


class IncompleteModel(ProverError):
    """A formula uses a symbol, sort or argument that the model does not interpret."""

    code = "incomplete-model"


@dataclass(frozen=True, slots=True)
class FiniteModel:
    """A structure with finitely many named elements.

    ``domains`` lists each sort's elements; ``functions`` gives a value for every tuple of
    arguments (a constant has one row, for the empty tuple); ``predicates`` lists the tuples
    that a predicate holds of.
    """

    domains: Mapping[Sort, tuple[Element, ...]]
    functions: Mapping[FunctionSymbol, Mapping[tuple[Element, ...], Element]]
    predicates: Mapping[PredicateSymbol, frozenset[tuple[Element, ...]]]

    @property
    def size(self) -> int:
        """Number of elements over all sorts."""
        return sum(len(elements) for elements in self.domains.values())


def evaluate(formula: Formula, model: FiniteModel) -> bool:
    """Whether the closed ``formula`` is true in ``model``.

    Raises:
        IncompleteModel: the model leaves something open that the formula speaks of.
    """
    if formula.free:
        raise IncompleteModel("only closed formulas have a truth value in a model")
    if any(not elements for elements in model.domains.values()):
        raise IncompleteModel("a sort of the model has no element")
    try:
        if _cost(formula, model) > MAX_COST:
            raise IncompleteModel("too many cases to evaluate the formula in this model")
        return _holds(formula, model, {})
    except KeyError as missing:
        raise IncompleteModel(f"the model does not interpret {missing.args[0]!r}") from missing


def _cost(formula: Node, model: FiniteModel) -> int:
    """How many evaluations of subformulas the truth value may take."""
    cost = 1
    for child in formula.children:
        cost += _cost(child, model) if cost <= MAX_COST else 0
    if isinstance(formula, ForAll | Exists):
        cost *= len(_range(formula, model))
    return cost


def _range(formula: ForAll | Exists, model: FiniteModel) -> Sequence[Element]:
    """The elements that can make a difference to a quantified formula.

    For *every x with P(x) …* and *some x with P(x) …* those are the elements that P holds of:
    for all others the body is true, or false, whatever else it says.
    """
    variable, body = formula.variable, formula.body
    while type(body) is type(formula) and body.variable is not variable:  # ∀x ∀y (P(x, y) → …)
        body = body.body
    domain = model.domains[variable.sort]
    guard = body.left if isinstance(formula, ForAll) and isinstance(body, Implies) else body
    if isinstance(formula, ForAll) and guard is body:
        return domain
    parts = guard.parts if isinstance(guard, And) else (guard,)
    kept: Sequence[Element] = domain
    for part in parts:
        if isinstance(part, Atom) and variable in part.arguments:
            place = part.arguments.index(variable)
            found = {row[place] for row in model.predicates[part.predicate]}
            kept = [element for element in kept if element in found]
    return kept


def _holds(formula: Formula, model: FiniteModel, env: _Environment) -> bool:
    match formula:
        case Atom(predicate=predicate, arguments=arguments):
            return tuple(_value(a, model, env) for a in arguments) in model.predicates[predicate]
        case Not(body=body):
            return not _holds(body, model, env)
        case And(parts=parts):
            return all(_holds(part, model, env) for part in parts)
        case Or(parts=parts):
            return any(_holds(part, model, env) for part in parts)
        case Implies(left=left, right=right):
            return not _holds(left, model, env) or _holds(right, model, env)
        case Iff(left=left, right=right):
            return _holds(left, model, env) == _holds(right, model, env)
        case Xor(left=left, right=right):
            return _holds(left, model, env) != _holds(right, model, env)
        case ForAll(variable=v, body=body):
            return all(_holds(body, model, {**env, v: e}) for e in _range(formula, model))
        case Exists(variable=v, body=body):
            return any(_holds(body, model, {**env, v: e}) for e in _range(formula, model))
        case Equality(left=left_term, right=right_term):
            return _value(left_term, model, env) == _value(right_term, model, env)
        case TruthValue(value=value):
            return value
        case _:
            assert_never(formula)


def _value(term: Term, model: FiniteModel, env: _Environment) -> Element:
    if isinstance(term, Variable):
        return env[term]
    arguments = tuple(_value(argument, model, env) for argument in term.arguments)
    value = model.functions[term.function][arguments]
    if value not in model.domains[term.sort]:
        raise IncompleteModel(f"{term.function.name} has a value outside its sort")
    return value
