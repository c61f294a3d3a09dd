"""What stands in a formula where: its literals, and the places where something exists.

A *site* is a subformula ``∃y φ`` of a formula in negation normal form: where a prover puts a
Skolem function.  How far quantifiers were pushed inwards before that is the prover's choice,
so there are several normal forms to look at.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from itertools import count
from typing import assert_never

from prover.errors import ProverError
from prover.logic.syntax import (
    FALSE,
    TRUE,
    And,
    Atom,
    Equality,
    Exists,
    ForAll,
    Formula,
    Iff,
    Implies,
    Not,
    Or,
    Term,
    TruthValue,
    Variable,
    Xor,
)
from prover.logic.walk import conjunction, disjunction, substitute

__all__ = ["Literal", "Scopes", "Scoping", "Site", "literals", "orders", "scopes_of", "terms_of"]

_LARGEST = 100_000
"""Nodes of a normal form; equivalences within equivalences double it again and again."""

Literal = tuple[bool, "Atom | Equality"]
"""Whether an atom occurs positively, and the atom."""


class Scoping(Enum):
    """How far quantifiers stand inside.

    ``DISTRIBUTED``: ∀ goes through ∧ and ∃ through ∨, and both past what does not speak of
    their variable.  ``NARROW``: the latter only.  ``AS_WRITTEN``: where they were.
    """

    DISTRIBUTED = "distributed"
    NARROW = "narrow"
    AS_WRITTEN = "as written"


@dataclass(frozen=True, slots=True)
class Site:
    """``formula`` within the quantifiers of the variables ``scope``, outermost first."""

    formula: ForAll | Exists
    scope: tuple[Variable, ...]


@dataclass(slots=True)
class Scopes:
    """Literals and sites of a formula; every quantifier has a variable of its own."""

    literals: list[Literal] = field(default_factory=list)
    sites: dict[Variable, Site] = field(default_factory=dict)


class _TooLarge(ProverError):
    """A normal form is too large to be looked at."""


def literals(formula: Formula, positive: bool = True) -> Iterator[Literal]:
    """The literals of ``formula`` from left to right; below ↔ and ⊕ an atom has both signs."""
    match formula:
        case Atom() | Equality():
            yield positive, formula
        case TruthValue():
            return
        case Not(body=body):
            yield from literals(body, not positive)
        case And(parts=parts) | Or(parts=parts):
            for part in parts:
                yield from literals(part, positive)
        case Implies(left=left, right=right):
            yield from literals(left, not positive)
            yield from literals(right, positive)
        case Iff(left=left, right=right) | Xor(left=left, right=right):
            for part in (left, right):
                yield from literals(part, positive)
                yield from literals(part, not positive)
        case ForAll(body=body) | Exists(body=body):
            yield from literals(body, positive)
        case _:
            assert_never(formula)


def terms_of(atom: Atom | Equality) -> tuple[Term, ...]:
    """The arguments of an atom, the sides of an equation."""
    return (atom.left, atom.right) if isinstance(atom, Equality) else atom.arguments


def orders(atom: Atom | Equality) -> Iterator[tuple[Term, ...]]:
    """The terms of an atom; those of an equation in both orders."""
    yield terms_of(atom)
    if isinstance(atom, Equality):
        yield atom.right, atom.left


def scopes_of(formula: Formula, scoping: Scoping, numbers: Iterator[int]) -> Scopes | None:
    """The literals and sites of the normal form of ``formula``, ``None`` where it is too large.

    Args:
        formula: a closed formula.
        scoping: which normal form.
        numbers: make the names of its variables, so that several formulas share none.
    """
    try:
        normal = _NormalForm(scoping, numbers).of(formula, True)
    except _TooLarge:
        return None
    found = Scopes()
    _look(normal, (), found)
    return found


def _look(formula: Formula, scope: tuple[Variable, ...], found: Scopes) -> None:
    match formula:
        case And(parts=parts) | Or(parts=parts):
            for part in parts:
                _look(part, scope, found)
        case ForAll(variable=variable, body=body):
            _look(body, (*scope, variable), found)
        case Exists(variable=variable, body=body):
            found.sites[variable] = Site(formula, scope)
            _look(body, (*scope, variable), found)
        case _:
            found.literals += literals(formula)


@dataclass(slots=True)
class _NormalForm:
    """Negation normal form with quantifiers placed by ``scoping``, variables made new."""

    scoping: Scoping
    numbers: Iterator[int]
    _size: Iterator[int] = field(default_factory=count)

    def of(self, formula: Formula, positive: bool) -> Formula:
        if next(self._size) > _LARGEST:
            raise _TooLarge("a normal form is too large")
        match formula:
            case Atom() | Equality():
                return formula if positive else Not(formula)
            case TruthValue(value=value):
                return TRUE if value == positive else FALSE
            case Not(body=body):
                return self.of(body, not positive)
            case And(parts=parts) | Or(parts=parts):
                return _join(
                    isinstance(formula, And) == positive, [self.of(p, positive) for p in parts]
                )
            case Implies(left=left, right=right):
                return _join(not positive, [self.of(left, not positive), self.of(right, positive)])
            case Iff(left=left, right=right):
                return self._equivalence(left, right, positive)
            case Xor(left=left, right=right):
                return self._equivalence(left, right, not positive)
            case ForAll(variable=variable, body=body) | Exists(variable=variable, body=body):
                fresh = Variable(f"{variable.name}·{next(self.numbers)}", variable.sort)
                inner = self.of(substitute(body, {variable: fresh}), positive)
                maker = ForAll if isinstance(formula, ForAll) == positive else Exists
                return self._quantified(maker, fresh, inner)
            case _:
                assert_never(formula)

    def _equivalence(self, left: Formula, right: Formula, same: bool) -> Formula:
        first = _join(False, [self.of(left, False), self.of(right, same)])
        second = _join(False, [self.of(left, True), self.of(right, not same)])
        return _join(True, [first, second])

    def _quantified(
        self, maker: type[ForAll] | type[Exists], variable: Variable, body: Formula
    ) -> Formula:
        if self.scoping is Scoping.AS_WRITTEN or not isinstance(body, And | Or):
            return maker(variable, body)
        conjunctive = isinstance(body, And)
        inside = [part for part in body.parts if variable in part.free]
        outside = [part for part in body.parts if variable not in part.free]
        if self.scoping is Scoping.DISTRIBUTED and conjunctive == (maker is ForAll):
            narrowed = [self._renamed(maker, variable, part) for part in inside]
        elif outside and inside:
            narrowed = [self._quantified(maker, variable, _join(conjunctive, inside))]
        else:
            return maker(variable, body)
        return _join(conjunctive, [*outside, *narrowed])

    def _renamed(
        self, maker: type[ForAll] | type[Exists], variable: Variable, body: Formula
    ) -> Formula:
        fresh = Variable(f"{variable.name}·{next(self.numbers)}", variable.sort)
        return self._quantified(maker, fresh, substitute(body, {variable: fresh}))


def _join(conjunctive: bool, parts: list[Formula]) -> Formula:
    """Conjunction or disjunction, nested ones made one."""
    kind = And if conjunctive else Or
    flat: list[Formula] = []
    for part in parts:
        flat += part.parts if isinstance(part, kind) else (part,)
    return conjunction(flat) if conjunctive else disjunction(flat)
