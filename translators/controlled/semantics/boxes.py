"""Discourse representation structures: how indefinites get their scope.

A box (Kamp & Reyle 1993, *From Discourse to Logic*) holds referents and conditions.  An
indefinite adds a referent to the box it stands in; the translation to first-order logic
then decides its quantifier by where the box stands: a referent of an if-clause becomes
universal, any other existential.  That is what makes donkey sentences compositional.

    [x…| C…]        ⇒  ∃x… (C ∧ …)
    [x…| A…] → B    ⇒  ∀x… (A ∧ … → B)
    [x…| A…] ↔ B    ⇒  ∀x… (A ∧ … ↔ B)
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import assert_never

from prover.logic.syntax import (
    FALSE,
    INDIVIDUAL,
    TRUE,
    And,
    Application,
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

__all__ = ["Alternatives", "Box", "Denial", "Equivalence", "Implication", "box_formula"]


@dataclass(frozen=True, slots=True)
class Box:
    """Referents introduced here and the conditions on them."""

    referents: tuple[Variable, ...] = ()
    conditions: tuple[Condition, ...] = ()

    def __add__(self, other: Box) -> Box:
        return Box(self.referents + other.referents, self.conditions + other.conditions)


@dataclass(frozen=True, slots=True)
class Denial:
    """The box is not so."""

    body: Box


@dataclass(frozen=True, slots=True)
class Implication:
    """Every way to satisfy ``left`` satisfies ``right``."""

    left: Box
    right: Box


@dataclass(frozen=True, slots=True)
class Equivalence:
    """For all values of the referents of ``left``: ``left`` and ``right`` agree."""

    left: Box
    right: Box


@dataclass(frozen=True, slots=True)
class Alternatives:
    """At least one of the parts, or exactly one of them."""

    parts: tuple[Box, ...]
    exclusive: bool = False


Condition = Atom | Equality | Denial | Implication | Equivalence | Alternatives

_NAMES = ("x", "y", "z", "u", "v", "w")


def box_formula(box: Box) -> Formula:
    """The box as a formula; bound variables are renamed x, y, z, … in order of appearance."""
    return _Naming().exists(box, {})


class _Naming:
    """Translation with canonical variable names, so that equal meanings are equal formulas."""

    def __init__(self) -> None:
        self.used = 0

    def _fresh(self) -> Variable:
        lap, place = divmod(self.used, len(_NAMES))
        self.used += 1
        return Variable(_NAMES[place] + (str(lap) if lap else ""), INDIVIDUAL)

    def _open(
        self, box: Box, names: dict[Variable, Variable]
    ) -> tuple[list[Variable], dict[Variable, Variable]]:
        new = [self._fresh() for _ in box.referents]
        return new, names | dict(zip(box.referents, new, strict=True))

    def exists(self, box: Box, names: dict[Variable, Variable]) -> Formula:
        new, inner = self._open(box, names)
        body = self._all(box, inner)
        for variable in reversed(new):
            if variable in body.free:
                body = Exists(variable, body)
        return body

    def _all(self, box: Box, names: dict[Variable, Variable]) -> Formula:
        return conjunction([self.condition(c, names) for c in box.conditions])

    def condition(self, condition: Condition, names: dict[Variable, Variable]) -> Formula:
        match condition:
            case Atom(predicate, arguments):
                return Atom(predicate, tuple(_rename(t, names) for t in arguments))
            case Equality(left, right):
                return Equality(_rename(left, names), _rename(right, names))
            case Denial(body):
                return negation(self.exists(body, names))
            case Implication(left, right):
                return self._universal(left, right, names, both_ways=False)
            case Equivalence(left, right):
                return self._universal(left, right, names, both_ways=True)
            case Alternatives(parts, exclusive):
                found = [self.exists(p, names) for p in parts]
                return _exactly_one(found) if exclusive else _disjunction(found)
            case _:
                assert_never(condition)

    def _universal(
        self, left: Box, right: Box, names: dict[Variable, Variable], *, both_ways: bool
    ) -> Formula:
        new, inner = self._open(left, names)
        before, after = self._all(left, inner), self.exists(right, inner)
        body: Formula
        if both_ways:
            body = Iff(before, after)
        elif before is TRUE:
            body = after
        elif after is FALSE:
            body = Not(before)
        else:
            body = Implies(before, after)
        for variable in reversed(new):
            if variable in body.free:
                body = ForAll(variable, body)
        return body


def _rename(term: Term, names: dict[Variable, Variable]) -> Term:
    if isinstance(term, Variable):
        return names[term]
    return Application(term.function, tuple(_rename(t, names) for t in term.arguments))


def conjunction(parts: list[Formula]) -> Formula:
    """The conjunction, flattened, without repetitions."""
    flat: list[Formula] = []
    for part in parts:
        for piece in part.parts if isinstance(part, And) else (part,):
            if piece is not TRUE and piece not in flat:
                flat.append(piece)
    if not flat:
        return TRUE
    return flat[0] if len(flat) == 1 else And(tuple(flat))


def _disjunction(parts: list[Formula]) -> Formula:
    flat: list[Formula] = []
    for part in parts:
        for piece in part.parts if isinstance(part, Or) else (part,):
            if piece not in flat:
                flat.append(piece)
    return flat[0] if len(flat) == 1 else Or(tuple(flat))


def _exactly_one(parts: list[Formula]) -> Formula:
    """Exclusive *or*: of three or more parts exactly one, which chained Xor would not say."""
    if len(parts) == 2:
        return Xor(parts[0], parts[1])
    pairs: list[Formula] = [Not(And((a, b))) for i, a in enumerate(parts) for b in parts[i + 1 :]]
    return And((Or(tuple(parts)), *pairs))


def negation(formula: Formula) -> Formula:
    """The negation, without a double *not*."""
    if isinstance(formula, Not):
        return formula.body
    if isinstance(formula, TruthValue):
        return FALSE if formula.value else TRUE
    return Not(formula)
