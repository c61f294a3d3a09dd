"""Lemmas with conditions, applied to what a goal assumes: unit-resulting resolution.

A lemma is a clause, and the hypotheses with the denied goal are units.  Where all literals of a
clause but one are denied by units, the one is a new unit; where all are, the goal is proved
(McCharen, Overbeek and Wos, "Complexity and related enhancements for automated theorem-proving
programs", 1976).  That is what rewriting cannot do with ``x ≤ y ∧ y ≤ z → x ≤ z``, whose
condition has a variable of its own, nor with ``x ≤ y ∧ y ≤ x → x = y``, which has no larger side.
New units speak of terms at hand only, so that there is an end to it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from prover.logic.syntax import (
    FALSE,
    And,
    Application,
    Atom,
    Equality,
    Formula,
    Implies,
    Not,
    Or,
    Symbol,
    Variable,
)
from prover.logic.unify import Bindings
from prover.logic.walk import complement, free_variables, nodes, strip_universals, substitute
from search.induction.deduction import Deduction, inferred
from search.induction.sequents import Reduction, Sequent
from search.rewriting.rules import match_redex

__all__ = ["Clause", "clauses_of", "resolved"]

MAX_LITERALS = 5
"""In a clause."""

MAX_UNITS = 24
"""Hypotheses that are looked at."""

MAX_NEW = 6
"""Units that are added at once."""

Head = tuple[bool, Symbol | type]
"""Whether a literal is positive, and its predicate."""


@dataclass(frozen=True, slots=True, eq=False)
class Clause:
    """A statement as a disjunction of literals.

    Attributes:
        literals: two or more.
        source: says so.
        denied: the heads of the units that would deny the literals.
    """

    literals: tuple[Formula, ...]
    source: Deduction
    denied: tuple[Head, ...]


@dataclass(frozen=True, slots=True)
class _Resolvent:
    """What is left of a clause when units deny the rest: one literal, or nothing."""

    literal: Formula
    clause: Clause
    bindings: Bindings


def clauses_of(statement: Deduction) -> Iterator[Clause]:
    """The clause that a statement is, if it is one with several literals."""
    _, body = strip_universals(statement.conclusion)
    literals = tuple(dict.fromkeys(_literals(body)))
    if 1 < len(literals) <= MAX_LITERALS and all(_is_literal(each) for each in literals):
        yield Clause(literals, statement, tuple(_head(complement(each)) for each in literals))


def resolved(sequent: Sequent, clauses: Iterable[Clause]) -> Reduction | None:
    """The sequent proved by one of the clauses, or with what they add to its hypotheses."""
    units = dict.fromkeys(
        unit
        for unit in (*_denied(sequent.goal), *sequent.hypotheses, *sequent.induction)
        if _is_literal(unit)
    )
    listed = tuple(units)[:MAX_UNITS]
    heads = {_head(unit) for unit in listed}
    terms: frozenset[object] | None = None
    found: dict[Formula, _Resolvent] = {}
    for clause in clauses:
        if sum(head not in heads for head in clause.denied) > 1:
            continue
        for each in _resolvents(clause, listed):
            if each.literal is FALSE:
                return _proved(sequent, each)
            if terms is None:
                terms = frozenset(_terms((sequent.goal, *sequent.hypotheses)))
            if _is_new(each.literal, units, sequent, terms):
                found.setdefault(each.literal, each)
        if len(found) >= MAX_NEW:
            break
    return _added(sequent, tuple(found.values())[:MAX_NEW]) if found else None


def _is_new(
    literal: Formula,
    units: Collection[Formula],
    sequent: Sequent,
    terms: Collection[object],
) -> bool:
    if literal in units or literal in sequent.used:
        return False
    return all(term in terms for term in _terms((literal,)))


def _terms(formulas: Iterable[Formula]) -> Iterator[object]:
    for formula in formulas:
        for node in nodes(formula):
            if isinstance(node, Variable | Application):
                yield node


def _proved(sequent: Sequent, last: _Resolvent) -> Reduction:
    instances = {0: tuple(last.bindings.items())}
    return Reduction(
        (), lambda _: inferred(sequent.statement, last.clause.source, instances=instances)
    )


def _added(sequent: Sequent, found: Sequence[_Resolvent]) -> Reduction:
    new = tuple(each.literal for each in found)
    larger = replace(
        sequent,
        hypotheses=(*sequent.hypotheses, *new),
        used=sequent.used | frozenset(new),
    )
    instances = {n: tuple(each.bindings.items()) for n, each in enumerate(found, start=1)}
    sources = [each.clause.source for each in found]
    return Reduction(
        (larger,),
        lambda proofs: inferred(sequent.statement, proofs[0], *sources, instances=instances),
    )


def _resolvents(clause: Clause, units: Sequence[Formula]) -> Iterator[_Resolvent]:
    """Every way to deny all literals but one; all of them, if there is one."""
    for skipped in (None, *range(len(clause.literals))):
        others = [each for n, each in enumerate(clause.literals) if n != skipped]
        for bindings in _denials(others, units, {}):
            if skipped is None:
                yield _Resolvent(FALSE, clause, bindings)
                return
            literal = clause.literals[skipped]
            if all(variable in bindings for variable in free_variables(literal)):
                yield _Resolvent(substitute(literal, bindings), clause, bindings)


def _denials(
    literals: Sequence[Formula], units: Sequence[Formula], bindings: Bindings
) -> Iterator[Bindings]:
    if not literals:
        yield bindings
        return
    first, *rest = literals
    for unit in units:
        for found in _matches(complement(first), unit, bindings):
            yield from _denials(rest, units, found)


def _matches(pattern: Formula, unit: Formula, bindings: Bindings) -> Iterator[Bindings]:
    if isinstance(pattern, Not) and isinstance(unit, Not):
        pattern, unit = pattern.body, unit.body
    match pattern, unit:
        case Equality(), Equality(left=left, right=right):
            for each in (unit, Equality(right, left)):
                found = match_redex(pattern, each, bindings)
                if found is not None:
                    yield found
        case Atom(), Atom():
            found = match_redex(pattern, unit, bindings)
            if found is not None:
                yield found
        case _:
            return


def _denied(goal: Formula) -> Iterator[Formula]:
    if _is_literal(goal):
        yield complement(goal)


def _literals(body: Formula) -> Iterator[Formula]:
    match body:
        case Implies(left=left, right=right):
            assumed = left.parts if isinstance(left, And) else (left,)
            yield from (complement(each) for each in assumed)
            yield from _literals(right)
        case Or(parts=parts):
            yield from parts
        case _:
            yield body


def _is_literal(formula: Formula) -> bool:
    inner = formula.body if isinstance(formula, Not) else formula
    return isinstance(inner, Atom | Equality)


def _head(literal: Formula) -> Head:
    inner = literal.body if isinstance(literal, Not) else literal
    symbol = inner.predicate if isinstance(inner, Atom) else Equality
    return not isinstance(literal, Not), symbol
