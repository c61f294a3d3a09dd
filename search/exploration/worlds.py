"""Structures to observe terms in: the generated one, or finite models of axioms."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from random import Random
from typing import Protocol

from prover.logic.syntax import FunctionSymbol, PredicateSymbol, Sort
from prover.model import FiniteModel

__all__ = ["Element", "ModelWorld", "World"]

Element = Hashable
"""What a term denotes in a world: equal elements are equal as Python objects."""


class World(Protocol):
    """A structure in which terms and atoms are evaluated."""

    def smallest(self, sort: Sort, most: int) -> Sequence[Element]:
        """The first elements of a sort, at most so many, smallest first."""
        ...

    def drawn(self, sort: Sort, random: Random) -> Element:
        """A random element of a sort."""
        ...

    def apply(self, function: FunctionSymbol, arguments: tuple[Element, ...]) -> Element | None:
        """The function's value; ``None`` where finding it takes too long."""
        ...

    def relates(self, predicate: PredicateSymbol, arguments: tuple[Element, ...]) -> bool | None:
        """Whether the predicate holds; ``None`` where finding out takes too long."""
        ...

    def shown(self, element: Element) -> str:
        """The element in words."""
        ...


class ModelWorld:
    """A finite model as a world."""

    def __init__(self, model: FiniteModel) -> None:
        self.model = model
        self._numbers = {
            name: f"#{number}"
            for domain in model.domains.values()
            for number, name in enumerate(domain, start=1)
        }

    def smallest(self, sort: Sort, most: int) -> Sequence[Element]:
        """The first elements of the domain of ``sort``."""
        return self.model.domains[sort][:most]

    def drawn(self, sort: Sort, random: Random) -> Element:
        """Any element of the domain of ``sort``."""
        return random.choice(self.model.domains[sort])

    def apply(self, function: FunctionSymbol, arguments: tuple[Element, ...]) -> Element | None:
        """What the table of ``function`` says."""
        return self.model.functions[function][arguments]  # type: ignore[index]

    def relates(self, predicate: PredicateSymbol, arguments: tuple[Element, ...]) -> bool | None:
        """What the table of ``predicate`` says."""
        return arguments in self.model.predicates[predicate]

    def shown(self, element: Element) -> str:
        """The element's number; names in models are of no interest."""
        return self._numbers[str(element)]
