"""LaTeX for math mode; needs no package beyond amssymb."""

from __future__ import annotations

import re

from prover.logic.printers.core import InfixPrinter
from prover.logic.syntax import Formula, Symbol, Variable

__all__ = ["to_latex"]

_LETTER_AND_DIGITS = re.compile(r"([A-Za-z])(\d+)")
_SPECIAL = {
    "\\": r"\backslash{}",
    "^": r"\hat{}",
    "~": r"\sim{}",
    "-": r"\text{-}",
    "'": r"\text{'}",
    '"': r"\text{''}",
    " ": r"\ ",
    "<": "<",
    **{c: "\\" + c for c in "#$%&_{}"},
}


class _Latex(InfixPrinter):
    AND = r" \land "
    OR = r" \lor "
    IMPLIES = r" \to "
    IFF = r" \leftrightarrow "
    XOR = r" \oplus "
    NOT = r"\lnot "
    FORALL = r"\forall "
    EXISTS = r"\exists "
    UNEQUAL = r" \neq "
    TRUE = r"\top"
    FALSE = r"\bot"
    COMPARISONS = {"<": "<", ">": ">", "≤": r"\leq", "≥": r"\geq"}  # noqa: RUF012

    def symbol(self, symbol: Symbol) -> str:
        name = symbol.name
        return name if len(name) == 1 and name.isalnum() else rf"\mathrm{{{_escaped(name)}}}"

    def variable(self, variable: Variable) -> str:
        name = variable.name
        if numbered := _LETTER_AND_DIGITS.fullmatch(name):
            return f"{numbered[1]}_{{{numbered[2]}}}"
        return name if len(name) == 1 and name.isalpha() else rf"\mathit{{{_escaped(name)}}}"

    def sort(self, name: str) -> str:
        return rf"\mathsf{{{_escaped(name)}}}"

    def binder(self, variable: Variable) -> str:
        return super().binder(variable).replace(":", r" {:} ", 1) + r"\,"


def _escaped(name: str) -> str:
    return "".join([_SPECIAL.get(c, c) for c in name if c.isprintable()])


def to_latex(formula: Formula) -> str:
    r"""``formula`` for math mode: ``\forall x\, (\mathrm{Dog}(x) \to \mathrm{Nice}(x))``."""
    return _Latex().formula(formula)
