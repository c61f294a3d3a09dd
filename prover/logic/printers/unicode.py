"""The default form for people: ``∀x (P(x) ∧ Q(x) → R(x))``.

Names that are no words are quoted: ``'odd name'`` a symbol, `` `odd name` `` a variable.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from prover.logic.arithmetic import is_interpreted, is_numeral
from prover.logic.printers.core import INFIX_PREDICATES, InfixPrinter
from prover.logic.printers.names import (
    distinct,
    is_variable_like,
    quoted,
    reads_as_name,
    variables_of,
)
from prover.logic.syntax import (
    Application,
    Atom,
    Exists,
    ForAll,
    Formula,
    FunctionSymbol,
    Symbol,
    Term,
    Variable,
)

__all__ = ["to_unicode"]


_OPERATORS = {"$sum": "+", "$difference": "−", "$product": "·", "$quotient": "/", "$uminus": "−"}
_COMPARISONS = {"$less": "<", "$lesseq": "≤", "$greater": ">", "$greatereq": "≥"}


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
        if is_interpreted(symbol):
            return name.replace("-", "−") if is_numeral(symbol) else name
        if name in self._bound and isinstance(symbol, FunctionSymbol):
            return quoted(name)
        return _plain(name)

    def variable(self, variable: Variable) -> str:
        return _plain_variable(self._renamed[variable] if self._renamed else variable.name)

    def applied(self, symbol: Symbol, arguments: tuple[Term, ...]) -> str:
        sign = _OPERATORS.get(symbol.name)
        if sign is None or not is_interpreted(symbol):
            return super().applied(symbol, arguments)
        parts = [self._operand(argument) for argument in arguments]
        return f" {sign} ".join(parts) if len(parts) > 1 else sign + parts[0]

    def _operand(self, term: Term) -> str:
        text = self.term(term)
        operation = (
            isinstance(term, Application)
            and term.function.name in _OPERATORS
            and is_interpreted(term.function)
        )
        return f"({text})" if operation else text

    def atom(self, atom: Atom, level: int) -> str:
        sign = _COMPARISONS.get(atom.predicate.name)
        if sign is None or not is_interpreted(atom.predicate):
            return super().atom(atom, level)
        return f"{self.term(atom.arguments[0])} {sign} {self.term(atom.arguments[1])}"

    def is_infix_atom(self, formula: Formula) -> bool:
        if isinstance(formula, Atom) and formula.predicate.name in _COMPARISONS:
            return is_interpreted(formula.predicate)
        return super().is_infix_atom(formula)

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
    two of its variables share a name and differ in sort only: then one is renamed.  Arithmetic
    is written as people write it, ``x + 1 ≤ y``, which is not read back.
    """
    printer = _Unicode()
    text = printer.formula(formula)
    if not printer.homonyms:
        return text
    return _Unicode(distinct(variables_of((formula,)), lambda v: v.name)).formula(formula)
