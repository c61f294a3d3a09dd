"""The world that a theory generates: values of its datatypes, functions by their definitions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from random import Random

from prover.logic.syntax import FunctionSymbol, PredicateSymbol, Sort
from prover.theory.evaluation import Evaluator, OutOfBudget, Value
from prover.theory.notation import Notation
from search.exploration.worlds import Element

__all__ = ["GeneratedWorld"]

_DRAWN = 7
"""Constructors of a random value, at most."""

_LARGEST = 40
"""Constructors of values among which the smallest are looked for."""


class GeneratedWorld:
    """An evaluator as a world.

    Args:
        evaluator: evaluates the definitions.
    """

    def __init__(self, evaluator: Evaluator) -> None:
        self.evaluator = evaluator
        self._drawable: dict[Sort, tuple[Value, ...]] = {}

    def smallest(self, sort: Sort, most: int) -> Sequence[Element]:
        """The first values of ``sort``."""
        return tuple(islice(self.evaluator.values(sort, _LARGEST), most))

    def drawn(self, sort: Sort, random: Random) -> Element:
        """A value of a random size, drawn among those of about that size."""
        return self.evaluator.universe.sample(sort, _DRAWN, random)

    def apply(self, function: FunctionSymbol, arguments: tuple[Element, ...]) -> Element | None:
        """The function's value by its definition."""
        try:
            return self.evaluator.apply(function, _values(arguments))
        except OutOfBudget:
            return None

    def relates(self, predicate: PredicateSymbol, arguments: tuple[Element, ...]) -> bool | None:
        """Whether the predicate holds by its definition."""
        try:
            return self.evaluator.relates(predicate, _values(arguments))
        except OutOfBudget:
            return None

    def shown(self, element: Element) -> str:
        """The value as the theory writes it; a number where the sort looks like numbers."""
        assert isinstance(element, Value)
        number = _number(element, self.evaluator)
        if number is not None:
            return str(number)
        return Notation(self.evaluator.theory).term(self.evaluator.term(element))


def _values(arguments: tuple[Element, ...]) -> tuple[Value, ...]:
    return tuple(argument for argument in arguments if isinstance(argument, Value))


def _number(value: Value, evaluator: Evaluator) -> int | None:
    """How many constructors are around the constant, if the sort has one of each kind only."""
    constructors = evaluator.theory.constructors.get(value.sort, ())
    if len(constructors) != 2 or {c.argument_sorts for c in constructors} != {(), (value.sort,)}:
        return None
    return sum(1 for _ in _inside(value)) - 1


def _inside(value: Value) -> Iterator[Value]:
    while True:
        yield value
        if not value.arguments:
            return
        value = value.arguments[0]
