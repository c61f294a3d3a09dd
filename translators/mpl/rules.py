"""Expressions in primitive relations as rules of first-order logic.

The one set that the definitions start from is the sort that variables range over, so membership
in it goes without saying.  Functions are relations here: ``(in3[x,y,z,+])`` is ``+(x, y, z)``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from prover.logic.syntax import (
    FALSE,
    TRUE,
    And,
    Application,
    Atom,
    Equality,
    Exists,
    ForAll,
    Formula,
    FunctionSymbol,
    Implies,
    PredicateSymbol,
    Sort,
    Term,
    Variable,
)
from prover.logic.walk import complement, conjunction
from translators.mpl.configuration import Kind
from translators.mpl.errors import MplSyntaxError, NotFirstOrder
from translators.mpl.syntax import Both, Denial, Expression, Implication, Relation

__all__ = ["Names", "Rule", "formula_of", "rules_of"]

_MEMBERSHIP = {"in": 1, "in2": 2, "in3": 3}


@dataclass(frozen=True, slots=True)
class Rule:
    """For all values of the free variables: the ``premises`` imply the ``conclusion``."""

    premises: tuple[Formula, ...]
    conclusion: Formula

    @property
    def formula(self) -> Formula:
        """The rule, its variables free."""
        if not self.premises:
            return self.conclusion
        return Implies(conjunction(self.premises), self.conclusion)


@dataclass(frozen=True, slots=True)
class Names:
    """The parameters that the definitions are about.

    Attributes:
        sort: what they are elements of, relations between, operations on.
        kinds: of the parameters.
        domain: the set that is the sort.
    """

    sort: Sort
    kinds: Mapping[str, Kind]
    domain: str

    @property
    def relations(self) -> tuple[PredicateSymbol, ...]:
        """The sets, functions and operations, but for the set that is the sort."""
        named = (p for p, kind in self.kinds.items() if kind.arity and p != self.domain)
        return tuple(map(self.relation, named))

    def relation(self, name: str) -> PredicateSymbol:
        """The set, function or operation ``name`` as a relation."""
        return PredicateSymbol(name, (self.sort,) * self.kinds[name].arity)

    def constant(self, name: str) -> Application:
        """The element ``name``."""
        return Application(FunctionSymbol(name, (), self.sort), ())


def formula_of(expression: Expression, names: Names) -> Formula:
    """``expression`` as a formula; what is no parameter is a variable.

    Raises:
        MplSyntaxError: an argument is of a wrong kind.
        NotFirstOrder: it quantifies over sets or functions.
    """
    return _Writer(names).formula(expression)


@dataclass(frozen=True, slots=True)
class _Writer:
    names: Names

    def formula(self, expression: Expression) -> Formula:
        match expression:
            case Relation("=", (left, right)):
                position = expression
                return Equality(self._element(left, position), self._element(right, position))
            case Relation():
                return self._member(expression)
            case Both(left, right):
                return _both(self.formula(left), self.formula(right))
            case Implication(variables, left, right):
                formula = _implication(self.formula(left), self.formula(right))
                return self._closed(ForAll, variables, formula)
            case Denial(Implication(variables, left, right)):
                formula = _both(self.formula(left), complement(self.formula(right)))
                return self._closed(Exists, variables, formula)
            case Denial(body):
                return complement(self.formula(body))

    def _closed(
        self, quantifier: type[ForAll] | type[Exists], variables: tuple[str, ...], body: Formula
    ) -> Formula:
        for name in reversed(variables):
            variable = Variable(name, self.names.sort)
            if variable in body.free:
                body = quantifier(variable, body)
        return body

    def _member(self, relation: Relation) -> Formula:
        places = _MEMBERSHIP.get(relation.name)
        if places is None:
            hint = f"primitive are {', '.join(_MEMBERSHIP)} and ="
            message = f"{relation.name} is primitive, but not known"
            raise MplSyntaxError(message, position=relation.position, hint=hint)
        *elements, what = relation.arguments
        if what not in self.names.kinds:
            hint = "a theory speaks of the sets and functions that its definitions name"
            message = f"{what} stands for any set or function, which is not first-order"
            raise NotFirstOrder(message, position=relation.position, hint=hint)
        if self.names.kinds[what].arity != places:
            hint = f"it is said to be in {self.names.kinds[what].value}"
            message = f"{what} is not what {relation.name} speaks of"
            raise MplSyntaxError(message, position=relation.position, hint=hint)
        terms = tuple(self._element(element, relation) for element in elements)
        return TRUE if what == self.names.domain else Atom(self.names.relation(what), terms)

    def _element(self, name: str, relation: Relation) -> Term:
        kind = self.names.kinds.get(name)
        if kind is None:
            return Variable(name, self.names.sort)
        if kind is not Kind.ELEMENT:
            message = f"{name} is no element, as {relation.name} needs it"
            hint = "equations and memberships are about elements"
            raise NotFirstOrder(message, position=relation.position, hint=hint)
        return self.names.constant(name)


def rules_of(formula: Formula) -> Iterator[Rule]:
    """``formula`` as rules; no variable may be bound twice in it."""
    match formula:
        case And(parts):
            for part in parts:
                yield from rules_of(part)
        case ForAll(_, body):
            yield from rules_of(body)
        case Implies(left, right):
            premises = left.parts if isinstance(left, And) else (left,)
            for rule in rules_of(right):
                yield Rule((*premises, *rule.premises), rule.conclusion)
        case _ if formula is not TRUE:
            yield Rule((), formula)


def _both(left: Formula, right: Formula) -> Formula:
    if FALSE in (left, right):
        return FALSE
    parts: list[Formula] = []
    for formula in (left, right):
        if formula is not TRUE:
            parts += formula.parts if isinstance(formula, And) else (formula,)
    return conjunction(parts)


def _implication(left: Formula, right: Formula) -> Formula:
    if left is TRUE or right is TRUE:
        return right
    if left is FALSE:
        return TRUE
    return complement(left) if right is FALSE else Implies(left, right)
