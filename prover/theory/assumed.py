"""Definitions whose recursion nobody sees to end: open symbols, whose cases are axioms.

That is what SMT-LIB says of every ``define-fun-rec``: the symbol satisfies its equations.  Nothing
is proved from them that a proof does not name as assumptions.  Where computing with them ends,
it gives what every model of them gives, so whoever searches may read them as definitions again.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import count

from prover.logic.syntax import (
    FALSE,
    TRUE,
    Application,
    Atom,
    Equality,
    Formula,
    Iff,
    Implies,
    Not,
    Symbol,
    Variable,
)
from prover.logic.walk import strip_universals
from prover.theory.cases import check_cases
from prover.theory.errors import IllFormed
from prover.theory.groups import recursive_groups
from prover.theory.theory import Axiom, Definition, Equation, Theory

__all__ = ["assumed", "assuming", "computing"]


def assuming(theory: Theory, name: str) -> Theory:
    """``theory`` with the cases of the defined symbol ``name`` as axioms, under their names."""
    definition = next(d for d in theory.definitions if d.symbol.name == name)
    axioms = (Axiom(each, formula) for each, formula in definition.facts())
    return replace(
        theory,
        open_symbols=(*theory.open_symbols, definition.symbol),
        definitions=tuple(d for d in theory.definitions if d is not definition),
        axioms=(*theory.axioms, *axioms),
    )


def assumed(theory: Theory) -> tuple[Symbol, ...]:
    """The open symbols of ``theory`` whose axioms are named and shaped as cases."""
    defined = set(computing(theory).open_symbols)
    return tuple(symbol for symbol in theory.open_symbols if symbol not in defined)


def computing(theory: Theory) -> Theory:
    """``theory`` with the open symbols defined whose axioms are named and shaped as cases.

    Its facts are the same, under the same names.  Recursion may go on for ever.
    """
    found = [d for symbol in theory.open_symbols if (d := _definition(symbol, theory)) is not None]
    if not found:
        return theory
    defined = {definition.symbol for definition in found}
    named = {name for definition in found for name, _ in definition.facts()}
    groups = recursive_groups((*theory.definitions, *found))
    return replace(
        theory,
        open_symbols=tuple(s for s in theory.open_symbols if s not in defined),
        definitions=tuple(definition for group in groups for definition in group),
        axioms=tuple(axiom for axiom in theory.axioms if axiom.name not in named),
    )


def _definition(symbol: Symbol, theory: Theory) -> Definition | None:
    """The definition that the axioms ``symbol.1``, ``symbol.2``, … are the cases of, if any."""
    axioms = {axiom.name: axiom.formula for axiom in theory.axioms}
    equations: list[Equation] = []
    for number in count(1):
        formula = axioms.get(f"{symbol.name}.{number}")
        if formula is None:
            break
        equation = _equation(formula, symbol)
        if equation is None or not _has_patterns(equation, theory):
            return None
        if equation.formula is not formula:
            return None
        equations.append(equation)
    definition = Definition(symbol, tuple(equations))
    try:
        check_cases(definition, theory.constructors, str)
    except IllFormed:
        return None
    return definition if equations else None


def _equation(formula: Formula, symbol: Symbol) -> Equation | None:
    """``formula`` as a case of ``symbol``; None if it is something else."""
    _, body = strip_universals(formula)
    condition: Formula = TRUE
    if isinstance(body, Implies):
        condition, body = body.left, body.right
    match body:
        case Equality(left=Application(function=head) as left, right=right) if head is symbol:
            return Equation(left, right, condition)
        case Iff(left=Atom(predicate=head) as atom, right=right) if head is symbol:
            return Equation(atom, right, condition)
        case Atom(predicate=head) if head is symbol:
            return Equation(body, TRUE, condition)
        case Not(body=Atom(predicate=head) as atom) if head is symbol:
            return Equation(atom, FALSE, condition)
        case _:
            return None


def _has_patterns(equation: Equation, theory: Theory) -> bool:
    """Whether its left side is made of constructors and of variables, none of them twice."""
    made: set[Symbol] = {c for each in theory.constructors.values() for c in each}
    variables: list[Variable] = []
    stack = list(equation.left.arguments)
    while stack:
        part = stack.pop()
        if isinstance(part, Variable):
            variables.append(part)
        elif part.function in made:
            stack.extend(part.arguments)
        else:
            return False
    bound = set(variables)
    rest = equation.right.free | equation.condition.free
    return len(bound) == len(variables) and rest <= bound
