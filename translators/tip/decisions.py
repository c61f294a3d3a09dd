"""Terms of TIP as terms and formulas of our logic, where ``ite`` is no term.

A term that distinguishes cases becomes a decision tree: formulas at its branches, terms without
``ite`` at its leaves.  Around an atom the tree turns into connectives; around the right side of a
definition it turns into conditions.  A truth value is a formula where one is expected, and one of
the two constants of the sort ``Bool`` where data are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from prover.logic.syntax import (
    FALSE,
    TRUE,
    Application,
    Atom,
    Equality,
    Exists,
    ForAll,
    Formula,
    FunctionSymbol,
    PredicateSymbol,
    Sort,
    Symbol,
    Variable,
)
from prover.logic.syntax import Term as LogicTerm
from prover.logic.walk import complement
from translators.tip import syntax as tip
from translators.tip.connectives import connected, every, if_then_else, iff
from translators.tip.decision_tree import Leaf, Tree, branch, folded, joined
from translators.tip.errors import NotExportable
from translators.tip.fresh import fresh_name

__all__ = ["BOOL_SORT", "FALSEHOOD", "TRUTH", "Decisions", "Vocabulary"]

BOOL_SORT = Sort("Bool")
TRUTH = FunctionSymbol("true", (), BOOL_SORT)
FALSEHOOD = FunctionSymbol("false", (), BOOL_SORT)
_DECIDED: frozenset[Tree[Formula]] = frozenset((Leaf(TRUE), Leaf(FALSE)))


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the names of a problem are called in our logic."""

    sorts: Mapping[str, Sort]
    symbols: Mapping[str, Symbol]


Scope = Mapping[str, Variable]


@dataclass(frozen=True, slots=True)
class Decisions:
    """Translates the terms of one problem, which have no matches and no function values."""

    vocabulary: Vocabulary

    def variable(self, name: str, sort: tip.Sort) -> Variable:
        """The variable ``name``."""
        assert isinstance(sort, tip.Data)
        return Variable(name, self.vocabulary.sorts[sort.name])

    def value(self, term: tip.Term, scope: Scope) -> Tree[LogicTerm]:
        """``term`` as data."""
        match term:
            case tip.Variable(name):
                return Leaf(scope[name])
            case tip.BoolLiteral(value):
                return Leaf(Application(TRUTH if value else FALSEHOOD, ()))
            case tip.If(condition, then, otherwise):
                yes, no = self.value(then, scope), self.value(otherwise, scope)
                return branch(self.formula(condition, scope), yes, no)
            case tip.Apply(name, _, arguments):
                symbol = self.vocabulary.symbols[name]
                if isinstance(symbol, FunctionSymbol):
                    values = [self.value(argument, scope) for argument in arguments]
                    return joined(values, lambda made: Application(symbol, made))
            case tip.Arithmetic() | tip.IntLiteral():
                raise _no_integers()
            case _:
                pass
        true: LogicTerm = Application(TRUTH, ())
        false: LogicTerm = Application(FALSEHOOD, ())
        return branch(self.formula(term, scope), Leaf(true), Leaf(false))

    def formula(self, term: tip.Term, scope: Scope) -> Formula:
        """``term``, a truth value, as a formula."""
        match term:
            case tip.BoolLiteral(value):
                return TRUE if value else FALSE
            case tip.Variable(name):
                return Equality(scope[name], Application(TRUTH, ()))
            case tip.If(condition, then, otherwise):
                parts = (self.formula(part, scope) for part in (condition, then, otherwise))
                return if_then_else(*parts)
            case tip.Apply(name, _, arguments):
                return self._atom(name, arguments, scope)
            case tip.Connective(operator, arguments):
                return connected(operator, [self.formula(part, scope) for part in arguments])
            case tip.Equal(left, right, sort):
                return self._equation(left, right, sort, scope)
            case tip.Distinct(arguments, sort):
                pairs = combinations(arguments, 2)
                return every([complement(self._equation(a, b, sort, scope)) for a, b in pairs])
            case tip.Quantified():
                return self._quantified(term, scope)
            case tip.Comparison():
                raise _no_integers()
            case _:
                raise TypeError(f"no formula of TIP: {type(term).__name__}")

    def cases(self, term: tip.Term, scope: Scope) -> Tree[Formula]:
        """``term``, a truth value, with the case distinctions that stand outermost in it."""
        if isinstance(term, tip.If):
            condition = self.formula(term.condition, scope)
            yes, no = self.cases(term.then, scope), self.cases(term.otherwise, scope)
            if _DECIDED.isdisjoint((yes, no)):
                return branch(condition, yes, no)
        return Leaf(self.formula(term, scope))

    def _atom(self, name: str, arguments: Sequence[tip.Term], scope: Scope) -> Formula:
        symbol = self.vocabulary.symbols[name]
        assert isinstance(symbol, PredicateSymbol), "constructors of Bool are literals"
        values = [self.value(argument, scope) for argument in arguments]
        return folded(joined(values, lambda made: Atom(symbol, made)))

    def _equation(self, left: tip.Term, right: tip.Term, sort: tip.Sort, scope: Scope) -> Formula:
        variables = isinstance(left, tip.Variable) and isinstance(right, tip.Variable)
        if sort == tip.BOOL and not variables:
            return iff(self.formula(left, scope), self.formula(right, scope))
        values = (self.value(left, scope), self.value(right, scope))
        return folded(joined(values, lambda made: Equality(made[0], made[1])))

    def _quantified(self, term: tip.Quantified, scope: Scope) -> Formula:
        inner = dict(scope)
        taken = {variable.name for variable in scope.values()}
        bound: list[Variable] = []
        for binder in term.binders:
            name = fresh_name(binder.name, taken)
            taken.add(name)
            inner[binder.name] = self.variable(name, binder.sort)
            bound.append(inner[binder.name])
        formula = self.formula(term.body, inner)
        quantifier = ForAll if term.quantifier is tip.Quantifier.FORALL else Exists
        for variable in reversed(bound):
            formula = quantifier(variable, formula)
        return formula


def _no_integers() -> NotExportable:
    hint = "define the numbers as a datatype"
    return NotExportable("integers have no counterpart in a theory", hint=hint)
