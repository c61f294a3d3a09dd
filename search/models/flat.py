"""Flat clauses: literals over variables only, as a SAT solver needs their instances.

Flattening (McCune 1994; Claessen and Sörensson 2003) puts a variable in the place of every
nested term: ``P(f(x))`` becomes ``f(x) ≠ z ∨ P(z)``.  A negative equation makes its two sides
one variable, a positive one of a term with another becomes ``f(x) = z``, so that equations
between variables are left only where an axiom says something about how many things there are.
Ground terms, which many clauses may share, are named by constants of their own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from prover.logic.clause import Clause
from prover.logic.syntax import (
    Application,
    Atom,
    Equality,
    FunctionSymbol,
    Sort,
    Symbol,
    Term,
    Variable,
)

__all__ = ["FlatClause", "FlatLiteral", "Flattener", "is_element"]


class FlatLiteral(NamedTuple):
    """A predicate of its places, a function of all places but the last, which is its value.

    Without a symbol it says that two places are the same.  A place is the number of a variable
    of the clause; ``~n`` (a negative number) is the n-th element of the sort.
    """

    positive: bool
    symbol: Symbol | None
    places: tuple[int, ...]


class FlatClause(NamedTuple):
    """A clause of flat literals.

    Attributes:
        sorts: the sort of every variable.
        literals: of which one has to be true.
        naked: variables that stand alone on a side of a positive equation.
    """

    sorts: tuple[Sort, ...]
    literals: tuple[FlatLiteral, ...]
    naked: frozenset[int] = frozenset()


def is_element(place: int) -> bool:
    """Whether a place of a literal holds a fixed element, and not a variable."""
    return place < 0


@dataclass(slots=True)
class Flattener:
    """Flattens clauses, and names their ground terms where constants are not fixed.

    Args:
        elements: constants that denote a fixed element, and the number of that element.

    Attributes:
        definitions: what the names of ground terms stand for.
    """

    elements: Mapping[FunctionSymbol, int] = field(default_factory=dict)
    definitions: list[FlatClause] = field(default_factory=list)
    _names: dict[Term, Term] = field(default_factory=dict)

    def flatten(self, clause: Clause) -> FlatClause | None:
        """The flat form of ``clause``; None for a clause that is always true."""
        return _Flattening(self).clause(clause)

    def named(self, term: Term) -> Term:
        """``term``, or the constant that names it where it is ground and compound."""
        if self.elements or isinstance(term, Variable) or not term.arguments or term.free:
            return term
        known = self._names.get(term)
        if known is None:
            inner = Application(term.function, tuple(self.named(a) for a in term.arguments))
            name = FunctionSymbol(f"$term{len(self._names) + 1}", (), term.sort)
            known = self._names[term] = Application(name, ())
            self._define(name, inner)
        return known

    def _define(self, name: FunctionSymbol, term: Application) -> None:
        flattening = _Flattening(self)
        value = flattening.value_of(term)
        flattening.literals.append(FlatLiteral(True, name, (value,)))
        self.definitions.append(flattening.result())


@dataclass(slots=True)
class _Flattening:
    """One clause on its way to a flat one."""

    owner: Flattener
    sorts: list[Sort] = field(default_factory=list)
    literals: list[FlatLiteral] = field(default_factory=list)
    _places: dict[Term, int] = field(default_factory=dict)
    _naked: set[int] = field(default_factory=set)
    _same: dict[int, int] = field(default_factory=dict)

    def clause(self, clause: Clause) -> FlatClause | None:
        for equation in (lit.atom for lit in clause.literals if not lit.positive):
            if isinstance(equation, Equality) and not self._identify(equation):
                return None
        for literal in clause.literals:
            atom = literal.atom
            if isinstance(atom, Atom):
                places = tuple([self._place(argument) for argument in atom.arguments])
                self.literals.append(FlatLiteral(literal.positive, atom.predicate, places))
            elif literal.positive and not self._equate(atom):
                return None
        return self.result()

    def result(self) -> FlatClause:
        """The clause, its variables numbered anew where some have become one."""
        if not self._same:
            literals = tuple(dict.fromkeys(self.literals))
            return FlatClause(tuple(self.sorts), literals, frozenset(self._naked))
        used = dict.fromkeys(
            place
            for literal in self.literals
            for place in map(self._found, literal.places)
            if not is_element(place)
        )
        number = {old: new for new, old in enumerate(used)}
        renamed = dict.fromkeys(
            FlatLiteral(
                literal.positive,
                literal.symbol,
                tuple(number.get(place, place) for place in map(self._found, literal.places)),
            )
            for literal in self.literals
        )
        naked = {number[place] for place in map(self._found, self._naked) if place in number}
        return FlatClause(
            tuple(self.sorts[old] for old in number), tuple(renamed), frozenset(naked)
        )

    def _identify(self, equation: Equality) -> bool:
        """Let both sides be one variable; False if they are different elements."""
        left, right = (self._found(self._place(side)) for side in (equation.left, equation.right))
        if is_element(left):
            left, right = right, left
        if left != right:
            if is_element(left):
                return False
            self._same[left] = right
        return True

    def _equate(self, equation: Equality) -> bool:
        """Add a positive equation, unless it is never true; False if it always is."""
        left, right = self.owner.named(equation.left), self.owner.named(equation.right)
        self._naked |= {self._place(side) for side in (left, right) if isinstance(side, Variable)}
        if self._is_simple(left) or (not self._is_simple(right) and _arity(right) < _arity(left)):
            left, right = right, left
        value = self._place(right)
        if isinstance(left, Application) and not self._is_simple(left):
            arguments = [self._place(argument) for argument in left.arguments]
            self.literals.append(FlatLiteral(True, left.function, (*arguments, value)))
            return True
        one, other = self._found(self._place(left)), self._found(value)
        if not (is_element(one) and is_element(other)):
            self.literals.append(FlatLiteral(True, None, (one, other)))
        return one != other

    def _is_simple(self, term: Term) -> bool:
        """Whether a term is a variable or a fixed element."""
        return isinstance(term, Variable) or term.function in self.owner.elements

    def _found(self, place: int) -> int:
        while place in self._same:
            place = self._same[place]
        return place

    def _place(self, term: Term) -> int:
        place = self._places.get(term)
        if place is None:
            named = self.owner.named(term)
            place = self._new_place(term) if named is term else self._place(named)
            self._places[term] = place
        return place

    def _new_place(self, term: Term) -> int:
        if isinstance(term, Variable):
            return self._variable(term.sort)
        element = self.owner.elements.get(term.function)
        return self.value_of(term) if element is None else ~element

    def value_of(self, term: Application) -> int:
        """A new variable for the value of ``term``, with the condition that it is."""
        arguments = [self._place(argument) for argument in term.arguments]
        place = self._variable(term.sort)
        self.literals.append(FlatLiteral(False, term.function, (*arguments, place)))
        return place

    def _variable(self, sort: Sort) -> int:
        self.sorts.append(sort)
        return len(self.sorts) - 1


def _arity(term: Term) -> int:
    return 0 if isinstance(term, Variable) else len(term.arguments)
