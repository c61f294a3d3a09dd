"""A problem's functions computed twice: by TIP's own rules, and by their theory's definitions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import Any

from prover.logic.syntax import FunctionSymbol, Sort, Symbol
from prover.logic.walk import strip_universals
from prover.theory.assumed import computing
from prover.theory.evaluation import Evaluator, OutOfBudget, Universe, Value
from prover.theory.interpretation import Table, random_interpretation
from tests.translators.tip.interpreter import Interpreter
from translators.tip import TipProblem, to_theory
from translators.tip.syntax import (
    Apply,
    Arrow,
    Binder,
    Equal,
    Formula,
    Function,
    Quantified,
    Quantifier,
    SortVariable,
    Variable,
)

__all__ = ["compared"]


def compared(problem: TipProblem, function: Function, seed: int, samples: int = 20) -> int:
    """On how much random data ``function`` has in its theory the value it has in TIP, only that."""
    theory = computing(to_theory(_asking_for(problem, function)))
    universe = Universe(theory)
    meaning = random_interpretation(theory, universe, seed)
    evaluator = Evaluator(theory, universe=universe, interpretation=meaning)
    (*variables, result), body = strip_universals(theory.goals[0].formula)
    functions = {symbol.name: _function(problem, symbol, meaning[symbol]) for symbol in meaning}
    interpreter = Interpreter(problem, functions)
    random, done = Random(seed), 0
    for _ in range(samples):
        values = {v: universe.sample(v.sort, random.randint(1, 9), random) for v in variables}
        given = iter([_python(problem, value) for value in values.values()])
        arguments = tuple(
            functions[b.name] if isinstance(b.sort, Arrow) else next(given)
            for b in function.binders
        )
        computed = interpreter.call(function.name, arguments)
        right = _value(problem, universe, result.sort, computed)
        other = universe.sample(result.sort, random.randint(1, 9), random)
        try:
            truths = [evaluator.holds(body, {**values, result: value}) for value in (right, other)]
        except OutOfBudget:
            continue
        assert truths == [True, right is other], f"{function.name}{arguments}, not {computed}"
        done += 1
    return done


def _asking_for(problem: TipProblem, function: Function) -> TipProblem:
    """``problem`` with the goal that all values of ``function`` are one value."""
    sorts = tuple(SortVariable(name) for name in function.parameters)
    call = Apply(function.name, sorts, tuple(Variable(b.name) for b in function.binders))
    binders = (*function.binders, Binder("value", function.result))
    equation = Equal(call, Variable("value"), function.result)
    goal = Formula(function.parameters, Quantified(Quantifier.FORALL, binders, equation))
    return replace(problem, goals=(goal,), assertions=())


def _original(problem: TipProblem, constructor: FunctionSymbol) -> str:
    """The name that a constructor has in the problem; atoms keep theirs."""
    names = [c.name for datatype in problem.datatypes for c in datatype.constructors]
    fits = [n for n in names if constructor.name == n or constructor.name.startswith(f"{n}_")]
    return max(fits, key=len, default=constructor.name)


def _python(problem: TipProblem, value: Value | bool) -> Any:
    if isinstance(value, bool):
        return value
    if value.sort.name == "Bool":
        return value.constructor.name == "true"
    if value.sort.name == "Integer":
        natural = value.arguments[0].size - 1
        return natural if value.constructor.name == "pos" else -natural - 1
    name = _original(problem, value.constructor)
    return (name, *(_python(problem, argument) for argument in value.arguments))


def _value(problem: TipProblem, universe: Universe, sort: Sort, python: Any) -> Value:
    if isinstance(python, bool):
        python = ("true" if python else "false",)
    elif isinstance(python, int):
        natural: Any = ("0",)
        for _ in range(python if python >= 0 else -python - 1):
            natural = ("S", natural)
        python = ("pos" if python >= 0 else "neg", natural)
    name, *parts = python
    made = next(c for c in universe.constructors[sort] if name in (c.name, _original(problem, c)))
    sorts = zip(made.argument_sorts, parts, strict=True)
    return universe.make(made, tuple(_value(problem, universe, s, part) for s, part in sorts))


def _function(problem: TipProblem, symbol: Symbol, table: Table) -> Callable[..., Any]:
    """A table as a function of one argument at a time."""
    entries = {
        tuple(_python(problem, argument) for argument in arguments): _python(problem, value)
        for arguments, value in table.entries.items()
    }
    default = _python(problem, table.default)

    def apply(*arguments: Any) -> Any:
        if len(arguments) == symbol.arity:
            return entries.get(arguments, default)
        return lambda *more: apply(*arguments, *more)

    return apply
