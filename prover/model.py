"""Finite models and the evaluator that says what holds in them.

The evaluator is part of the trusted base: whatever found a model (a SAT solver, Z3, a
person), the formulas are evaluated here again, by Tarski's definition of truth.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import assert_never

from prover.errors import ProverError
from prover.logic.arithmetic import NUMBER_SORTS
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
    PredicateSymbol,
    Sort,
    Term,
    TruthValue,
    Variable,
    Xor,
)

__all__ = ["FiniteModel", "IncompleteModel", "evaluate"]

MAX_COST = 1_000_000
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
    if not NUMBER_SORTS.isdisjoint(model.domains):
        raise IncompleteModel("a finite model does not interpret numbers")
    if any(not elements for elements in model.domains.values()):
        raise IncompleteModel("a sort of the model has no element")
    try:
        return _Evaluation(model).holds(formula, {})
    except KeyError as missing:
        raise IncompleteModel(f"the model does not interpret {missing.args[0]!r}") from missing


@dataclass(frozen=True, slots=True)
class _Look:
    """What a quantifier looks at: elements, and literals that must be true of one to go on."""

    elements: Sequence[Element]
    tests: Sequence[Formula]


@dataclass(slots=True)
class _Evaluation:
    """The truth of one formula, and how many subformulas have been evaluated for it."""

    model: FiniteModel
    cost: int = 0
    looks: dict[Formula, _Look] = field(default_factory=dict)

    def _relevant(self, formula: ForAll | Exists, env: _Environment) -> Iterator[_Environment]:
        """The environments that can make a difference to a quantified formula.

        For *every x with P(x) …* and *some x with P(x) …* those are of what P holds: for all
        others the body is true, or false, whatever else it says.
        """
        look = self.looks.get(formula)
        if look is None:
            look = self.looks[formula] = self._look(formula)
        for element in look.elements:
            extended = {**env, formula.variable: element}
            if all(self.holds(test, extended) for test in look.tests):
                yield extended

    def _look(self, formula: ForAll | Exists) -> _Look:
        variable, body = formula.variable, formula.body
        inner: set[Variable] = set()
        while type(body) is type(formula) and body.variable is not variable:  # ∀x ∀y (P(x, y) → …)
            inner.add(body.variable)
            body = body.body
        elements = self.model.domains[variable.sort]
        tests = []
        for part in _guards(body, universal=isinstance(formula, ForAll)):
            if isinstance(part, Atom) and variable in part.arguments:
                place = part.arguments.index(variable)
                found = {row[place] for row in self.model.predicates[part.predicate]}
                elements = tuple(element for element in elements if element in found)
            literal = part.body if isinstance(part, Not) else part
            if isinstance(literal, Atom | Equality) and variable in part.free:
                tests += [part] if inner and inner.isdisjoint(part.free) else []
        return _Look(elements, tests)

    def holds(self, formula: Formula, env: _Environment) -> bool:
        """Tarski's definition of truth.

        Raises:
            IncompleteModel: after :data:`MAX_COST` subformulas.
            KeyError: the model does not interpret something.
        """
        self.cost += 1
        if self.cost > MAX_COST:
            raise IncompleteModel("too many cases to evaluate the formula in this model")
        match formula:
            case Atom(predicate=predicate, arguments=arguments):
                row = tuple([self._value(argument, env) for argument in arguments])
                return row in self.model.predicates[predicate]
            case Not(body=body):
                return not self.holds(body, env)
            case And(parts=parts):
                return all(self.holds(part, env) for part in parts)
            case Or(parts=parts):
                return any(self.holds(part, env) for part in parts)
            case Implies(left=left, right=right):
                return not self.holds(left, env) or self.holds(right, env)
            case Iff(left=left, right=right):
                return self.holds(left, env) == self.holds(right, env)
            case Xor(left=left, right=right):
                return self.holds(left, env) != self.holds(right, env)
            case ForAll(body=body):
                return all(self.holds(body, relevant) for relevant in self._relevant(formula, env))
            case Exists(body=body):
                return any(self.holds(body, relevant) for relevant in self._relevant(formula, env))
            case Equality(left=left_term, right=right_term):
                return self._value(left_term, env) == self._value(right_term, env)
            case TruthValue(value=value):
                return value
            case _:
                assert_never(formula)

    def _value(self, term: Term, env: _Environment) -> Element:
        if isinstance(term, Variable):
            return env[term]
        arguments = tuple([self._value(argument, env) for argument in term.arguments])
        value = self.model.functions[term.function][arguments]
        if value not in self.model.domains[term.sort]:
            raise IncompleteModel(f"{term.function.name} has a value outside its sort")
        return value


def _guards(body: Formula, *, universal: bool) -> tuple[Formula, ...]:
    """What has to hold for a body to be false under ∀, or to be true under ∃."""
    if universal:
        return _guards(body.left, universal=False) if isinstance(body, Implies) else ()
    return body.parts if isinstance(body, And) else (body,)
