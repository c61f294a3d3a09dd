"""Formulas read as facts and rules: a body of literals, one literal as head.

This is the reading that rule data sets have in mind (Clark et al., "Transformers as Soft
Reasoners over Language", 2020; Tafjord et al., "ProofWriter", 2021): rules are applied
forwards only, ``not`` is explicit, and nothing is concluded by contraposition.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from prover.errors import ProverError
from prover.logic.clause import Literal
from prover.logic.syntax import And, Application, Exists, Formula, Iff, Implies, Or
from prover.logic.walk import nodes, strip_universals

__all__ = ["NotARule", "Rule", "rules_of"]


class NotARule(ProverError):
    """A formula is neither a fact nor a rule."""

    code = "not-a-rule"


@dataclass(frozen=True, slots=True)
class Rule:
    """``body`` implies ``head``; a fact has an empty body."""

    body: tuple[Literal, ...]
    head: Literal


def rules_of(formula: Formula) -> tuple[Rule, ...]:
    """The facts and rules that ``formula`` states.

    Raises:
        NotARule: a head is not a literal, a head variable is not bound by the body, or
            there are functions other than constants.
    """
    if any(isinstance(node, Application) and node.arguments for node in nodes(formula)):
        raise NotARule("rules have no functions", hint="use --semantics classical")
    return tuple(_rules(formula))


def _rules(formula: Formula) -> Iterator[Rule]:
    _, matrix = strip_universals(formula)
    match matrix:
        case And(parts=parts):
            for part in parts:
                yield from _rules(part)
        case Iff(left=left, right=right):
            yield from _implication(left, right)
            yield from _implication(right, left)
        case Implies(left=left, right=right):
            yield from _implication(left, right)
        case _:
            yield from _implication(None, matrix)


def _implication(left: Formula | None, right: Formula) -> Iterator[Rule]:
    bodies: list[tuple[Literal, ...]] = [()] if left is None else _bodies(left)
    _, consequent = strip_universals(right)
    if isinstance(consequent, Implies):
        for body, inner in product(bodies, _rules(consequent)):
            yield _safe(Rule(body + inner.body, inner.head))
        return
    heads = consequent.parts if isinstance(consequent, And) else (consequent,)
    for head in heads:
        literal = Literal.of(head)
        if literal is None:
            raise NotARule(
                "a rule concludes literals only, not disjunctions or existence",
                hint="use --semantics classical",
            )
        for body in bodies:
            yield _safe(Rule(body, literal))


def _bodies(formula: Formula) -> list[tuple[Literal, ...]]:
    """The condition in disjunctive form: one body for each way to satisfy it."""
    match formula:
        case And(parts=parts):
            choices = product(*(_bodies(part) for part in parts))
            return [tuple(lit for body in choice for lit in body) for choice in choices]
        case Or(parts=parts):
            return [body for part in parts for body in _bodies(part)]
        case Exists(body=body):
            return _bodies(body)
        case _:
            literal = Literal.of(formula)
            if literal is None:
                raise NotARule("a condition is made of literals", hint="use --semantics classical")
            return [(literal,)]


def _safe(rule: Rule) -> Rule:
    bound = frozenset().union(*(literal.atom.free for literal in rule.body))
    if not rule.head.atom.free <= bound:
        raise NotARule(
            "a rule's conclusion speaks of something that its condition does not mention",
            hint="use --semantics classical",
        )
    return rule
