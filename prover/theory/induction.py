"""The induction principle of a datatype, or of several at once, as formulas."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from prover.logic.syntax import (
    Application,
    Atom,
    ForAll,
    Formula,
    FunctionSymbol,
    Implies,
    PredicateSymbol,
    Sort,
    Variable,
)
from prover.logic.walk import conjunction
from prover.theory.theory import Datatype

__all__ = ["Induction"]


@dataclass(frozen=True, slots=True)
class Induction:
    """``∀P̄ (obligation₁ → … → obligationₙ → conclusion)``.

    Attributes:
        properties: one predicate variable for each sort.
        obligations: one for each constructor: ``∀ȳ (P yⱼ ∧ … → P (c ȳ))``.
        conclusion: ``∀x P x``, or the conjunction of these.
    """

    properties: tuple[PredicateSymbol, ...]
    obligations: tuple[Formula, ...]
    conclusion: Formula

    @staticmethod
    def over(datatypes: Sequence[Datatype]) -> Induction:
        """Induction over ``datatypes`` at once."""
        numbers = [""] if len(datatypes) == 1 else [str(n + 1) for n in range(len(datatypes))]
        properties = {
            datatype.sort: PredicateSymbol(f"·P{number}·", (datatype.sort,))
            for number, datatype in zip(numbers, datatypes, strict=True)
        }
        obligations = [
            _obligation(constructor, properties)
            for datatype in datatypes
            for constructor in datatype.constructors
        ]
        return Induction(
            tuple(properties.values()),
            tuple(obligations),
            conjunction(_everywhere(each) for each in properties.values()),
        )

    @property
    def formulas(self) -> Iterator[Formula]:
        """The obligations and the conclusion."""
        yield from self.obligations
        yield self.conclusion


def _everywhere(each: PredicateSymbol) -> Formula:
    [sort] = each.argument_sorts
    variable = Variable("x", sort)
    return ForAll(variable, Atom(each, (variable,)))


def _obligation(constructor: FunctionSymbol, of: dict[Sort, PredicateSymbol]) -> Formula:
    sorts = enumerate(constructor.argument_sorts, start=1)
    arguments = tuple(Variable(f"y{number}", sort) for number, sort in sorts)
    hypotheses = [Atom(of[y.sort], (y,)) for y in arguments if y.sort in of]
    made = Application(constructor, arguments)
    formula: Formula = Atom(of[constructor.sort], (made,))
    if hypotheses:
        formula = Implies(conjunction(hypotheses), formula)
    for argument in reversed(arguments):
        formula = ForAll(argument, formula)
    return formula
