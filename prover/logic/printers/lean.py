"""Lean 4: formulas as propositions over types, predicates and functions that are variables.

``∀ x, P x ∧ Q x → R x`` over ``(α : Type) [Nonempty α] (P Q R : α → Prop)``.  Lean tells
variables apart by name only, so homonyms get numbers.  Domains are non-empty, as in
first-order logic.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from prover.logic.printers.core import InfixPrinter
from prover.logic.printers.names import distinct, variables_of
from prover.logic.syntax import (
    INDIVIDUAL,
    Exists,
    ForAll,
    Formula,
    FunctionSymbol,
    Iff,
    Not,
    Sort,
    Symbol,
    Term,
    Variable,
    Xor,
)
from prover.logic.walk import symbols

__all__ = ["LeanTheory", "to_lean"]

_WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_']*")
_RESERVED = """
    at by do else end from fun have if in let match of open or and not partial private protected
    section show sorry suffices then theorem universe variable where with example def axiom
    instance structure class inductive namespace import abbrev calc forall exists Prop Type Sort
    True False Not And Or Iff Eq Exists Nonempty _ λ α using deriving extends return for unless
    try catch finally mut nomatch this macro syntax notation set_option attribute local scoped
    noncomputable unsafe mutual obtain admit
"""
_TAKEN = frozenset(_RESERVED.split())


class _Lean(InfixPrinter):
    AND = " ∧ "
    OR = " ∨ "
    IMPLIES = " → "
    IFF = " ↔ "
    NOT = "¬"
    FORALL = "∀ "
    EXISTS = "∃ "
    UNEQUAL = " ≠ "
    TRUE = "True"
    FALSE = "False"

    def __init__(self, formulas: Sequence[Formula]) -> None:
        super().__init__()
        found = list(dict.fromkeys(s for formula in formulas for s in symbols(formula)))
        variables = variables_of(formulas)
        sorts = [INDIVIDUAL, *(sort for symbol in found for sort in symbol.argument_sorts)]
        sorts += [symbol.sort for symbol in found if isinstance(symbol, FunctionSymbol)]
        sorts += [variable.sort for variable in variables]
        self.sorts = distinct(sorts, _sort_name, _TAKEN - {"α"})
        taken = {*_TAKEN, *self.sorts.values()}
        self.symbols = distinct(found, lambda s: _cleaned(s.name), taken)
        taken.update(self.symbols.values())
        self._variables = distinct(variables, lambda v: _cleaned(v.name), taken)
        self.taken = {*taken, *self._variables.values()}

    def sort_of(self, sort: Sort) -> str:
        """The type that stands for ``sort``."""
        return _guarded(self.sorts[sort])

    def symbol(self, symbol: Symbol) -> str:
        return _guarded(self.symbols[symbol])

    def variable(self, variable: Variable) -> str:
        return _guarded(self._variables[variable])

    def binder(self, variable: Variable) -> str:
        return f"{self.variable(variable)} : {self.sort_of(variable.sort)},"

    def applied(self, symbol: Symbol, arguments: tuple[Term, ...]) -> str:
        return " ".join([self.symbol(symbol), *[self._argument(a) for a in arguments]])

    def _argument(self, term: Term) -> str:
        text = self.term(term)
        return text if isinstance(term, Variable) or not term.arguments else f"({text})"

    def formula(self, formula: Formula, level: int = 0) -> str:
        # ∀ and ∃ reach as far right as they can, and ¬ takes one argument in brackets.
        text = super().formula(formula, level)
        return f"({text})" if level and isinstance(formula, ForAll | Exists) else text

    def operand(self, formula: Formula) -> str:
        return f"({self.formula(formula)})"

    def quantified(self, formula: ForAll | Exists, sign: str) -> str:
        return f"{sign}{self.binder(formula.variable)} {self.formula(formula.body)}"

    def exclusive(self, formula: Xor, level: int) -> str:
        return self.formula(Not(Iff(formula.left, formula.right)), level)


class LeanTheory:
    """The names that ``formulas`` share in one Lean statement, which must be told apart."""

    def __init__(self, formulas: Sequence[Formula]) -> None:
        self._names = _Lean(formulas)

    @property
    def binders(self) -> str:
        """``(α : Type) [Nonempty α] (P : α → Prop)``: what to put before the colon."""
        names = self._names
        types = [_guarded(name) for name in names.sorts.values()]
        parts = [f"({name} : Type) [Nonempty {name}]" for name in types]
        for symbol in names.symbols:
            result = names.sort_of(symbol.sort) if isinstance(symbol, FunctionSymbol) else "Prop"
            arrows = [names.sort_of(sort) for sort in symbol.argument_sorts]
            parts.append(f"({names.symbol(symbol)} : {' → '.join([*arrows, result])})")
        return " ".join(parts)

    def statement(self, formula: Formula) -> str:
        """``formula``, one of those given, as a Lean term of type ``Prop``."""
        return self._names.formula(formula)

    def theorem(self, name: str, premises: Sequence[Formula], goal: Formula) -> str:
        """``theorem name … (h1 : premise) … : goal``, the proof left to write."""
        labels = distinct(range(1, len(premises) + 1), lambda n: f"h{n}", self._names.taken)
        given = zip(labels.values(), premises, strict=True)
        lines = [f"    ({label} : {self.statement(premise)})" for label, premise in given]
        return "\n".join(
            [f"theorem {name} {self.binders}", *lines, f"    : {self.statement(goal)}"]
        )


def _sort_name(sort: Sort) -> str:
    return "α" if sort is INDIVIDUAL else _cleaned(sort.name)


def _cleaned(name: str) -> str:
    """``name`` without what cannot stand between « and »."""
    return "".join([c if c.isprintable() and c not in "«»" else "_" for c in name]) or "_0"


def _guarded(name: str) -> str:
    return name if _WORD.fullmatch(name) or name == "α" else f"«{name}»"


def to_lean(formula: Formula) -> str:
    """``formula`` as a Lean term; :class:`LeanTheory` also declares the names in it."""
    return LeanTheory((formula,)).statement(formula)
