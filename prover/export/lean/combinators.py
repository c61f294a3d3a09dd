"""Conjunctions and disjunctions of several parts, and refutations put together.

Lean nests ∧ and ∨ to the right.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from prover.export.lean.terms import (
    OR_ELIM,
    Apply,
    Function,
    Local,
    Name,
    Pair,
    ProofTerm,
    apply,
    assume,
    part,
)

__all__ = [
    "Refutation",
    "cases",
    "component",
    "conjunction",
    "denied_disjunct",
    "injection",
    "refuting_application",
    "refuting_component",
    "refuting_denial",
    "refuting_direction",
    "refuting_either",
]

Refutation = Callable[[ProofTerm], ProofTerm]
"""A proof of falsity from a proof of the formula refuted."""


def conjunction(proofs: Sequence[ProofTerm]) -> ProofTerm:
    """All of ``proofs``."""
    *others, result = proofs
    for proof in reversed(others):
        result = Pair(proof, result)
    return result


def component(proof: ProofTerm, index: int, size: int) -> ProofTerm:
    """Conjunct ``index`` of ``size``."""
    for _ in range(index):
        proof = part(proof, "2")
    return part(proof, "1") if index < size - 1 else proof


def injection(proof: ProofTerm, index: int, size: int) -> ProofTerm:
    """The disjunction of ``size`` parts, because part ``index`` holds."""
    if index < size - 1:
        proof = apply(Name("Or.inl"), proof)
    for _ in range(index):
        proof = apply(Name("Or.inr"), proof)
    return proof


def cases(proof: ProofTerm, branches: Sequence[ProofTerm]) -> ProofTerm:
    """``Or.elim proof …`` with one branch for each part of the disjunction."""
    if len(branches) == 1:
        return apply(branches[0], proof)
    first, *others = branches
    local = Local()
    rest = others[0] if len(others) == 1 else Function(local, cases(local, others))
    return Apply(OR_ELIM, (proof, first, rest))


def denied_disjunct(denial: ProofTerm, index: int, size: int) -> ProofTerm:
    """That disjunct ``index`` fails, because the disjunction of ``size`` parts does."""
    return assume(lambda h: apply(denial, injection(h, index, size)))


def refuting_component(refuted: Refutation, index: int, size: int) -> Refutation:
    """A conjunction fails with its conjunct ``index``."""
    return lambda h: refuted(component(h, index, size))


def refuting_denial(proof: ProofTerm) -> Refutation:
    """A negation fails where the formula is proved."""
    return lambda h: apply(h, proof)


def refuting_application(refuted: Refutation, argument: ProofTerm) -> Refutation:
    """An implication fails, or a universal statement, where it does for ``argument``."""
    return lambda h: refuted(apply(h, argument))


def refuting_direction(refuted: Refutation, argument: ProofTerm, way: str) -> Refutation:
    """An equivalence fails where one of its directions (``mp``, ``mpr``) does."""
    return lambda h: refuted(apply(part(h, way), argument))


def refuting_either(first: Refutation, second: Refutation) -> Refutation:
    """A disjunction fails where both of its sides do."""
    return lambda h: cases(h, [assume(first), assume(second)])
