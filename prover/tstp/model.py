"""Finite models in TPTP's format for interpretations (``fi_domain``, ``fi_functors``, …).

The format of Paradox and of our own export (Sutcliffe et al. 2004): the domain is a closed
disjunction ``![X]: (X = e1 | X = e2 …)``, functions are a conjunction of equations, predicates
one of literals (or of ``atom <=> $true``), all of them between elements.  What is read is a
claim: :func:`prover.check.check_model` evaluates it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from math import prod

from prover.errors import InputError, Position
from prover.logic.syntax import (
    And,
    Application,
    Atom,
    Equality,
    ForAll,
    Formula,
    FunctionSymbol,
    Iff,
    Not,
    Or,
    PredicateSymbol,
    Sort,
    Symbol,
    Term,
    TruthValue,
    Variable,
)
from prover.logic.tptp import AnnotatedFormula, parse_tptp
from prover.model import FiniteModel

__all__ = ["ModelError", "read_model"]

_ROLES = ("fi_domain", "fi_functors", "fi_predicates")
_OBJECT = re.compile(r'"(.*)"(?:_\d+)?', re.DOTALL)


class ModelError(InputError):
    """A text describes no finite model; ``position`` is that of the statement that is wrong."""

    code = "tstp-model"


def read_model(text: str, symbols: Iterable[Symbol] = ()) -> FiniteModel:
    """The finite model that ``text`` describes; statements of other roles are passed over.

    Args:
        text: TPTP statements, comments (SZS lines among them) allowed.
        symbols: that have to be interpreted; others may be.

    Raises:
        TptpSyntaxError: the text is not TPTP.
        ModelError: there is no domain, or a second model; a statement is not of the form of
            a finite interpretation, or two of them disagree; a symbol lacks a value.
    """
    reader = _Reader(text)
    statements = [found for found in parse_tptp(text) if found.role in _ROLES]
    for statement in sorted(statements, key=lambda found: _ROLES.index(found.role)):
        reader.read(statement)
    return reader.model(symbols)


@dataclass(slots=True)
class _Reader:
    """What has been read so far; the domain comes first."""

    text: str
    domains: dict[Sort, dict[Term, str]] = field(default_factory=dict)
    functions: dict[FunctionSymbol, dict[tuple[str, ...], str]] = field(default_factory=dict)
    predicates: dict[PredicateSymbol, dict[tuple[str, ...], bool]] = field(default_factory=dict)
    statement: AnnotatedFormula | None = None

    def read(self, statement: AnnotatedFormula) -> None:
        self.statement = statement
        if statement.role == "fi_domain":
            self._domain(statement.formula)
            return
        for part in _conjuncts(statement.formula):
            if statement.role == "fi_functors":
                self._value(part)
            else:
                self._literal(part)

    def model(self, symbols: Iterable[Symbol]) -> FiniteModel:
        """The model, if it is complete."""
        self.statement = None
        if not self.domains:
            raise self._error("there is no domain", "a model starts with fof(…, fi_domain, …)")
        for symbol in dict.fromkeys((*self.functions, *self.predicates, *symbols)):
            self._complete(symbol)
        return FiniteModel(
            {sort: tuple(elements.values()) for sort, elements in self.domains.items()},
            self.functions,
            {
                predicate: frozenset(row for row, holds in rows.items() if holds)
                for predicate, rows in self.predicates.items()
            },
        )

    def _complete(self, symbol: Symbol) -> None:
        if isinstance(symbol, PredicateSymbol):
            given = len(self.predicates.get(symbol, ()))
        else:
            given = len(self.functions.get(symbol, ()))
        wanted = prod(len(self.domains.get(sort, ())) for sort in symbol.argument_sorts)
        if given < wanted:
            raise self._error(
                f"'{symbol.name}' has a value for {given} of {wanted} rows of arguments",
                "a model says everything about every symbol",
            )

    def _domain(self, formula: Formula) -> None:
        """``![X]: (X = e1 | X = e2 | …)``, or ``X = e1`` alone."""
        if not isinstance(formula, ForAll):
            raise self._error("a domain has the form ![X]: (X = e1 | X = e2)")
        variable, body = formula.variable, formula.body
        if variable.sort in self.domains:
            raise self._error("a second domain", "give one model at a time")
        elements: dict[Term, str] = {}
        for part in body.parts if isinstance(body, Or) else (body,):
            if not isinstance(part, Equality) or variable not in (part.left, part.right):
                raise self._error("a domain has the form ![X]: (X = e1 | X = e2)")
            element = part.right if part.left is variable else part.left
            if isinstance(element, Variable) or element.arguments:
                raise self._error("an element of a domain is a constant or a distinct object")
            elements[element] = _plain(element.function.name)
        if len(set(elements.values())) < len(elements):
            elements = {e: e.function.name for e in elements if isinstance(e, Application)}
        self.domains[variable.sort] = elements

    def _value(self, part: Formula) -> None:
        if not isinstance(part, Equality):
            raise self._error('a function is given by equations f("e1") = "e2"')
        term, value = part.left, part.right
        if self._element(value) is None:
            term, value = value, term
        element = self._element(value)
        if element is None or isinstance(term, Variable):
            raise self._error("the value of a function is an element of the domain")
        rows = self.functions.setdefault(term.function, {})
        row = self._row(term.arguments)
        if rows.setdefault(row, element) != element:
            raise self._error(f"{term.function.name}({', '.join(row)}) has two values")

    def _literal(self, part: Formula) -> None:
        holds = True
        if isinstance(part, Iff) and isinstance(part.right, TruthValue):  # as Paradox writes it
            holds, part = part.right.value, part.left
        while isinstance(part, Not):
            holds, part = not holds, part.body
        if not isinstance(part, Atom):
            raise self._error('a predicate is given by literals p("e1") and ~p("e2")')
        rows = self.predicates.setdefault(part.predicate, {})
        row = self._row(part.arguments)
        if rows.setdefault(row, holds) != holds:
            raise self._error(f"{part.predicate.name}({', '.join(row)}) is both true and false")

    def _row(self, arguments: Iterable[Term]) -> tuple[str, ...]:
        row = []
        for argument in arguments:
            element = self._element(argument)
            if element is None:
                raise self._error("an argument is not an element of the domain")
            row.append(element)
        return tuple(row)

    def _element(self, term: Term) -> str | None:
        return self.domains.get(term.sort, {}).get(term)

    def _error(self, message: str, hint: str = "") -> ModelError:
        offset = 0 if self.statement is None else self.statement.span.start
        name = "" if self.statement is None else f"'{self.statement.name}': "
        return ModelError(name + message, position=Position.of(self.text, offset), hint=hint)


def _conjuncts(formula: Formula) -> Iterator[Formula]:
    if isinstance(formula, And):
        for part in formula.parts:
            yield from _conjuncts(part)
    else:
        yield formula


def _plain(name: str) -> str:
    """The name of a distinct object without its quotes.

    Where elements of two sorts have one name, the second is written ``"name"_2``.
    """
    found = _OBJECT.fullmatch(name)
    return found[1] if found is not None else name
