"""Prover9's input language (LADR manual, "Clauses & Formulas").

Prover9 has no exclusive or, so ``A ⊕ B`` becomes ``-(A <-> B)``, which is read back as
such.  Names that Prover9 would take for variables (u… to z…) or cannot read are put in
double quotes; bound variables that are no words are renamed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from prover.logic.printers.core import InfixPrinter, NotExpressibleError
from prover.logic.printers.names import distinct, is_variable_like, quoted, variables_of
from prover.logic.syntax import (
    INDIVIDUAL,
    Exists,
    ForAll,
    Formula,
    Iff,
    Not,
    Symbol,
    Variable,
    Xor,
)

__all__ = ["one_sorted", "to_prover9"]

_WORD = re.compile(r"[A-Za-z0-9_]+")
_KEYWORDS = frozenset({"all", "exists"})


def one_sorted(formulas: Iterable[Formula], language: str) -> tuple[Variable, ...]:
    """The variables of ``formulas``; raises :class:`NotExpressibleError` if they have sorts."""
    variables = variables_of(formulas)
    for variable in variables:
        if variable.sort is not INDIVIDUAL:
            raise NotExpressibleError(
                f"{language} has no sorts, but '{variable.name}' ranges over {variable.sort.name}",
                hint="use a many-sorted syntax: unicode, smtlib or lean",
            )
    return variables


class _Prover9(InfixPrinter):
    NOT = "-"
    TRUE = "$T"
    FALSE = "$F"
    COMPARISONS = {"<": "<", ">": ">", "≤": "<=", "≥": ">="}  # noqa: RUF012

    def __init__(self, variables: tuple[Variable, ...]) -> None:
        super().__init__()
        taken = [v.name for v in variables if _is_word(v.name)]
        odd = distinct([v for v in variables if not _is_word(v.name)], lambda _: "x", taken)
        self._names = {v: odd.get(v, v.name) for v in variables}
        self._bound = frozenset(self._names.values())

    def variable(self, variable: Variable) -> str:
        return self._names[variable]

    def symbol(self, symbol: Symbol) -> str:
        name = symbol.name
        variable_like = is_variable_like(name) or (symbol.arity == 0 and "u" <= name[:1] <= "z")
        if _is_word(name) and not variable_like and name not in self._bound:
            return name
        return quoted(name, '"', bare='"')

    def operand(self, formula: Formula) -> str:
        # '--' would be one token, and whether '-' reaches past a quantifier is not for us to
        # find out.
        text = super().operand(formula)
        return text if text[0] == "(" else f"({text})" if isinstance(formula, Not) else text

    def negation(self, formula: Not, level: int) -> str:
        if isinstance(formula.body, ForAll | Exists):
            return f"{self.NOT}({self.formula(formula.body)})"
        return super().negation(formula, level)

    def exclusive(self, formula: Xor, level: int) -> str:
        return self.formula(Not(Iff(formula.left, formula.right)), level)


def _is_word(name: str) -> bool:
    return _WORD.fullmatch(name) is not None and name not in _KEYWORDS


def to_prover9(formula: Formula) -> str:
    """``formula`` for Prover9, without the closing full stop.

    Read back with ``Style.PROVER9``.  Raises :class:`NotExpressibleError` for sorted formulas.
    """
    return _Prover9(one_sorted((formula,), "Prover9")).formula(formula)
