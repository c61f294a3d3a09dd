"""A finite model as TPTP writes interpretations: its domain and the diagram of every symbol.

:func:`prover.tstp.model.read_model` reads it back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import product

from prover.logic.printers import fof
from prover.logic.printers.tptp import to_tptp
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


def interpretation(model: FiniteModel, label: str) -> Iterator[str]:
    """The statements of a model, their names starting with ``label``.

    Raises:
        NotExpressibleError: the model has another sort than ``$i``.
    """
    for sort, elements in model.domains.items():
        variable = Variable("X", sort)
        named = [Equality(variable, _element(name, sort)) for name in elements]
        yield fof(f"{label}_domain", "fi_domain", ForAll(variable, disjunction(named)))
    for n, (function, rows) in enumerate(model.functions.items(), 1):
        values = (_value(function, row, value) for row, value in sorted(rows.items()))
        yield _listed(f"{label}_function_{n}", "fi_functors", values)
    for n, (predicate, holds) in enumerate(model.predicates.items(), 1):
        literals = _diagram(predicate, holds, model)
        yield _listed(f"{label}_predicate_{n}", "fi_predicates", literals)


def _value(function: FunctionSymbol, row: Sequence[str], value: str) -> Formula:
    applied = Application(function, _elements(row, function.argument_sorts))
    return Equality(applied, _element(value, function.sort))


def _diagram(
    predicate: PredicateSymbol, holds: frozenset[tuple[str, ...]], model: FiniteModel
) -> Iterator[Formula]:
    for row in product(*(model.domains[sort] for sort in predicate.argument_sorts)):
        atom = Atom(predicate, _elements(row, predicate.argument_sorts))
        yield atom if row in holds else Not(atom)


def _listed(name: str, role: str, parts: Iterable[Formula]) -> str:
    """A conjunction, as many parts to a line as fit."""
    lines = [f"fof({name}, {role}, ("]
    sign = ""
    for text in map(to_tptp, parts):
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
