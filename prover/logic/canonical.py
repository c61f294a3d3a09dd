"""One form for formulas that differ in the names of bound variables only."""

from __future__ import annotations

from collections.abc import Mapping

from prover.logic.syntax import (
    And,
    Atom,
    Equality,
    Exists,
    ForAll,
    Formula,
    Or,
    TruthValue,
    Variable,
)
from prover.logic.walk import conjunction, disjunction, rebuild, substitute

__all__ = ["canonical"]


def canonical(formula: Formula) -> Formula:
    """``formula`` with bound variables numbered, nested conjunctions and disjunctions made one.

    Formulas that differ only in names of variables and in brackets have the same form.
    """
    return _canonical(formula, {})


def _canonical(formula: Formula, names: Mapping[Variable, Variable], depth: int = 0) -> Formula:
    match formula:
        case ForAll(variable=variable, body=body) | Exists(variable=variable, body=body):
            named = Variable(f"·{depth}", variable.sort)
            return type(formula)(named, _canonical(body, {**names, variable: named}, depth + 1))
        case And(parts=parts) | Or(parts=parts):
            kind = type(formula)
            flat: list[Formula] = []
            for part in parts:
                inner = _canonical(part, names, depth)
                flat += inner.parts if isinstance(inner, kind) else (inner,)
            return conjunction(flat) if kind is And else disjunction(flat)
        case Atom() | Equality() | TruthValue():
            return substitute(formula, names)
        case _:
            return rebuild(formula, lambda part: _canonical(part, names, depth))
