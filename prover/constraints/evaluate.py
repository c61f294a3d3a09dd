"""What holds under an assignment, by the definitions; nothing is shared with the solver."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from typing import assert_never

from prover.constraints.theory import (
    Application,
    Enumeration,
    Expression,
    Function,
    Number,
    Operation,
    Operator,
    Quantified,
    Quantifier,
    Truth,
    Variable,
)
from prover.errors import ProverError

__all__ = ["Assignment", "IncompleteAssignment", "Value", "holds"]

Value = int | bool
Assignment = Mapping[Function, Mapping[tuple[Value, ...], Value]]
"""For each function its value at the arguments that matter."""

MAX_STEPS = 2_000_000
"""Evaluations of subexpressions after which a formula is refused."""


class IncompleteAssignment(ProverError):
    """A formula asks for a value that the assignment does not give, or for too many."""

    code = "incomplete-assignment"


class _Undefined(Exception):
    """A function was applied outside its sort."""


def holds(formula: Expression, assignment: Assignment) -> bool:
    """Whether the closed ``formula`` is true under ``assignment``.

    Raises:
        IncompleteAssignment: a value is missing, or the formula is too large to evaluate.
    """
    return _Evaluator(assignment).formula(formula, {})


@dataclass(slots=True)
class _Evaluator:
    assignment: Assignment
    steps: int = field(default=0)

    def formula(self, node: Expression, env: Mapping[Variable, int]) -> bool:
        """The truth value; an atom without a value is false."""
        match node:
            case Operation(operator=operator) if operator.connects:
                return self.connected(node, env)
            case Quantified(quantifier=Quantifier.FOR_ALL):
                return all(self.formula(node.body, inner) for inner in _extended(node, env))
            case Quantified(quantifier=Quantifier.EXISTS):
                return any(self.formula(node.body, inner) for inner in _extended(node, env))
            case _:
                try:
                    return bool(self.value(node, env))
                except _Undefined:
                    return False

    def connected(self, node: Operation, env: Mapping[Variable, int]) -> bool:
        parts = (self.formula(part, env) for part in node.arguments)
        match node.operator:
            case Operator.NOT:
                return not next(parts)
            case Operator.AND:
                return all(parts)
            case Operator.OR:
                return any(parts)
            case Operator.IMPLIES:
                return not next(parts) or next(parts)
            case Operator.XOR:
                return sum(parts) % 2 == 1
            case _:
                return len(set(parts)) == 1

    def value(self, node: Expression, env: Mapping[Variable, int]) -> Value:
        self.steps += 1
        if self.steps > MAX_STEPS:
            raise IncompleteAssignment("too many cases to evaluate the formula")
        match node:
            case Number(value=number):
                return number
            case Truth(value=truth):
                return truth
            case Variable():
                return env[node]
            case Application():
                return self.applied(node, env)
            case Quantified():
                return self.quantified(node, env)
            case Operation():
                return self.operated(node, env)
            case _:
                assert_never(node)

    def applied(self, node: Application, env: Mapping[Variable, int]) -> Value:
        function = node.function
        arguments = tuple(self.value(argument, env) for argument in node.arguments)
        for argument, domain in zip(arguments, function.arguments, strict=True):
            if isinstance(domain, Enumeration) and argument not in domain.values:
                raise _Undefined
        try:
            value = self.assignment[function][arguments]
        except KeyError:
            raise IncompleteAssignment(f"no value for {function.name}{arguments}") from None
        if isinstance(function.result, Enumeration) and value not in function.result.values:
            raise IncompleteAssignment(f"{function.name} has a value outside its sort")
        return value

    def quantified(self, node: Quantified, env: Mapping[Variable, int]) -> Value:
        match node.quantifier:
            case Quantifier.COUNT:
                return sum(self.formula(node.body, inner) for inner in _extended(node, env))
            case Quantifier.SUM:
                return sum(self.value(node.body, inner) for inner in _extended(node, env))
            case Quantifier.DISTINCT:
                values = [self.value(node.body, inner) for inner in _extended(node, env)]
                return len(set(values)) == len(values)
            case _:
                return self.formula(node, env)

    def operated(self, node: Operation, env: Mapping[Variable, int]) -> Value:
        if node.operator.connects:
            return self.connected(node, env)
        if node.operator is Operator.IF:
            condition, then, otherwise = node.arguments
            return self.value(then if self.formula(condition, env) else otherwise, env)
        values = [self.value(argument, env) for argument in node.arguments]
        match node.operator:
            case Operator.EQUAL:
                return len(set(values)) == 1
            case Operator.DISTINCT:
                return len(set(values)) == len(values)
            case Operator.LESS:
                return values[0] < values[1]
            case Operator.AT_MOST:
                return values[0] <= values[1]
            case _:
                return _arithmetic(node.operator, [int(value) for value in values])


def _arithmetic(operator: Operator, values: list[int]) -> int:
    match operator:
        case Operator.ADD:
            return sum(values)
        case Operator.SUBTRACT:
            return -values[0] if len(values) == 1 else values[0] - values[1]
        case Operator.MULTIPLY:
            return values[0] * values[1]
        case Operator.MODULO:
            if values[1] <= 0:
                raise IncompleteAssignment("a remainder by a number that is not positive")
            return values[0] % values[1]
        case _:
            return abs(values[0])


def _extended(node: Quantified, env: Mapping[Variable, int]) -> Iterator[Mapping[Variable, int]]:
    for values in product(*(variable.domain.values for variable in node.variables)):
        yield {**env, **dict(zip(node.variables, values, strict=True))}
