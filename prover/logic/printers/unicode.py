"""The default form for people: ``∀x (P(x) ∧ Q(x) → R(x))``.

Names that are no words are quoted: ``'odd name'`` a symbol, `` `odd name` `` a variable.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from prover.logic.printers.core import INFIX_PREDICATES, InfixPrinter
from prover.logic.printers.names import (
    distinct,
    is_variable_like,
    quoted,
    reads_as_name,
    variables_of,
)
from prover.logic.syntax import Exists, ForAll, Formula, FunctionSymbol, Symbol, Variable

__all__ = ["to_unicode"]


@lru_cache(maxsize=4096)
def _plain(name: str) -> str:
    if len(name) > 1 and name[0] == name[-1] == '"':
        return quoted(name[1:-1], '"')
    return name if reads_as_name(name) and not is_variable_like(name) else quoted(name)


@lru_cache(maxsize=4096)
def _plain_variable(name: str) -> str:
    return name if reads_as_name(name) and "-" not in name else quoted(name, "`")


class _Unicode(InfixPrinter):
    AND = " ∧ "
    OR = " ∨ "
    IMPLIES = " → "
    IFF = " ↔ "
    XOR = " ⊕ "
    NOT = "¬"
    FORALL = "∀"
    EXISTS = "∃"
    UNEQUAL = " ≠ "
    TRUE = "⊤"
    FALSE = "⊥"
    COMPARISONS = {name: name for name in INFIX_PREDICATES}  # noqa: RUF012

    def __init__(self, renamed: Mapping[Variable, str] | None = None) -> None:
        super().__init__()
        self.homonyms = False
        self._renamed = renamed
        self._bound: set[str] = set()

    def symbol(self, symbol: Symbol) -> str:
        name = symbol.name
        if name in self._bound and isinstance(symbol, FunctionSymbol):
            return quoted(name)
        return _plain(name)

    def variable(self, variable: Variable) -> str:
        return _plain_variable(self._renamed[variable] if self._renamed else variable.name)

    def sort(self, name: str) -> str:
        return name if reads_as_name(name) else quoted(name)

    def quantified(self, formula: ForAll | Exists, sign: str) -> str:
        bound = formula.variable
        self._bound.add(self._renamed[bound] if self._renamed else bound.name)
        for other in formula.body.free:
            if other is not bound and other.name == bound.name:
                self.homonyms = True
        return super().quantified(formula, sign)


def to_unicode(formula: Formula) -> str:
    """``formula`` in the usual signs.

    :func:`~prover.logic.reader.parse_formula` reads a closed formula back unchanged, unless
    two of its variables share a name and differ in sort only: then one is renamed.
    """
    printer = _Unicode()
    text = printer.formula(formula)
    if not printer.homonyms:
        return text
    return _Unicode(distinct(variables_of((formula,)), lambda v: v.name)).formula(formula)
