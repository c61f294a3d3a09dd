"""Using disjunctive facts: without a choice where only one case is left, else by cases.

A fact such as ``A ∧ B → C`` *fires* when A and B are seen to hold, or C to fail; ``A ∨ B``
when one of the two fails.  Facts that say nothing new any more are dropped.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from prover.export.lean.branch import Branch
from prover.export.lean.combinators import conjunction
from prover.export.lean.terms import (
    EXCLUDED_MIDDLE,
    IFF_OF_FALSE,
    IFF_OF_TRUE,
    Apply,
    Function,
    Local,
    Name,
    ProofTerm,
    Proposition,
    apply,
    assume,
    by_contradiction,
    part,
)
from prover.logic.syntax import FALSE, And, Formula, Iff, Implies, Not, Or, Xor

__all__ = ["Cases", "conditions", "fire", "split"]

Facts = list[tuple[Formula, ProofTerm]]


def fire(branch: Branch) -> None:
    """Add to ``branch`` everything that its disjunctive facts say without a choice."""
    changed = True
    while changed and branch.absurdity is None:
        changed = False
        for choice in tuple(branch.choices):
            found = _decided(branch, choice, branch.facts[choice])
            if found is None:
                continue
            changed = True
            branch.choices.pop(choice)
            for formula, proof in found:
                branch.add(formula, proof)
            if branch.absurdity is not None:
                return


def _decided(branch: Branch, choice: Formula, why: ProofTerm) -> Facts | None:
    """What ``choice`` leaves only one way for; ``None`` while there are several."""
    match choice:
        case Or(parts=parts):
            return _disjunction(branch, parts, why)
        case Implies(left=left, right=right):
            return _implication(branch, left, right, why)
        case Iff(left=left, right=right):
            return _equivalence(branch, left, right, why)
        case Xor(left=left, right=right) | Not(body=Iff(left=left, right=right)):
            return _exclusion(branch, left, right, why)
        case Not(body=And(parts=parts)):
            return _denied_conjunction(branch, parts, why)
        case _:
            raise AssertionError(f"{choice} leaves no choice")


def _disjunction(branch: Branch, parts: Sequence[Formula], why: ProofTerm) -> Facts | None:
    if any(branch.proof(each) is not None for each in parts):
        return []
    refutations = [branch.refutation(each) for each in parts]
    left = [index for index, refuted in enumerate(refutations) if refuted is None]
    if len(left) > 1:
        return None
    if not left:
        refuted = branch.refutation(Or(tuple(parts)))
        assert refuted is not None
        return [(FALSE, refuted(why))]
    index = left[0]
    for refuted in refutations[:index]:
        assert refuted is not None
        why = apply(Name("Or.resolve_left"), why, assume(refuted))
    others = parts[index + 1 :]
    if others:
        rest = others[0] if len(others) == 1 else Or(tuple(others))
        refuted = branch.refutation(rest)
        assert refuted is not None
        why = apply(Name("Or.resolve_right"), why, assume(refuted))
    return [(parts[index], why)]


def _implication(branch: Branch, left: Formula, right: Formula, why: ProofTerm) -> Facts | None:
    if branch.proof(right) is not None or branch.refutation(left) is not None:
        return []
    holds = branch.proof(left)
    if holds is not None:
        return [(right, apply(why, holds))]
    refuted = branch.refutation(right)
    if refuted is not None:
        return [(Not(left), assume(lambda h: refuted(apply(why, h))))]
    return None


def _equivalence(branch: Branch, left: Formula, right: Formula, why: ProofTerm) -> Facts | None:
    for known, other, way, back in ((left, right, "mp", "mpr"), (right, left, "mpr", "mp")):
        holds = branch.proof(known)
        if holds is not None:
            return [(other, apply(part(why, way), holds))]
        refuted = branch.refutation(known)
        if refuted is not None:
            local = Local()
            return [(Not(other), Function(local, refuted(apply(part(why, back), local))))]
    return None


def _exclusion(branch: Branch, left: Formula, right: Formula, why: ProofTerm) -> Facts | None:
    for known, other, turned in ((left, right, False), (right, left, True)):
        local = Local()
        holds = branch.proof(known)
        if holds is not None:
            pair = (local, holds) if turned else (holds, local)
            return [(Not(other), Function(local, apply(why, apply(IFF_OF_TRUE, *pair))))]
        refuted = branch.refutation(known)
        if refuted is not None:
            denial = assume(refuted)
            pair = (local, denial) if turned else (denial, local)
            absurdity = apply(why, apply(IFF_OF_FALSE, *pair))
            return [(other, by_contradiction(local, absurdity))]
    return None


def _denied_conjunction(branch: Branch, parts: Sequence[Formula], why: ProofTerm) -> Facts | None:
    if any(branch.refutation(each) is not None for each in parts):
        return []
    proofs = [branch.proof(each) for each in parts]
    left = [index for index, proof in enumerate(proofs) if proof is None]
    if len(left) > 1:
        return None
    local = Local()
    found = [local if proof is None else proof for proof in proofs]
    absurdity = apply(why, conjunction(found))
    if not left:
        return [(FALSE, absurdity)]
    return [(Not(parts[left[0]]), Function(local, absurdity))]


@dataclass(frozen=True, slots=True)
class Cases:
    """``proof`` says that one of ``parts`` holds; ``about`` is what is decided by that."""

    parts: tuple[Formula, ...]
    proof: ProofTerm
    about: Formula


def split(branch: Branch, *, classical: bool) -> Cases | None:
    """The cases to distinguish next, if any are left.

    Without ``classical`` only disjunctions are split, else also whether a condition holds.
    """
    disjunctions = [choice for choice in branch.choices if isinstance(choice, Or)]
    if disjunctions:
        least = min(disjunctions, key=lambda choice: len(choice.parts))
        return Cases(least.parts, branch.facts[least], least)
    if not classical:
        return None
    for choice in branch.choices:
        condition = conditions(branch, choice)[0]
        excluded_middle = Apply(EXCLUDED_MIDDLE, (Proposition(condition),))
        return Cases((condition, Not(condition)), excluded_middle, condition)
    return None


def conditions(branch: Branch, choice: Formula) -> tuple[Formula, ...]:
    """Formulas on which it depends what ``choice`` says, undecided so far."""
    match choice:
        case Not(body=And(parts=parts)):
            return tuple(each for each in parts if branch.proof(each) is None)
        case Not(body=Iff(left=left)) | Implies(left=left) | Iff(left=left) | Xor(left=left):
            return (left, Not(left))
        case _:
            return ()
