"""A finite model as TPTP writes interpretations: its domain and the diagram of every symbol.

:func:`prover.tstp.model.read_model` reads it back.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from prover.logic.printers import TptpTheory
from prover.logic.syntax import (
    Application,
    Atom,
    Equality,
    ForAll,
    Formula,
    FunctionSymbol,
    Not,
    PredicateSymbol,
    Sort,
    Term,
    Variable,
    constant,
)
from prover.logic.walk import disjunction
from prover.model import FiniteModel

__all__ = ["interpretation"]

_WIDTH = 96


_Part = tuple[str, str, tuple[Formula, ...]]
"""Name, role and conjuncts of a statement."""


def interpretation(model: FiniteModel, label: str) -> Iterator[str]:
    """The statements of a model, their names starting with ``label``."""
    parts = [part for part in _parts(model) if part[2]]
    theory = TptpTheory.of([formula for *_, formulas in parts for formula in formulas])
    yield from theory.declarations()
    for name, role, formulas in parts:
        yield _listed(theory, f"{label}_{name}", role, formulas)


def _parts(model: FiniteModel) -> Iterator[_Part]:
    several = len(model.domains) > 1
    for n, (sort, elements) in enumerate(model.domains.items(), 1):
        variable = Variable("X", sort)
        named = [Equality(variable, _element(name, sort)) for name in elements]
        name = f"domain_{n}" if several else "domain"
        yield name, "fi_domain", (ForAll(variable, disjunction(named)),)
    for n, (function, rows) in enumerate(model.functions.items(), 1):
        values = tuple(_value(function, row, value) for row, value in sorted(rows.items()))
        yield f"function_{n}", "fi_functors", values
    for n, (predicate, holds) in enumerate(model.predicates.items(), 1):
        yield f"predicate_{n}", "fi_predicates", tuple(_diagram(predicate, holds, model))


def _value(function: FunctionSymbol, row: Sequence[str], value: str) -> Formula:
    applied = Application(function, _elements(row, function.argument_sorts))
    return Equality(applied, _element(value, function.sort))


def _diagram(
    predicate: PredicateSymbol, holds: frozenset[tuple[str, ...]], model: FiniteModel
) -> Iterator[Formula]:
    for row in product(*(model.domains[sort] for sort in predicate.argument_sorts)):
        atom = Atom(predicate, _elements(row, predicate.argument_sorts))
        yield atom if row in holds else Not(atom)


def _listed(theory: TptpTheory, name: str, role: str, parts: Sequence[Formula]) -> str:
    """A conjunction, as many parts to a line as fit."""
    if len(parts) == 1:
        return theory.statement(name, role, parts[0])
    lines = [f"{theory.language}({name}, {role}, ("]
    sign = ""
    for text in map(theory.text, parts):
        if len(lines) == 1 or len(lines[-1]) + len(text) > _WIDTH:
            lines.append("   ")
        lines[-1] += f" {sign}{text}"
        sign = "& "
    return "\n".join([*lines[:-1], f"{lines[-1]} ))."])


def _element(name: str, sort: Sort) -> Term:
    """An element as TPTP's distinct object, which no constant can be mistaken for."""
    return constant(f'"{name}"', sort)


def _elements(row: Sequence[str], sorts: Sequence[Sort]) -> tuple[Term, ...]:
    return tuple(_element(name, sort) for name, sort in zip(row, sorts, strict=True))
