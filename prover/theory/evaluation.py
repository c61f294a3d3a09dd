"""Ground evaluation: the values of terms and the truth of formulas, by the definitions alone.

Definitions are compiled once to matching trees of closures (``matching``, ``compiling``), every
application is computed once (``machine``), and equal values are one object (``values``).  Axioms
are not looked at: open functions and predicates mean what an interpretation's tables say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache, partial
from typing import Any

from prover.logic.syntax import (
    Application,
    Formula,
    FunctionSymbol,
    PredicateSymbol,
    Sort,
    Symbol,
    Term,
    Variable,
)
from prover.logic.walk import free_variables
from prover.theory.compiling import Compiler, Found, NotEvaluable, frames
from prover.theory.interpretation import Interpretation, random_interpretation
from prover.theory.machine import Code, Machine, Remembering
from prover.theory.matching import matching_tree
from prover.theory.theory import Theory
from prover.theory.values import OutOfBudget, Universe, Value

__all__ = ["Evaluator", "NotEvaluable", "OutOfBudget", "Universe", "Value"]

Environment = Mapping[Variable, Value]
"""The values of variables."""

_COMPILED = 4096  # terms and formulas that are kept compiled


class Evaluator:
    """Evaluates terms and formulas of a theory.

    Args:
        theory: its definitions are well formed (``prover.theory.wellformed``).
        universe: where values come from; evaluators that share one can share values.
        interpretation: tables of the open symbols; random ones if none are given.
        max_size: how many constructors a value may have, if no universe is given.
        max_steps: how many new applications one request may compute.
    """

    def __init__(
        self,
        theory: Theory,
        *,
        universe: Universe | None = None,
        interpretation: Interpretation | None = None,
        max_size: int = 1000,
        max_steps: int = 100_000,
    ) -> None:
        self.theory = theory
        self.universe = universe or Universe(theory, max_size=max_size)
        if interpretation is None:
            interpretation = random_interpretation(theory, self.universe, seed=0)
        self.interpretation = interpretation
        self._machine = Machine(max_steps)
        self._symbols: dict[Symbol, Found] = {}
        for constructor, made in self.universe.made.items():
            self._symbols[constructor] = (made, partial(self.universe.make, constructor))
        for symbol, table in interpretation.items():
            self._symbols[symbol] = (table.entries, table)
        self._compiler = Compiler(self._symbols)
        self._define(theory)
        self._compiled = lru_cache(maxsize=_COMPILED)(self._compile)

    def value(self, term: Term, environment: Environment) -> Value:
        """The value of ``term``.

        Raises:
            OutOfBudget: it takes too many steps, or a value is too large.
            NotEvaluable: a variable has no value, or a symbol is not of the theory.
        """
        value: Value = self._evaluated(term, environment)
        return value

    def holds(self, formula: Formula, environment: Environment) -> bool:
        """Whether ``formula``, which has no quantifiers, is true.

        Raises:
            OutOfBudget: it takes too many steps, or a value is too large.
            NotEvaluable: it has quantifiers, a variable has no value, or a symbol is unknown.
        """
        truth: bool = self._evaluated(formula, environment)
        return truth

    def apply(self, symbol: FunctionSymbol, arguments: tuple[Value, ...]) -> Value:
        """The value of ``symbol`` for ``arguments``.

        Raises:
            OutOfBudget: it takes too many steps, or a value is too large.
        """
        known, compute = self._symbols[symbol]
        value: Value | None = known.get(arguments)
        return self._machine.run(compute, arguments) if value is None else value

    def relates(self, symbol: PredicateSymbol, arguments: tuple[Value, ...]) -> bool:
        """Whether ``symbol`` holds of ``arguments``.

        Raises:
            OutOfBudget: it takes too many steps, or a value is too large.
        """
        known, compute = self._symbols[symbol]
        truth: bool | None = known.get(arguments)
        return self._machine.run(compute, arguments) if truth is None else truth

    def values(self, sort: Sort, size: int) -> Iterator[Value]:
        """All values of ``sort`` with at most ``size`` constructors, smallest first."""
        return self.universe.values(sort, size)

    def term(self, value: Value) -> Application:
        """``value`` as a term without variables.

        Raises:
            FormulaTooDeep: terms may not be nested so deeply.
        """
        return self.universe.term(value)

    def _define(self, theory: Theory) -> None:
        functions: list[tuple[Remembering, Callable[[], Code]]] = []
        for definition in theory.definitions:
            tree = matching_tree(definition, theory.constructors)
            self._machine.limit(frames(tree) + 2)
            function = self._machine.function()
            self._symbols[definition.symbol] = (function.known, function.compute)
            functions.append((function, partial(self._compiler.tree, tree)))
        for function, compiled in functions:  # only now: definitions may need each other
            function.body = compiled()

    def _evaluated(self, expression: Term | Formula, environment: Environment) -> Any:
        variables, code = self._compiled(expression)
        try:
            slots = [environment[variable] for variable in variables]
        except KeyError as missing:
            raise NotEvaluable(f"no value is given for {missing.args[0].name}") from None
        return self._machine.run(code, slots)

    def _compile(self, expression: Term | Formula) -> tuple[tuple[Variable, ...], Code]:
        variables = free_variables(expression)
        places = {variable: place for place, variable in enumerate(variables)}
        if isinstance(expression, Variable | Application):
            return variables, self._compiler.term(expression, places)
        return variables, self._compiler.formula(expression, places)
