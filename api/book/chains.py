"""Chains of equations: ``s = t1 = t2``, which steps they are, and what each of them changed."""

from __future__ import annotations

from dataclasses import dataclass

from api.book.mathematics import Path
from prover.logic.syntax import Application, Equality, Formula, Iff, Implies, Node, Term, Variable
from prover.logic.walk import strip_universals
from prover.proof import Rule, Step

__all__ = ["Link", "changed", "link_of", "same_line"]


@dataclass(frozen=True, slots=True)
class Link:
    """What a rewriting step says: under hypotheses, ``left`` is ``right``."""

    variables: tuple[Variable, ...]
    hypotheses: Formula | None
    left: Term | Formula
    right: Term | Formula
    sign: str


def link_of(step: Step) -> Link | None:
    """``step`` as a link of a chain, if it says an equation or an equivalence."""
    if step.rule not in (Rule.DEMODULATION, Rule.INSTANTIATION):
        return None
    variables, body = strip_universals(step.conclusion)
    hypotheses = None
    if isinstance(body, Implies):
        hypotheses, body = body.left, body.right
    match body:
        case Equality(left=left, right=right):
            return Link(variables, hypotheses, left, right, "=")
        case Iff(left=left_side, right=right_side):
            return Link(variables, hypotheses, left_side, right_side, "↔")
        case _:
            return None


def same_line(link: Link, other: Link) -> bool:
    """Whether two links start from the same and under the same hypotheses."""
    return (
        link.left is other.left
        and link.hypotheses is other.hypotheses
        and link.sign == other.sign
        and set(link.variables) == set(other.variables)
    )


def changed(before: Node, after: Node) -> Path:
    """Where the smallest part stands outside which two terms or formulas agree."""
    path: list[int] = []
    while _alike(before, after):
        pairs = list(zip(before.children, after.children, strict=True))
        differing = [n for n, (one, other) in enumerate(pairs) if one is not other]
        if len(differing) != 1:
            break
        path.append(differing[0])
        before, after = pairs[differing[0]]
    return tuple(path)


def _alike(one: Node, other: Node) -> bool:
    """Whether two nodes differ in their parts only."""
    if type(one) is not type(other) or len(one.children) != len(other.children):
        return False
    if isinstance(one, Application) and isinstance(other, Application):
        return one.function is other.function
    head = getattr(one, "predicate", None) or getattr(one, "variable", None)
    return head is (getattr(other, "predicate", None) or getattr(other, "variable", None))
