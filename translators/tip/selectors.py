"""Selectors as functions: total where a datatype has one constructor, partial elsewhere."""

from __future__ import annotations

from prover.errors import Position
from translators.tip.syntax import (
    Apply,
    Binder,
    Case,
    Constructor,
    Data,
    Datatype,
    Function,
    Match,
    SortVariable,
    TipProblem,
    Variable,
)
from translators.tip.walk import subterms

__all__ = ["with_selectors"]


def with_selectors(problem: TipProblem) -> tuple[Function, ...]:
    """The functions of ``problem``, after a definition of every selector that is used.

    Off its own constructor a selector has no value, and its match no case.
    """
    terms = [function.body for function in problem.functions]
    terms += [formula.body for formula in (*problem.assertions, *problem.goals)]
    used = {part.name for t in terms for part in subterms(t) if isinstance(part, Apply)}
    selectors: list[Function] = []
    for datatype in problem.datatypes:
        for constructor in datatype.constructors:
            wanted = [field for field in constructor.fields if field.name in used]
            selectors += [_selector(datatype, constructor, field) for field in wanted]
    return (*selectors, *problem.functions)


def _selector(datatype: Datatype, constructor: Constructor, field: Binder) -> Function:
    whole = Data(datatype.name, tuple(SortVariable(name) for name in datatype.parameters))
    variables = tuple(f"field{number}" for number in range(1, len(constructor.fields) + 1))
    chosen = variables[constructor.fields.index(field)]
    body = Match(Variable("x"), whole, (Case(constructor.name, variables, Variable(chosen)),))
    binders = (Binder("x", whole),)
    start = Position(1, 1, 0)
    return Function(field.name, datatype.parameters, binders, field.sort, body, start)
