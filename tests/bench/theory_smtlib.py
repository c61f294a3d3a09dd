"""A theory with a goal as SMT-LIB with datatypes, for provers that do induction on these."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Literal

from prover.logic.syntax import (
    FALSE,
    TRUE,
    And,
    Application,
    Atom,
    Equality,
    Exists,
    ForAll,
    Formula,
    FunctionSymbol,
    Iff,
    Implies,
    Not,
    Or,
    Symbol,
    Term,
    Variable,
    Xor,
)
from prover.logic.walk import strip_universals
from prover.theory import Datatype, Definition, Equation, Theory

__all__ = ["Style", "to_smtlib"]

Style = Literal["axioms", "functions"]
"""Definitions as quantified assertions, or with ``define-funs-rec``."""

_CONNECTIVES = {And: "and", Or: "or", Implies: "=>", Iff: "=", Xor: "xor", Not: "not"}


def to_smtlib(theory: Theory, goal: Formula, style: Style) -> str:
    """What is unsatisfiable if ``goal`` holds."""
    return "\n".join(_Writer(theory, style).lines(goal)) + "\n"


class _Writer:
    def __init__(self, theory: Theory, style: Style) -> None:
        self._theory = theory
        self._style = style
        sorts = [*theory.sorts, *(datatype.sort for datatype in theory.datatypes)]
        self._sorts = {sort: f"sort{number}" for number, sort in enumerate(sorts, start=1)}
        self._symbols: dict[Symbol, str] = {
            symbol: f"f{number}" for number, symbol in enumerate(theory.symbols, start=1)
        }

    def lines(self, goal: Formula) -> Iterator[str]:
        yield "(set-logic ALL)"
        for sort in self._theory.sorts:
            yield f"(declare-sort {self._sorts[sort]} 0)"
        if self._theory.datatypes:
            yield self._datatypes(self._theory.datatypes)
        for symbol in self._theory.open_symbols:
            yield self._declaration(symbol)
        if self._style == "functions":
            yield from self._functions()
        else:
            for definition in self._theory.definitions:
                yield self._declaration(definition.symbol)
            for equation in chain.from_iterable(d.equations for d in self._theory.definitions):
                yield f"(assert {self._formula(equation.formula, {})})"
        for axiom in self._theory.axioms:
            yield f"(assert {self._formula(axiom.formula, {})})"
        yield f"(assert (not {self._formula(goal, {})}))"
        yield "(check-sat)"

    def _datatypes(self, datatypes: tuple[Datatype, ...]) -> str:
        names = " ".join(f"({self._sorts[d.sort]} 0)" for d in datatypes)
        bodies = " ".join(
            f"({' '.join(map(self._constructor, datatype.constructors))})" for datatype in datatypes
        )
        return f"(declare-datatypes ({names}) ({bodies}))"

    def _constructor(self, constructor: FunctionSymbol) -> str:
        name = self._symbols[constructor]
        fields = (
            f" ({_selector(name, place)} {self._sorts[sort]})"
            for place, sort in enumerate(constructor.argument_sorts)
        )
        return f"({name}{''.join(fields)})"

    def _declaration(self, symbol: Symbol) -> str:
        sorts = " ".join(self._sorts[sort] for sort in symbol.argument_sorts)
        return f"(declare-fun {self._symbols[symbol]} ({sorts}) {self._result(symbol)})"

    def _result(self, symbol: Symbol) -> str:
        return self._sorts[symbol.sort] if isinstance(symbol, FunctionSymbol) else "Bool"

    def _functions(self) -> Iterator[str]:
        """All definitions at once: a function may need any other."""
        headers, bodies = [], []
        for definition in self._theory.definitions:
            symbol = definition.symbol
            sorts = enumerate(symbol.argument_sorts)
            binders = " ".join(f"(x{place} {self._sorts[sort]})" for place, sort in sorts)
            headers.append(f"({self._symbols[symbol]} ({binders}) {self._result(symbol)})")
            bodies.append(self._body(definition))
        if headers:
            yield f"(define-funs-rec ({' '.join(headers)}) ({' '.join(bodies)}))"

    def _body(self, definition: Definition) -> str:
        *cases, last = definition.equations
        text = self._right(last, self._bound(last)[1])
        for equation in reversed(cases):
            tests, bound = self._bound(equation)
            if equation.condition is not TRUE:
                tests.append(self._formula(equation.condition, bound))
            test = f"(and {' '.join(tests)})" if len(tests) > 1 else "".join(tests) or "true"
            text = f"(ite {test} {self._right(equation, bound)} {text})"
        return text

    def _right(self, equation: Equation, bound: Mapping[Variable, str]) -> str:
        right = equation.right
        if isinstance(right, Variable | Application):
            return self._term(right, bound)
        return self._formula(right, bound)

    def _bound(self, equation: Equation) -> tuple[list[str], dict[Variable, str]]:
        """What tells the case of ``equation``, and what its variables stand for there."""
        tests: list[str] = []
        bound: dict[Variable, str] = {}
        stack = [(f"x{place}", pattern) for place, pattern in enumerate(equation.left.arguments)]
        while stack:
            place, pattern = stack.pop(0)
            if isinstance(pattern, Variable):
                bound[pattern] = place
                continue
            name = self._symbols[pattern.function]
            if len(self._theory.constructors[pattern.sort]) > 1:
                tests.append(f"((_ is {name}) {place})")
            parts = enumerate(pattern.arguments)
            stack += [(f"({_selector(name, number)} {place})", part) for number, part in parts]
        return tests, bound

    def _term(self, term: Term, bound: Mapping[Variable, str]) -> str:
        if isinstance(term, Variable):
            return bound[term]
        return self._applied(term.function, term.arguments, bound)

    def _applied(
        self, symbol: Symbol, arguments: tuple[Term, ...], bound: Mapping[Variable, str]
    ) -> str:
        name = self._symbols[symbol]
        if not arguments:
            return name
        return f"({name} {' '.join(self._term(argument, bound) for argument in arguments)})"

    def _formula(self, formula: Formula, bound: Mapping[Variable, str]) -> str:
        match formula:
            case Atom(predicate, arguments):
                return self._applied(predicate, arguments, bound)
            case Equality(left, right):
                return f"(= {self._term(left, bound)} {self._term(right, bound)})"
            case ForAll() | Exists():
                return self._quantified(formula, bound)
            case _ if formula is TRUE or formula is FALSE:
                return "true" if formula is TRUE else "false"
            case _:
                parts = " ".join(self._formula(part, bound) for part in formula.children)
                return f"({_CONNECTIVES[type(formula)]} {parts})"

    def _quantified(self, formula: Formula, bound: Mapping[Variable, str]) -> str:
        quantifier = "forall" if isinstance(formula, ForAll) else "exists"
        variables: list[Variable] = []
        if isinstance(formula, ForAll):
            listed, formula = strip_universals(formula)
            variables += listed
        elif isinstance(formula, Exists):
            variables.append(formula.variable)
            formula = formula.body
        names = {v: f"v{len(bound) + number}" for number, v in enumerate(variables)}
        binders = " ".join(f"({names[v]} {self._sorts[v.sort]})" for v in names)
        return f"({quantifier} ({binders}) {self._formula(formula, {**bound, **names})})"


def _selector(constructor: str, place: int) -> str:
    return f"{constructor}_{place}"
