"""The generating inferences of the superposition calculus.

Bachmair and Ganzinger, "Rewrite-based equational theorem proving with selection and
simplification" (1994).  Each rule is one function from parent clauses to conclusions.
Every rule is sound for a simple reason: the conclusion follows from the instances of its
parents under the unifier, by a case distinction on the literal resolved upon.

========================  =====================================================
resolution                ``C ∨ A`` and ``D ∨ ¬B`` give ``(C ∨ D)σ``, σ = mgu(A, B)
factoring                 ``C ∨ A ∨ B`` gives ``(C ∨ A)σ``, σ = mgu(A, B)
superposition             ``C ∨ l=r`` and ``D ∨ L[s]`` give ``(C ∨ D ∨ L[r])σ``,
                          σ = mgu(l, s), s no variable, lσ not smaller than rσ
equality resolution       ``C ∨ s≠t`` gives ``Cσ``, σ = mgu(s, t)
equality factoring        ``C ∨ s=t ∨ l=r`` gives ``(C ∨ t≠r ∨ l=r)σ``, σ = mgu(s, l)
========================  =====================================================
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from prover.logic.clause import Clause, Literal
from prover.logic.syntax import Application, Atom, Equality, Term, Variable
from prover.logic.unify import Bindings, resolved, unify_atoms, unify_terms
from prover.logic.walk import substitute_term
from prover.proof import Rule
from search.ordering import KnuthBendixOrder

__all__ = [
    "Inference",
    "Position",
    "equality_factoring",
    "equality_resolution",
    "factoring",
    "replace_at",
    "resolution",
    "subterms",
    "superposition",
]

Position = tuple[int, ...]
"""Path to a subterm: argument numbers from the literal's atom inwards."""


@dataclass(frozen=True, slots=True)
class Inference:
    """A conclusion and the rule and unifier that gave it."""

    rule: Rule
    clause: Clause
    bindings: Bindings


def resolution(left: Clause, i: int, right: Clause, j: int) -> Inference | None:
    """Resolve literal ``i`` of ``left`` against literal ``j`` of ``right`` (variables apart)."""
    bindings = _unify_either_way(left.literals[i].atom, right.literals[j].atom)
    if bindings is None:
        return None
    rest = _without(left, i) + _without(right, j)
    return _conclude(Rule.RESOLUTION, rest, bindings)


def factoring(clause: Clause, i: int) -> Iterator[Inference]:
    """Unify literal ``i`` with each later literal of the same sign."""
    literal = clause.literals[i]
    for j, other in enumerate(clause.literals):
        if j != i and other.positive == literal.positive:
            bindings = unify_atoms(literal.atom, other.atom)
            if bindings is not None:
                yield _conclude(Rule.FACTORING, _without(clause, j), bindings)


def equality_resolution(clause: Clause, i: int) -> Inference | None:
    """Make the two sides of the negative equation ``i`` equal."""
    atom = clause.literals[i].atom
    if clause.literals[i].positive or not isinstance(atom, Equality):
        return None
    bindings = unify_terms([(atom.left, atom.right)])
    if bindings is None:
        return None
    return _conclude(Rule.EQUALITY_RESOLUTION, _without(clause, i), bindings)


def equality_factoring(clause: Clause, i: int) -> Iterator[Inference]:
    """Merge the positive equation ``i`` with other positive equations of the clause."""
    atom = clause.literals[i].atom
    if not clause.literals[i].positive or not isinstance(atom, Equality):
        return
    for j, other in enumerate(clause.literals):
        if j == i or not other.positive or not isinstance(other.atom, Equality):
            continue
        for s, t in _directions(atom):
            for left, r in _directions(other.atom):
                bindings = unify_terms([(s, left)])
                if bindings is not None:
                    rest = (*_without(clause, i), Literal(False, Equality(t, r)))
                    yield _conclude(Rule.EQUALITY_FACTORING, rest, bindings)


def superposition(
    source: Clause, i: int, target: Clause, j: int, order: KnuthBendixOrder
) -> Iterator[Inference]:
    """Rewrite literal ``j`` of ``target`` by the positive equation ``i`` of ``source``."""
    equation = source.literals[i].atom
    assert isinstance(equation, Equality)
    literal = target.literals[j]
    for left, right in _directions(equation):
        if order.greater(right, left) or (isinstance(left, Variable) and left in right.free):
            continue
        for position, subterm in subterms(literal.atom):
            if isinstance(subterm, Variable) or not _may_unify(left, subterm):
                continue
            bindings = unify_terms([(left, subterm)])
            if bindings is None:
                continue
            rewritten = Literal(literal.positive, replace_at(literal.atom, position, right))
            inference = _conclude(
                Rule.SUPERPOSITION,
                (*_without(source, i), rewritten, *_without(target, j)),
                bindings,
            )
            if not _grows(left, right, inference.bindings, order):
                yield inference


def _may_unify(left: Term, subterm: Application) -> bool:
    """A cheap test; ``x = t`` without x in t rewrites anything, as in "there is one thing"."""
    return isinstance(left, Variable) or left.function is subterm.function


def _grows(left: Term, right: Term, bindings: Bindings, order: KnuthBendixOrder) -> bool:
    """True when the instance of the equation would replace a small side by a greater one."""
    return order.greater(substitute_term(right, bindings), substitute_term(left, bindings))


def subterms(atom: Atom | Equality) -> Iterator[tuple[Position, Term]]:
    """Every subterm occurrence of ``atom`` with its position, outermost first."""
    stack: list[tuple[Position, Term]] = [
        ((number,), argument) for number, argument in enumerate(_arguments(atom))
    ]
    while stack:
        position, term = stack.pop()
        yield position, term
        if isinstance(term, Application):
            stack.extend(((*position, n), a) for n, a in enumerate(term.arguments))


def replace_at(atom: Atom | Equality, position: Position, new: Term) -> Atom | Equality:
    """``atom`` with the subterm at ``position`` replaced by ``new``."""
    number, inner = position[0], position[1:]
    arguments = list(_arguments(atom))
    arguments[number] = _replace_in_term(arguments[number], inner, new)
    if isinstance(atom, Equality):
        return Equality(arguments[0], arguments[1])
    return Atom(atom.predicate, tuple(arguments))


def _replace_in_term(term: Term, position: Position, new: Term) -> Term:
    if not position:
        return new
    assert isinstance(term, Application)
    arguments = list(term.arguments)
    arguments[position[0]] = _replace_in_term(arguments[position[0]], position[1:], new)
    return Application(term.function, tuple(arguments))


def _arguments(atom: Atom | Equality) -> tuple[Term, ...]:
    return atom.arguments if isinstance(atom, Atom) else (atom.left, atom.right)


def _directions(equation: Equality) -> tuple[tuple[Term, Term], tuple[Term, Term]]:
    return (equation.left, equation.right), (equation.right, equation.left)


def _unify_either_way(left: Atom | Equality, right: Atom | Equality) -> Bindings | None:
    bindings = unify_atoms(left, right)
    if bindings is None and isinstance(left, Equality) and isinstance(right, Equality):
        bindings = unify_atoms(left, Equality(right.right, right.left))
    return bindings


def _without(clause: Clause, index: int) -> tuple[Literal, ...]:
    return clause.literals[:index] + clause.literals[index + 1 :]


def _conclude(rule: Rule, literals: tuple[Literal, ...], bindings: Bindings) -> Inference:
    substitution = resolved(bindings)
    clause = Clause.of(literal.substitute(substitution) for literal in literals)
    return Inference(rule, clause, substitution)
