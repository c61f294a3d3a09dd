"""A theory as a ``.theory`` file, and its statements in mathematical notation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from prover.logic.printers.names import distinct, quoted
from prover.logic.syntax import (
    TRUE,
    Application,
    Formula,
    FunctionSymbol,
    Not,
    Symbol,
    TruthValue,
    Variable,
)
from prover.logic.walk import free_variables
from prover.theory.cases import remaining_condition
from prover.theory.groups import recursive_datatypes, recursive_groups
from prover.theory.notation import Notation
from prover.theory.operators import Fixity, fixity
from prover.theory.theory import Axiom, Datatype, Definition, Equation, Goal, Theory

__all__ = ["statement", "to_text"]

_LABEL = re.compile(r"\w+(?:[ .-]\w+)*")


def statement(formula: Formula, theory: Theory) -> str:
    """A closed formula of ``theory`` as mathematicians write it: ``x + y = y + x``."""
    return Notation(theory).statement(formula)


def to_text(theory: Theory) -> str:
    """``theory`` as a file that :func:`prover.theory.reader.read_theory` reads back unchanged."""
    return "\n".join(_Printer(theory).lines()) + "\n"


class _Printer:
    def __init__(self, theory: Theory) -> None:
        self._theory = theory
        self._notation = Notation(theory)

    def lines(self) -> Iterator[str]:
        theory = self._theory
        for sort in theory.sorts:
            yield f"sort {self._notation.sort(sort.name)}"
        for group in recursive_datatypes(theory.datatypes):
            yield from self._datatypes(group)
        for symbol in theory.open_symbols:
            yield self._declaration(symbol)
        for definitions in recursive_groups(theory.definitions):
            yield from self._definitions(definitions)
        if theory.axioms or theory.goals:
            yield ""
        for axiom in theory.axioms:
            yield self._named("axiom", axiom)
        for goal in theory.goals:
            yield self._named("theorem", goal)

    def _datatypes(self, group: Sequence[Datatype]) -> Iterator[str]:
        if len(group) > 1:
            for datatype in group:
                yield f"sort {self._notation.sort(datatype.sort.name)}"
        for datatype in group:
            constructors = " | ".join(self._constructor(c) for c in datatype.constructors)
            yield f"datatype {self._notation.sort(datatype.sort.name)} = {constructors}"

    def _constructor(self, constructor: FunctionSymbol) -> str:
        name = self._notation.name(constructor.name)
        sorts = [self._notation.sort(sort.name) for sort in constructor.argument_sorts]
        if fixity(constructor) is Fixity.BETWEEN:
            return f"{sorts[0]} {name} {sorts[1]}"
        return f"{name}({', '.join(sorts)})" if sorts else name

    def _declaration(self, symbol: Symbol) -> str:
        sorts = " × ".join(self._notation.sort(sort.name) for sort in symbol.argument_sorts)
        name = self._notation.name(symbol.name)
        if isinstance(symbol, FunctionSymbol):
            result = self._notation.sort(symbol.sort.name)
            return (
                f"function {name} : {sorts} → {result}" if sorts else f"function {name} : {result}"
            )
        return f"predicate {name} : {sorts}" if sorts else f"predicate {name}"

    def _definitions(self, group: Sequence[Definition]) -> Iterator[str]:
        if len(group) == 1:
            yield ""
            yield self._declaration(group[0].symbol)
            yield from self._equations(group[0])
            return
        yield ""
        for definition in group:
            yield self._declaration(definition.symbol)
        for definition in group:
            yield "definition"
            yield from self._equations(definition)

    def _equations(self, definition: Definition) -> Iterator[str]:
        for number, equation in enumerate(definition.equations):
            yield "  " + self._equation(equation, definition.equations[:number])

    def _equation(self, equation: Equation, earlier: Sequence[Equation]) -> str:
        names = distinct(free_variables(equation.left), lambda variable: variable.name)
        renamed = {v: name for v, name in names.items() if name != v.name}
        notation = Notation(self._theory, renamed) if renamed else self._notation
        left, right = notation.left(equation.left), equation.right
        if isinstance(equation.left, Application) or isinstance(right, Variable | Application):
            assert isinstance(right, Variable | Application)
            text = f"{left} = {notation.term(right)}"
        elif isinstance(right, TruthValue):
            text = left if right.value else notation.formula(Not(equation.left))
        else:
            text = f"{left} ↔ {notation.formula(right, 1)}"
        if equation.condition is TRUE:
            return text
        if equation.condition is remaining_condition(equation, earlier):
            return f"{text} otherwise"
        return f"{text} if {notation.formula(equation.condition)}"

    def _named(self, keyword: str, named: Axiom | Goal) -> str:
        name = named.name if _LABEL.fullmatch(named.name) else quoted(named.name)
        return f"{keyword} {name}: {self._notation.statement(named.formula)}"
