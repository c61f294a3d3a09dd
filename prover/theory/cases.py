"""Whether the cases of a definition exclude each other and cover everything."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from prover.logic.syntax import (
    Application,
    Atom,
    Formula,
    FunctionSymbol,
    Not,
    Sort,
    Term,
    Variable,
)
from prover.logic.walk import complement, conjunction, free_variables, substitute, substitute_term
from prover.theory.conditions import can_hold
from prover.theory.errors import IllFormed, MissingCase, OverlappingCases, Place
from prover.theory.matching import Leaf, MatchingTree, Missing, TooManyCases, matching_tree
from prover.theory.theory import Definition, Equation

__all__ = ["check_cases", "remaining_condition", "same_patterns"]

_OVERLAP = "give each pattern once; to tell cases apart by conditions, write one pattern for all"
_CONDITIONS = "end with the case: otherwise"


def check_cases(
    definition: Definition,
    constructors: Mapping[Sort, tuple[FunctionSymbol, ...]],
    written: Callable[[Application | Atom], str],
) -> None:
    """Check that exactly one case of ``definition`` holds of any arguments.

    Args:
        definition: its patterns are linear and made of variables and constructors.
        constructors: those of each generated sort.
        written: the text of a left side, for messages.

    Raises:
        OverlappingCases: several cases hold of some arguments.
        MissingCase: no case holds of some arguments.
    """
    place = Place(definition.symbol.name)
    try:
        tree = matching_tree(definition, constructors)
    except TooManyCases as error:
        hint = "split the definition into simpler functions"
        raise IllFormed(error.message, place, hint=hint) from None
    numbers = {id(equation): n for n, equation in enumerate(definition.equations, start=1)}
    leaves = [leaf for leaf in _ends(tree) if isinstance(leaf, Leaf)]
    groups = [[(numbers[id(c.equation)], c.equation) for c in leaf.cases] for leaf in leaves]
    for group in groups:
        _check_patterns(group, place)
    for missing in _ends(tree):
        if isinstance(missing, Missing):
            raise _missing(definition, missing, written)
    for group in {group[0][0]: group for group in groups}.values():
        _check_conditions(group, place)


def same_patterns(one: Equation, other: Equation) -> bool:
    """Whether the left sides are equal but for the names of variables."""
    return _canonical(one) == _canonical(other)


def remaining_condition(equation: Equation, earlier: Sequence[Equation]) -> Formula:
    """That no condition of the earlier cases with the patterns of ``equation`` holds."""
    conditions = []
    for other in earlier:
        if same_patterns(other, equation):
            pairs = zip(free_variables(other.left), free_variables(equation.left), strict=True)
            conditions.append(complement(substitute(other.condition, dict(pairs))))
    return conjunction(conditions)


def _ends(tree: MatchingTree) -> list[Leaf | Missing]:
    if isinstance(tree, Leaf | Missing):
        return [tree]
    return [end for branch in tree.branches.values() for end in _ends(branch)]


def _missing(
    definition: Definition, missing: Missing, written: Callable[[Application | Atom], str]
) -> MissingCase:
    symbol = definition.symbol
    left: Application | Atom
    if isinstance(symbol, FunctionSymbol):
        left = Application(symbol, missing.arguments)
    else:
        left = Atom(symbol, missing.arguments)
    text = written(left)
    message = f"{symbol.name} has no case for {text}"
    sign = "=" if isinstance(left, Application) else "↔"
    return MissingCase(message, Place(symbol.name), hint=f"add the case: {text} {sign} …")


def _check_patterns(group: Sequence[tuple[int, Equation]], place: Place) -> None:
    """Cases that fit the same arguments have one pattern (names of variables aside)."""
    (first, one), *others = group
    for number, other in others:
        if not same_patterns(one, other):
            message = f"the cases {first} and {number} of {place.name} overlap"
            raise OverlappingCases(message, Place(place.name, max(first, number)), hint=_OVERLAP)


def _check_conditions(group: Sequence[tuple[int, Equation]], place: Place) -> None:
    """Of cases with one pattern exactly one condition holds."""
    first_variables = free_variables(group[0][1].left)
    conditions: list[Formula] = []
    for number, equation in group:
        renaming = dict(zip(free_variables(equation.left), first_variables, strict=True))
        condition = substitute(equation.condition, renaming)
        if not can_hold((condition,)):
            message = f"case {number} of {place.name} never applies"
            raise OverlappingCases(message, Place(place.name, number), hint="remove it")
        for earlier in conditions:
            if can_hold((earlier, condition)):
                message = f"case {number} of {place.name} may hold together with an earlier one"
                where = Place(place.name, number)
                raise OverlappingCases(
                    message, where, hint="state in its condition that they do not"
                )
        conditions.append(condition)
    if can_hold([Not(condition) for condition in conditions]):
        last = group[-1][0]
        message = f"the conditions up to case {last} of {place.name} may all fail"
        raise MissingCase(message, Place(place.name, last), hint=_CONDITIONS)


def _canonical(equation: Equation) -> tuple[Term, ...]:
    """The patterns with variables named by their order."""
    variables = free_variables(equation.left)
    renaming = {variable: Variable(f"{n}", variable.sort) for n, variable in enumerate(variables)}
    return tuple(substitute_term(pattern, renaming) for pattern in equation.left.arguments)
