"""The generating inferences: superposition on literals that are equations.

Bachmair and Ganzinger, "Rewrite-based equational theorem proving with selection and
simplification" (1994).  With ``P`` read as ``P = ⊤`` three rules are the whole calculus:

===================  ==================================================================
superposition        ``C ∨ l=r`` and ``D[u]`` give ``(C ∨ D[u := r])σ``, σ = mgu(l, u)
equality resolution  ``C ∨ s≠t`` gives ``Cσ``, σ = mgu(s, t)
equality factoring   ``C ∨ s=t ∨ l=r`` gives ``(C ∨ t≠r ∨ l=r)σ``, σ = mgu(s, l)
===================  ==================================================================

Superposition is sound because either C holds or l and r are equal, and then u may be replaced
by r *wherever* it occurs in D (simultaneous superposition, Benanav 1990): no positions are
needed.  Where u is an atom this is resolution: ``D ∨ ¬A`` becomes ``D ∨ ⊤≠⊤``.  Equality
factoring of atoms is factoring.  Only maximal literals take part, or one selected negative
literal, and only their greater sides.
"""

from __future__ import annotations

from search.saturation.clauses import Literal, LiteralBank
from search.saturation.terms import MAX_TERM_DEPTH, Term
from search.saturation.unification import Instance

__all__ = ["equality_factoring", "equality_resolution", "superposition"]

Literals = tuple[Literal, ...]


def superposition(
    bank: LiteralBank,
    source: Literals,
    equation: Literal,
    left: Term,
    target: Literals,
    term: Term,
    instance: Instance,
) -> Literals | None:
    """Replace ``term`` in ``target`` by means of ``equation``, one of ``source``.

    ``left`` is the side of the equation that ``instance`` makes equal to ``term``.  ``None``
    means that the conclusion is a tautology or that the order forbids it.
    """
    right = equation.right if left is equation.left else equation.left
    if not equation.oriented:
        big, small = instance.of(left), instance.of(right)
        if big is small or bank.order.greater(small, big):
            return None
    kept = [bank.instance(literal, instance) for literal in source if literal is not equation]
    if term.ground:
        target = tuple([_replaced(bank, literal, term, right) for literal in target])
    else:
        instance.built[term] = instance.of(right)
    for literal in target:
        kept.append(bank.instance(literal, instance))
    return _conclusion(bank, kept)


def _replaced(bank: LiteralBank, literal: Literal, old: Term, new: Term) -> Literal:
    left = bank.terms.replaced(literal.left, old, new)
    right = bank.terms.replaced(literal.right, old, new)
    if left is literal.left and right is literal.right:
        return literal
    return bank.literal(literal.positive, left, right)


def equality_resolution(
    bank: LiteralBank, literals: Literals, equation: Literal, instance: Instance
) -> Literals | None:
    """Drop the negative ``equation``, whose sides ``instance`` makes equal."""
    kept = [bank.instance(literal, instance) for literal in literals if literal is not equation]
    return _conclusion(bank, kept)


def equality_factoring(
    bank: LiteralBank,
    literals: Literals,
    equation: Literal,
    left: Term,
    other: Literal,
    other_left: Term,
    instance: Instance,
) -> Literals | None:
    """Merge the positive ``equation`` with another one, whose sides ``left`` become equal."""
    right = equation.right if left is equation.left else equation.left
    other_right = other.right if other_left is other.left else other.left
    if not equation.oriented and bank.order.greater(instance.of(right), instance.of(left)):
        return None
    kept = [bank.instance(literal, instance) for literal in literals if literal is not equation]
    kept.append(bank.literal(False, instance.of(right), instance.of(other_right)))
    return _conclusion(bank, kept)


def _conclusion(bank: LiteralBank, literals: list[Literal]) -> Literals | None:
    """The clause, if it is no tautology and not too deep to be of use."""
    kept: dict[Literal, None] = {}
    for literal in literals:
        if literal.left is literal.right:
            if literal.positive:
                return None
        elif literal.depth > MAX_TERM_DEPTH:
            bank.truncated = True
            return None
        else:
            kept[literal] = None
    return tuple(kept)
