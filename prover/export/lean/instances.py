"""Instances of universal facts, as many as seem useful."""

from __future__ import annotations

from collections.abc import Iterator
from enum import IntEnum

from prover.export.lean.branch import Branch
from prover.export.lean.matching import Known, Universal, ground_atoms
from prover.export.lean.terms import Element, Pair, ProofTerm, apply, assume
from prover.logic.syntax import Atom, Equality, Formula, Not, Term

__all__ = ["Reach", "instantiate"]

MOST_NEW = 120
"""Instances that one round may add to a branch."""


class Reach(IntEnum):
    """How far to look for terms: at facts, at what facts leave open, or at all terms."""

    FACTS = 0
    CHOICES = 1
    TERMS = 2


def instantiate(branch: Branch, reach: Reach) -> bool:
    """Add new instances of the universal facts of ``branch``; whether there were any."""
    new = 0
    for universal, terms in list(_candidates(branch, reach)):
        instance = universal.at(terms)
        if instance in branch.facts or branch.proof(instance) is not None:
            continue
        new += 1
        branch.add(instance, _instance_proof(branch, universal, terms))
        if branch.absurdity is not None or new >= MOST_NEW:
            break
    return new > 0


def _candidates(branch: Branch, reach: Reach) -> Iterator[tuple[Universal, tuple[Term, ...]]]:
    literals = [_signed(literal) for literal in branch.literals]
    if reach >= Reach.CHOICES:
        literals += [atom for choice in branch.choices for atom in ground_atoms(choice)]
    known = Known.of(literals)
    for fact in tuple(branch.universals):
        universal = Universal.of(fact)
        wide = reach is Reach.TERMS
        found = universal.any_terms(known) if wide else universal.matching(known)
        yield from ((universal, chosen) for chosen in found)


def _signed(literal: Formula) -> tuple[Atom | Equality, bool]:
    atom = literal.body if isinstance(literal, Not) else literal
    assert isinstance(atom, Atom | Equality)
    return atom, not isinstance(literal, Not)


def _instance_proof(branch: Branch, universal: Universal, terms: tuple[Term, ...]) -> ProofTerm:
    why = branch.facts[universal.formula]
    elements = [Element(term) for term in terms]
    if not universal.negated:
        return apply(why, *elements)

    def refuted(h: ProofTerm) -> ProofTerm:
        for element in reversed(elements):
            h = Pair(element, h)
        return apply(why, h)

    return assume(refuted)
