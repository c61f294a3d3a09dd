"""TPTP: formulas (fof), clauses (cnf), formulas with types (tff), as the TPTP language v9 has them.

Lower-case words stand as they are, all other names in single quotes; a number is quoted
too, lest a prover take two numbers to be different things.  Variables get capital letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from prover.logic.arithmetic import NUMBER_SORTS, is_interpreted
from prover.logic.printers.core import InfixPrinter, NotExpressibleError
from prover.logic.printers.names import distinct, quoted, variables_of
from prover.logic.printers.prover9 import one_sorted
from prover.logic.signature import Signature
from prover.logic.syntax import (
    INDIVIDUAL,
    Atom,
    Equality,
    Exists,
    ForAll,
    Formula,
    FunctionSymbol,
    Not,
    Or,
    Sort,
    Symbol,
    TruthValue,
    Variable,
)
from prover.logic.walk import strip_universals

__all__ = ["TptpTheory", "cnf", "fof", "to_tptp"]

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

    def __init__(
        self,
        variables: tuple[Variable, ...],
        symbols: Mapping[Symbol, str] | None = None,
        sorts: Mapping[Sort, str] | None = None,
    ) -> None:
        super().__init__()
        self._names = distinct(variables, _capital)
        self._symbols = symbols or {}
        self._sorts = sorts or {}

    def variable(self, variable: Variable) -> str:
        return self._names[variable]

    def symbol(self, symbol: Symbol) -> str:
        known = self._symbols.get(symbol)
        if known is not None:
            return known
        return symbol.name if is_interpreted(symbol) else _name(symbol.name)

    def sort(self, name: str) -> str:
        return self._sorts.get(Sort(name)) or (name if name.startswith("$") else _name(name))

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
    """The statement ``fof(name, role, formula, source).``

    ``source`` is TPTP text and put in as it is.  Raises :class:`NotExpressibleError` for sorts.
    """
    one_sorted((formula,), "fof")
    return _statement("fof", name, role, f"( {to_tptp(formula)} )", source)


@dataclass(frozen=True, slots=True)
class TptpTheory:
    """Formulas that are written together: as ``fof``, or as ``tff`` where there are sorts.

    ``tff`` has one type for each name, so homonyms get numbers there.

    Attributes:
        language: ``fof`` or ``tff``.
        names: how each symbol is written.
        sorts: how each sort is written.
    """

    language: str
    names: Mapping[Symbol, str]
    sorts: Mapping[Sort, str]

    @staticmethod
    def of(formulas: Iterable[Formula]) -> TptpTheory:
        """The way to write ``formulas`` and whatever else uses their symbols only."""
        signature = Signature.of(formulas)
        if all(sort is INDIVIDUAL for sort in signature.sorts):
            return TptpTheory("fof", {s: _name(s.name) for s in signature.symbols}, {})
        own = [symbol for symbol in signature.symbols if not is_interpreted(symbol)]
        names = {s: _typed_name(s, name) for s, name in distinct(own, lambda s: s.name).items()}
        names |= {s: s.name for s in signature.symbols if s not in names}
        fixed = {sort: sort.name for sort in (INDIVIDUAL, *NUMBER_SORTS)}
        free = [sort for sort in signature.sorts if sort not in fixed]
        sorts = {s: _name(n) for s, n in distinct(free, lambda s: s.name.lstrip("$")).items()}
        return TptpTheory("tff", names, sorts | fixed)

    def declarations(self) -> Iterator[str]:
        """The types of all that has none fixed; nothing for ``fof``."""
        if self.language == "fof":
            return
        for number, (sort, name) in enumerate(self.sorts.items()):
            if sort is not INDIVIDUAL and sort not in NUMBER_SORTS:
                yield f"tff(sort_{number + 1}, type, {name}: $tType)."
        for number, (symbol, name) in enumerate(self.names.items()):
            if not is_interpreted(symbol) and name[0] != '"':
                yield f"tff(type_{number + 1}, type, {name}: {self._type(symbol)})."

    def statement(self, name: str, role: str, formula: Formula, source: str = "") -> str:
        """The statement ``language(name, role, formula, source).``"""
        return _statement(self.language, name, role, f"( {self.text(formula)} )", source)

    def text(self, formula: Formula) -> str:
        """The formula alone."""
        return _Tptp(variables_of((formula,)), self.names, self.sorts).formula(formula)

    def _type(self, symbol: Symbol) -> str:
        result = self.sorts[symbol.sort] if isinstance(symbol, FunctionSymbol) else "$o"
        arguments = " * ".join(self.sorts[sort] for sort in symbol.argument_sorts)
        if not arguments:
            return result
        return f"({arguments}) > {result}" if symbol.arity > 1 else f"{arguments} > {result}"


def _typed_name(symbol: Symbol, name: str) -> str:
    """``name`` in ``tff``, where distinct objects are of sort ``$i``."""
    individual = isinstance(symbol, FunctionSymbol) and symbol.sort is INDIVIDUAL
    return _name(name) if individual or name[:1] != '"' else quoted(name, ascii_only=True)


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
