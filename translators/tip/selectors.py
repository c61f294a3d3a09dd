"""Selectors as functions: total where a datatype has one constructor, refused elsewhere."""

from __future__ import annotations

from prover.errors import Position
from translators.tip.errors import NotExportable
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

    Raises:
        NotExportable: a selector of a datatype with several constructors is used; off its own
            constructor its value may be anything, which no definition can say.
    """
    terms = [function.body for function in problem.functions]
    terms += [formula.body for formula in (*problem.assertions, *problem.goals)]
    used = {part.name for t in terms for part in subterms(t) if isinstance(part, Apply)}
    selectors: list[Function] = []
    for datatype in problem.datatypes:
        for constructor in datatype.constructors:
            wanted = [field for field in constructor.fields if field.name in used]
            if wanted and len(datatype.constructors) > 1:
                message = f"the selector {wanted[0].name} has no value on other constructors"
                raise NotExportable(message, hint="write it as a function, with match")
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
