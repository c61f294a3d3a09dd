"""Formulas about a theory in Lean: its constants take their parameters, mostly unsaid.

Open sorts are implicit parameters, as in ``append {a : Type} : List a → List a → List a``.  Lean
finds them out from the arguments of a term or from what it is compared with; where neither
says anything, as in ``length nil = zero``, the term is written in full: ``@length a nil``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from prover.export.lean.theory.names import Names
from prover.logic.printers.lean import LeanPrinter, LeanTheory
from prover.logic.syntax import (
    Application,
    Atom,
    Equality,
    Exists,
    ForAll,
    Formula,
    Not,
    Sort,
    Symbol,
    Term,
    Variable,
)

__all__ = ["language"]

Sorts = frozenset[Sort]
NONE: Sorts = frozenset()


def language(
    names: Names, formulas: Sequence[Formula], introduced: Sequence[Symbol] = ()
) -> LeanTheory:
    """What writes ``formulas``, and the symbols that a proof introduces, in Lean.

    Args:
        names: the names of the theory's things.
        formulas: everything that will be written.
        introduced: symbols that are not the theory's.
    """
    return LeanTheory(formulas, (), introduced, names.types, partial(_Printer, names=names))


class _Printer(LeanPrinter):
    def __init__(
        self,
        formulas: Sequence[Formula],
        introduced: Sequence[Symbol],
        types: Mapping[Sort, str] | None,
        *,
        names: Names,
    ) -> None:
        super().__init__(formulas, introduced, types, names.symbols, names.taken)
        self._names = names
        self._in_full: set[Application | Atom] = set()
        self._writers[Equality] = lambda f, _: self._equation(f, self.EQUAL)

    def atom(self, atom: Atom, _level: int) -> str:
        self._mark(atom, atom.predicate, NONE)
        return self._written(atom, atom.predicate)

    def negation(self, formula: Not, level: int) -> str:
        if isinstance(formula.body, Equality):
            return self._equation(formula.body, self.UNEQUAL)
        return super().negation(formula, level)

    def quantified(self, formula: ForAll | Exists, sign: str) -> str:
        """``∀ x y : Nat, A``."""
        variables, body = [formula.variable], formula.body
        while type(body) is type(formula) and body.variable.sort is variables[0].sort:
            variables.append(body.variable)
            body = body.body
        bound = " ".join(map(self.variable, variables))
        return f"{sign}{bound} : {self.sorts[variables[0].sort]}, {self.formula(body)}"

    def term(self, term: Term) -> str:
        if isinstance(term, Variable):
            return self.variable(term)
        return self._written(term, term.function)

    def alone(self, term: Term) -> str:
        """``term`` with its types, if it does not tell them itself."""
        if isinstance(term, Application):
            self._mark(term, term.function, NONE)
        return self.term(term)

    def argument(self, term: Term) -> str:
        """``term`` where its sort is known."""
        if isinstance(term, Application):
            self._mark(term, term.function, self._sorts(term.sort))
        text = self.term(term)
        return f"({text})" if " " in text else text

    def _equation(self, equation: Equality, sign: str) -> str:
        sides = (equation.left, equation.right)
        known = NONE.union(*map(self._determined, sides))
        for side in sides:
            if isinstance(side, Application):
                self._mark(side, side.function, known)
        return sign.join(map(self.term, sides))

    def _written(self, node: Application | Atom, symbol: Symbol) -> str:
        parameters = self._parameters(symbol)
        if node in self._in_full:
            head = [f"@{self.symbol(symbol)}", *map(self._names.parameter, parameters)]
        else:
            explicit = [p for p in parameters if not isinstance(p, Sort)]
            head = [self.symbol(symbol), *map(self._names.parameter, explicit)]
        return " ".join([*head, *map(self.argument, node.arguments)])

    # --- which open sorts Lean finds out ---------------------------------------------------

    def _parameters(self, symbol: Symbol) -> Sequence[Sort | Symbol]:
        vocabulary = self._names.vocabulary
        if symbol in self.local or not vocabulary.is_constant(symbol):
            return ()
        return vocabulary.parameters[symbol]

    def _sorts(self, *things: Sort | Symbol) -> Sorts:
        parameters = self._names.vocabulary.parameters
        return frozenset(p for t in things for p in parameters.get(t, ()) if isinstance(p, Sort))

    def _said(self, node: Application | Atom, symbol: Symbol) -> Sorts:
        """The open sorts that the arguments of ``symbol`` give away."""
        others = [p for p in self._parameters(symbol) if not isinstance(p, Sort)]
        return self._sorts(*others).union(*map(self._determined, node.arguments))

    def _determined(self, term: Term) -> Sorts:
        """The open sorts in the type of ``term`` that Lean knows from ``term`` alone."""
        sorts = self._sorts(term.sort)
        if isinstance(term, Variable) or not self._parameters(term.function):
            return sorts
        return sorts & self._said(term, term.function)

    def _mark(self, node: Application | Atom, symbol: Symbol, known: Sorts) -> None:
        """Note what has to be written in full, where ``known`` is known of the type."""
        needed = {p for p in self._parameters(symbol) if isinstance(p, Sort)}
        if not needed <= known | self._said(node, symbol):
            self._in_full.add(node)
        for argument in node.arguments:
            if isinstance(argument, Application):
                self._mark(argument, argument.function, self._sorts(argument.sort))
