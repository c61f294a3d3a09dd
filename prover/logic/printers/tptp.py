"""TPTP: first-order formulas (fof) and clauses (cnf), as the TPTP language v9 has them.

Lower-case words stand as they are, all other names in single quotes; a number is quoted
too, lest a prover take two numbers to be different things.  Variables get capital letters.
"""

from __future__ import annotations

import re

from prover.logic.printers.core import InfixPrinter, NotExpressibleError
from prover.logic.printers.names import distinct, quoted, variables_of
from prover.logic.printers.prover9 import one_sorted
from prover.logic.syntax import (
    Atom,
    Equality,
    Exists,
    ForAll,
    Formula,
    Not,
    Or,
    Symbol,
    TruthValue,
    Variable,
)
from prover.logic.walk import strip_universals

__all__ = ["cnf", "fof", "to_tptp"]

_LOWER_WORD = re.compile(r"[a-z][a-zA-Z0-9_]*")
_VARIABLE = re.compile(r"[A-Z][a-zA-Z0-9_]*")


class _Tptp(InfixPrinter):
    IMPLIES = " => "
    IFF = " <=> "
    XOR = " <~> "
    NOT = "~"
    FORALL = "!"
    EXISTS = "?"
    SIDE = 2  # TPTP ranks no connective above another

    def __init__(self, variables: tuple[Variable, ...]) -> None:
        super().__init__()
        self._names = distinct(variables, _capital)

    def variable(self, variable: Variable) -> str:
        return self._names[variable]

    def symbol(self, symbol: Symbol) -> str:
        return _name(symbol.name)

    def sort(self, name: str) -> str:
        return name if name.startswith("$") else _name(name)

    def binder(self, variable: Variable) -> str:
        return super().binder(variable).replace(":", ": ", 1)

    def quantified(self, formula: ForAll | Exists, sign: str) -> str:
        binders = [self.binder(formula.variable)]
        body = formula.body
        while isinstance(body, type(formula)):
            binders.append(self.binder(body.variable))
            body = body.body
        return f"{sign} [{','.join(binders)}] : {self.operand(body)}"


def _name(name: str) -> str:
    if len(name) > 1 and name[0] == name[-1] == '"':
        return quoted(name[1:-1], '"', ascii_only=True)
    return name if _LOWER_WORD.fullmatch(name) else quoted(name, ascii_only=True)


def _capital(variable: Variable) -> str:
    name = variable.name
    if _VARIABLE.fullmatch(name):
        return name
    word = re.sub(r"[^A-Za-z0-9_]", "", name)
    capital = word[:1].upper() + word[1:]
    return capital if _VARIABLE.fullmatch(capital) else f"X{word}"


def to_tptp(formula: Formula) -> str:
    """``formula`` as TPTP writes it; binders of a sort other than ``$i`` as in TFF.

    Read back with ``Style.TPTP``: the same formula, variables renamed to capital letters.
    """
    return _Tptp(variables_of((formula,))).formula(formula)


def fof(name: str, role: str, formula: Formula, source: str = "") -> str:
    """The statement ``fof(name, role, formula, source).``.

    ``source`` is TPTP text and put in as it is.  Raises :class:`NotExpressibleError` for sorts.
    """
    one_sorted((formula,), "fof")
    return _statement("fof", name, role, f"( {to_tptp(formula)} )", source)


def cnf(name: str, role: str, formula: Formula, source: str = "") -> str:
    """The statement ``cnf(name, role, clause, source).`` for a disjunction of literals.

    ∀ in front is left out.  Raises :class:`NotExpressibleError` for anything else than a clause.
    """
    variables = one_sorted((formula,), "cnf")
    _, clause = strip_universals(formula)
    literals = clause.parts if isinstance(clause, Or) else (clause,)
    for literal in literals:
        atom = literal.body if isinstance(literal, Not) else literal
        if not isinstance(atom, Atom | Equality | TruthValue):
            raise NotExpressibleError("only a disjunction of literals is a clause", hint="use fof")
    printer = _Tptp(variables)
    text = " | ".join([printer.formula(literal, 2) for literal in literals])
    return _statement("cnf", name, role, f"( {text} )", source)


def _statement(language: str, name: str, role: str, formula: str, source: str) -> str:
    label = name if name.isdecimal() else _name(name)
    return f"{language}({label}, {role}, {formula}{', ' + source if source else ''})."
