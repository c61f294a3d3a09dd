"""What TIP's functions compute, as plainly as possible: the judge of our translation.

Data are tuples ``(constructor, argument, …)``; truth values, integers and functions (of one
argument at a time) are Python's.  Sorts are not looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import reduce
from operator import add, ge, gt, le, lt, mul, sub
from typing import Any

from translators.tip.syntax import (
    Apply,
    Arithmetic,
    BoolLiteral,
    Comparison,
    Connective,
    Distinct,
    Equal,
    If,
    IntLiteral,
    Invoke,
    Lambda,
    Let,
    Match,
    Term,
    TipProblem,
    Variable,
)

__all__ = ["Interpreter"]

Scope = Mapping[str, Any]


class Interpreter:
    """Evaluates terms of one problem; ``declared`` says what declared functions compute."""

    def __init__(self, problem: TipProblem, declared: Mapping[str, Callable[..., Any]]) -> None:
        self.functions = {function.name: function for function in problem.functions}
        self.selectors = {
            field.name: (constructor.name, place)
            for datatype in problem.datatypes
            for constructor in datatype.constructors
            for place, field in enumerate(constructor.fields, start=1)
        }
        self.declared = declared

    def call(self, name: str, arguments: tuple[Any, ...]) -> Any:
        if name in self.functions:
            function = self.functions[name]
            names = [binder.name for binder in function.binders]
            return self.value(function.body, dict(zip(names, arguments, strict=True)))
        if name in self.declared:
            return self.declared[name](*arguments)
        if name in self.selectors:
            constructor, place = self.selectors[name]
            assert arguments[0][0] == constructor
            return arguments[0][place]
        return (name, *arguments)

    def value(self, term: Term, scope: Scope) -> Any:
        match term:
            case Variable(name):
                return scope[name]
            case BoolLiteral(value):
                return value
            case Apply(name, _, arguments):
                return self.call(name, tuple(self.value(a, scope) for a in arguments))
            case Invoke(function, arguments):
                value = self.value(function, scope)
                for argument in arguments:
                    value = value(self.value(argument, scope))
                return value
            case Lambda(binders, body):
                return self.function([b.name for b in binders], body, scope)
            case Let(name, value, body):
                return self.value(body, {**scope, name: self.value(value, scope)})
            case If(condition, then, otherwise):
                return self.value(then if self.value(condition, scope) else otherwise, scope)
            case Match():
                return self.matched(term, scope)
        return self.computed(term, scope)

    def computed(self, term: Term, scope: Scope) -> Any:
        """A truth value or a number."""
        match term:
            case Equal(left, right, _):
                return self.value(left, scope) == self.value(right, scope)
            case Distinct(arguments, _):
                values = [self.value(argument, scope) for argument in arguments]
                return len(set(values)) == len(values)
            case IntLiteral(value):
                return value
            case Arithmetic(operator, arguments):
                values = [self.value(argument, scope) for argument in arguments]
                return -values[0] if len(values) == 1 else reduce(OPERATIONS[operator], values)
            case Comparison(operator, left, right):
                return COMPARISONS[operator](self.value(left, scope), self.value(right, scope))
            case Connective(operator, arguments):
                values = [self.value(argument, scope) for argument in arguments]
                return connected(operator, values)
        raise TypeError(f"not computed: {term}")

    def matched(self, term: Match, scope: Scope) -> Any:
        name, *arguments = self.value(term.subject, scope)
        for case in term.cases:
            if case.constructor in (name, None):
                fields = dict(zip(case.variables, arguments, strict=False))
                return self.value(case.body, {**scope, **fields})
        raise TypeError(f"no case for {name}")

    def function(self, names: list[str], body: Term, scope: Scope) -> Callable[[Any], Any]:
        first, *rest = names

        def apply(argument: Any) -> Any:
            inner = {**scope, first: argument}
            return self.function(rest, body, inner) if rest else self.value(body, inner)

        return apply


def divided(x: int, y: int) -> int:
    """Euclid's quotient: the remainder is not negative."""
    return x // y if y > 0 else -(x // -y)


def remainder(x: int, y: int) -> int:
    return x - y * divided(x, y)


OPERATIONS = {"+": add, "-": sub, "*": mul, "div": divided, "mod": remainder}
COMPARISONS = {"<": lt, "<=": le, ">": gt, ">=": ge}


def connected(operator: str, values: list[bool]) -> bool:
    match operator:
        case "not":
            return not values[0]
        case "and":
            return all(values)
        case "or":
            return any(values)
        case "=>":
            return not values[0] or values[1]
        case _:
            return sum(values) % 2 == 1
