"""Terms of TIP as terms and formulas of our logic, where ``ite`` is no term.

A term that distinguishes cases becomes a decision tree: formulas at its branches, terms without
``ite`` at its leaves.  Around an atom the tree turns into connectives; around the right side of a
definition it turns into conditions.  A truth value is a formula where one is expected, and one of
the two constants of the sort ``Bool`` where data are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Generic, TypeVar

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
    Iff,
    Implies,
    Not,
    PredicateSymbol,
    Sort,
    Symbol,
    Variable,
)
from prover.logic.syntax import Term as LogicTerm
from prover.logic.walk import conjunction, disjunction
from translators.tip import syntax as tip
from translators.tip.errors import NotExportable
from translators.tip.fresh import fresh_name

__all__ = ["BOOL_SORT", "FALSEHOOD", "TRUTH", "Decisions", "Vocabulary", "conditions"]

BOOL_SORT = Sort("Bool")
TRUTH = FunctionSymbol("true", (), BOOL_SORT)
FALSEHOOD = FunctionSymbol("false", (), BOOL_SORT)

Leaf = TypeVar("Leaf")
Grown = TypeVar("Grown")
Known = Mapping[Formula, bool]
"""What the branches above have decided."""


@dataclass(frozen=True, slots=True)
class Branch(Generic[Leaf]):
    """``yes`` where ``condition`` holds, ``no`` elsewhere; what is no branch is a leaf."""

    condition: Formula
    yes: Tree[Leaf]
    no: Tree[Leaf]


Tree = Branch[Leaf] | Leaf


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
                return scope[name]
            case tip.BoolLiteral(value):
                return Application(TRUTH if value else FALSEHOOD, ())
            case tip.If(condition, then, otherwise):
                yes, no = self.value(then, scope), self.value(otherwise, scope)
                return _branch(self.formula(condition, scope), yes, no)
            case tip.Apply(name, _, arguments):
                symbol = self.vocabulary.symbols[name]
                if isinstance(symbol, FunctionSymbol):
                    values = [self.value(argument, scope) for argument in arguments]
                    return _joined(values, lambda made: Application(symbol, made))
            case tip.Arithmetic() | tip.IntLiteral():
                raise _no_integers()
            case _:
                pass
        true, false = Application(TRUTH, ()), Application(FALSEHOOD, ())
        return _branch(self.formula(term, scope), true, false)

    def formula(self, term: tip.Term, scope: Scope) -> Formula:
        """``term``, a truth value, as a formula."""
        match term:
            case tip.BoolLiteral(value):
                return TRUE if value else FALSE
            case tip.Variable(name):
                return Equality(scope[name], Application(TRUTH, ()))
            case tip.If(condition, then, otherwise):
                parts = (self.formula(part, scope) for part in (condition, then, otherwise))
                return _either(*parts)
            case tip.Apply(name, _, arguments):
                return self._atom(name, arguments, scope)
            case tip.Connective(operator, arguments):
                return _connected(operator, [self.formula(part, scope) for part in arguments])
            case tip.Equal(left, right, sort):
                return self._equation(left, right, sort, scope)
            case tip.Distinct(arguments, sort):
                pairs = combinations(arguments, 2)
                return _all([_not(self._equation(a, b, sort, scope)) for a, b in pairs])
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
            if isinstance(yes, Branch) or isinstance(no, Branch) or not {yes, no} & {TRUE, FALSE}:
                return _branch(condition, yes, no)
        return self.formula(term, scope)

    def _atom(self, name: str, arguments: Sequence[tip.Term], scope: Scope) -> Formula:
        symbol = self.vocabulary.symbols[name]
        assert isinstance(symbol, PredicateSymbol), "constructors of Bool are literals"
        values = [self.value(argument, scope) for argument in arguments]
        return _folded(_joined(values, lambda made: Atom(symbol, made)))

    def _equation(self, left: tip.Term, right: tip.Term, sort: tip.Sort, scope: Scope) -> Formula:
        variables = isinstance(left, tip.Variable) and isinstance(right, tip.Variable)
        if sort == tip.BOOL and not variables:
            return _iff(self.formula(left, scope), self.formula(right, scope))
        values = [self.value(left, scope), self.value(right, scope)]
        return _folded(_joined(values, lambda made: Equality(made[0], made[1])))

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


def conditions(tree: Tree[Leaf], above: tuple[Formula, ...] = ()) -> Iterator[tuple[Formula, Leaf]]:
    """The leaves of ``tree``, each with the condition under which it is the value."""
    if isinstance(tree, Branch):
        yield from conditions(tree.yes, (*above, tree.condition))
        yield from conditions(tree.no, (*above, _not(tree.condition)))
    else:
        yield conjunction(above), tree


def _branch(condition: Formula, yes: Tree[Leaf], no: Tree[Leaf]) -> Tree[Leaf]:
    if condition is TRUE or yes == no:
        return yes
    if condition is FALSE:
        return no
    if isinstance(condition, Not):
        return _branch(condition.body, no, yes)
    return Branch(condition, _pruned(yes, {condition: True}), _pruned(no, {condition: False}))


def _pruned(tree: Tree[Leaf], known: Known) -> Tree[Leaf]:
    """``tree`` where the formulas ``known`` are decided."""
    if not isinstance(tree, Branch):
        return tree
    if tree.condition in known:
        return _pruned(tree.yes if known[tree.condition] else tree.no, known)
    return _branch(tree.condition, _pruned(tree.yes, known), _pruned(tree.no, known))


def _grafted(tree: Tree[Leaf], grow: Callable[[Leaf], Tree[Grown]]) -> Tree[Grown]:
    """``tree`` with what ``grow`` makes of its leaves in their place."""
    if isinstance(tree, Branch):
        return _branch(tree.condition, _grafted(tree.yes, grow), _grafted(tree.no, grow))
    return grow(tree)


def _joined(
    trees: Sequence[Tree[LogicTerm]], make: Callable[[tuple[LogicTerm, ...]], Grown]
) -> Tree[Grown]:
    """What ``make`` makes of one leaf of each of ``trees``, for all the ways to go."""

    def join(position: int, chosen: tuple[LogicTerm, ...]) -> Tree[Grown]:
        if position == len(trees):
            return make(chosen)
        return _grafted(trees[position], lambda leaf: join(position + 1, (*chosen, leaf)))

    return join(0, ())


def _folded(tree: Tree[Formula]) -> Formula:
    """A decision tree over formulas as one formula."""
    if isinstance(tree, Branch):
        return _either(tree.condition, _folded(tree.yes), _folded(tree.no))
    return tree


def _either(condition: Formula, yes: Formula, no: Formula) -> Formula:
    """``yes`` where ``condition`` holds, ``no`` elsewhere, as short as that can be said."""
    if isinstance(condition, Not):
        return _either(condition.body, no, yes)
    if condition is TRUE or yes is no:
        return yes
    if condition is FALSE:
        return no
    if yes is TRUE:
        return _any([condition, no])
    if yes is FALSE:
        return _all([_not(condition), no])
    if no is TRUE:
        return _implies(condition, yes)
    if no is FALSE:
        return _all([condition, yes])
    return conjunction([_implies(condition, yes), _implies(_not(condition), no)])


def _connected(operator: str, parts: Sequence[Formula]) -> Formula:
    match operator, list(parts):
        case "not", [part]:
            return _not(part)
        case "and", several:
            return _all(several)
        case "or", several:
            return _any(several)
        case "=>", [premise, conclusion]:
            return _implies(premise, conclusion)
        case "xor", [first, *rest]:
            for part in rest:
                first = _not(_iff(first, part))
            return first
        case _:
            raise TypeError(f"no connective of TIP: {operator}")


def _not(part: Formula) -> Formula:
    if isinstance(part, Not):
        return part.body
    return {TRUE: FALSE, FALSE: TRUE}.get(part) or Not(part)


def _all(parts: Sequence[Formula]) -> Formula:
    return FALSE if FALSE in parts else conjunction([p for p in parts if p is not TRUE])


def _any(parts: Sequence[Formula]) -> Formula:
    return TRUE if TRUE in parts else disjunction([p for p in parts if p is not FALSE])


def _implies(premise: Formula, conclusion: Formula) -> Formula:
    if premise is TRUE or conclusion is TRUE:
        return conclusion
    if premise is FALSE:
        return TRUE
    return _not(premise) if conclusion is FALSE else Implies(premise, conclusion)


def _iff(left: Formula, right: Formula) -> Formula:
    for one, other in ((left, right), (right, left)):
        if one is TRUE:
            return other
        if one is FALSE:
            return _not(other)
    return Iff(left, right)


def _no_integers() -> NotExportable:
    hint = "define the numbers as a datatype"
    return NotExportable("integers have no counterpart in a theory", hint=hint)
