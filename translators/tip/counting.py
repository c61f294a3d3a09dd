"""Recursion that counts an integer down, as recursion on patterns.

``(ite (<= n 0) A B)`` distinguishes the integers that are positive; in a function that ends
because it counts ``n`` down, that becomes a match: ``A`` for negative numbers and zero, ``B`` for
successors, where ``(- n 1)`` is what ``n`` is the successor of.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from translators.tip.errors import NotExportable
from translators.tip.substitution import free_names, rebuild
from translators.tip.syntax import (
    Apply,
    Arithmetic,
    Case,
    Comparison,
    Data,
    Function,
    If,
    IntLiteral,
    Lambda,
    Let,
    Match,
    Quantified,
    Term,
    TipProblem,
    Variable,
)
from translators.tip.termination import CountDown, measures
from translators.tip.walk import subterms

__all__ = ["counted_by_patterns"]

_TURNED: Mapping[str, str] = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
_POSITIVE = {(">", 0): True, (">=", 1): True, ("<=", 0): False, ("<", 1): False}


def counted_by_patterns(problem: TipProblem, names: Mapping[str, str]) -> TipProblem:
    """``problem`` with functions that count down defined by patterns of their integer.

    Args:
        problem: it still has its integers.
        names: what the constructors of integers and natural numbers are called.
    """
    constructors = frozenset(c.name for d in problem.datatypes for c in d.constructors)
    functions = (
        function if (name := _counted(function, constructors)) is None
        else replace(function, body=_by_patterns(function.body, name, names))
        for function in problem.functions
    )  # fmt: skip
    return replace(problem, functions=tuple(functions))


def _counted(function: Function, constructors: frozenset[str]) -> str | None:
    """The parameter that ``function``, which needs no other to end, counts down."""
    uses = (part.name for part in subterms(function.body) if isinstance(part, Apply))
    if function.name not in uses:
        return None
    try:
        measure = measures([function], constructors)[function.name]
    except NotExportable:
        return None
    if not isinstance(measure, CountDown):
        return None
    name = function.binders[measure.position].name
    return None if name in _bound(function.body) else name


def _by_patterns(body: Term, name: str, names: Mapping[str, str]) -> Term:
    taken = _bound(body).union(free_names(body))
    below = next(letter for letter in _letters() if letter not in taken)
    smaller = Apply(names["pos"], (), (Variable(below),))
    otherwise = _decided(body, name, False, None)
    cases = (
        Case(names["zero"], (), otherwise),
        Case(names["succ"], (below,), _decided(body, name, True, smaller)),
    )
    natural = Match(Variable(below), Data(names["Natural"]), cases)
    whole = (
        Case(names["pos"], (below,), natural),
        Case(names["neg"], (below,), otherwise),
    )
    return Match(Variable(name), Data(names["Integer"]), whole)


def _letters() -> Iterator[str]:
    yield "n"
    number = 1
    while True:
        yield f"n{number}"
        number += 1


def _bound(term: Term) -> frozenset[str]:
    """The variables that are bound somewhere in ``term``."""
    found: set[str] = set()
    for part in subterms(term):
        match part:
            case Match(_, _, cases):
                found.update(name for case in cases for name in case.variables)
            case Lambda(binders) | Quantified(_, binders):
                found.update(binder.name for binder in binders)
            case Let(name):
                found.add(name)
    return frozenset(found)


def _decided(term: Term, name: str, is_positive: bool, smaller: Term | None) -> Term:
    """``term`` where it is known whether the integer ``name`` is positive."""
    match term:
        case If(condition, then, otherwise):
            asked = _asks(condition, name)
            if asked is not None:
                return _decided(
                    then if asked is is_positive else otherwise, name, is_positive, smaller
                )
        case Arithmetic("-", (Variable(other), IntLiteral(1))) if other == name and smaller:
            return smaller
        case _:
            pass
    return rebuild(term, lambda child: _decided(child, name, is_positive, smaller))


def _asks(condition: Term, name: str) -> bool | None:
    """Whether ``condition`` says that the integer ``name`` is positive, or is not; if either."""
    match condition:
        case Comparison(operator, Variable(other), IntLiteral(bound)) if other == name:
            return _POSITIVE.get((operator, bound))
        case Comparison(operator, IntLiteral(bound), Variable(other)) if other == name:
            return _POSITIVE.get((_TURNED[operator], bound))
        case _:
            return None
