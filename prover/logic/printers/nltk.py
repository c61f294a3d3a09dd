"""The logic notation of NLTK (``nltk.sem.logic``), which LINC's translations use too.

NLTK has no quotes, no ⊤ and ⊥, no exclusive or.  Odd names are spelled ``z__…`` with code
points (``Style.NLTK`` undoes it), ``A ⊕ B`` becomes ``-(A <-> B)``, ⊤ ``all x.(x = x)``.
"""

from __future__ import annotations

import re

from prover.logic.printers.core import InfixPrinter
from prover.logic.printers.names import distinct
from prover.logic.printers.prover9 import one_sorted
from prover.logic.syntax import (
    Equality,
    Exists,
    ForAll,
    Formula,
    Iff,
    Not,
    Symbol,
    Variable,
    Xor,
)

__all__ = ["to_nltk"]

_VARIABLE = re.compile(r"[a-df-z]\d*")
_VARIABLE_LIKE = re.compile(r"[a-z]\d*")
_WORD = re.compile(r"(?!z__)[A-Za-z0-9_]+")
_KEYWORDS = frozenset(
    ("all", "forall", "some", "exists", "exist", "not", "and", "or", "implies", "iff", "lambda")
)


class _Nltk(InfixPrinter):
    NOT = "-"
    TRUE = "all x.(x = x)"
    FALSE = "exists x.-(x = x)"

    def __init__(self, variables: tuple[Variable, ...]) -> None:
        super().__init__()
        fits = {v: v.name for v in variables if _VARIABLE.fullmatch(v.name)}
        odd = [v for v in variables if v not in fits]
        self._names = {**distinct(odd, lambda _: "x", fits.values(), separator=""), **fits}

    def variable(self, variable: Variable) -> str:
        return self._names[variable]

    def symbol(self, symbol: Symbol) -> str:
        name = symbol.name
        plain = _WORD.fullmatch(name) and name not in _KEYWORDS
        if plain and not _VARIABLE_LIKE.fullmatch(name):
            return name
        return "z__" + "".join(c if c.isascii() and c.isalnum() else f"_{ord(c):x}_" for c in name)

    def negation(self, formula: Not, level: int) -> str:
        if isinstance(formula.body, Equality):  # a = b binds looser than - in no version of NLTK
            return f"{self.NOT}({self.formula(formula.body)})"
        return super().negation(formula, level)

    def is_infix_atom(self, formula: Formula) -> bool:
        return isinstance(formula, Equality)

    def quantified(self, formula: ForAll | Exists, sign: str) -> str:
        text = self.operand(formula.body)
        return f"{sign}{self.binder(formula.variable)}.{text}"

    def exclusive(self, formula: Xor, level: int) -> str:
        return self.formula(Not(Iff(formula.left, formula.right)), level)

    def formula(self, formula: Formula, level: int = 0) -> str:
        text = super().formula(formula, level)
        # The dot opens a wide scope: a quantifier that is an operand needs brackets.
        wide = text.startswith(("all ", "exists ")) and level > 0
        return f"({text})" if wide else text


def to_nltk(formula: Formula) -> str:
    """``formula`` for ``nltk.sem.Expression.fromstring`` and NLTK's Prover9 bridge.

    Read back with ``Style.NLTK``.  Raises :class:`NotExpressibleError` for sorted formulas.
    """
    return _Nltk(one_sorted((formula,), "NLTK")).formula(formula)
