"""Does a goal follow from facts alone?  A three-valued reading with its reasons."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from prover.logic.clause import Literal
from prover.logic.normal_form import negation_normal_form
from prover.logic.syntax import And, Exists, ForAll, Formula, Or, Sort, Term, TruthValue
from prover.logic.walk import nodes, substitute
from search.chaining import Fact, ForwardChaining

__all__ = ["support"]


_MAX_ATTEMPTS = 2_000
"""Literals looked up before a goal is said to have no support from facts."""


def support(goal: Formula, chain: ForwardChaining) -> list[Fact] | None:
    """Facts of ``chain`` from which ``goal`` follows at once, or ``None``.

    Conjunctions need all parts, disjunctions one, existence a witness among the ground
    terms that the facts speak of.  A universal goal has no support from single facts.
    """
    return _Support(chain).of(negation_normal_form(goal))


@dataclass(slots=True)
class _Support:
    """The search for facts, with what is left of its budget."""

    chain: ForwardChaining
    attempts: int = _MAX_ATTEMPTS
    witnesses: dict[Sort, list[Term]] = field(default_factory=dict)

    def of(self, goal: Formula) -> list[Fact] | None:
        match goal:
            case TruthValue(value=value):
                return [] if value else None
            case And(parts=parts):
                found: list[Fact] = []
                for part in parts:
                    facts = self.of(part)
                    if facts is None:
                        return None
                    found += facts
                return found
            case Or(parts=parts):
                supports = (self.of(part) for part in parts)
                return next((facts for facts in supports if facts is not None), None)
            case Exists(variable=variable, body=body):
                for witness in self._witnesses(variable.sort):
                    facts = self.of(substitute(body, {variable: witness}))
                    if facts is not None or self.attempts <= 0:
                        return facts
                return None
            case ForAll():
                return None
            case _:
                return self._fact(goal)

    def _witnesses(self, sort: Sort) -> list[Term]:
        if sort not in self.witnesses:
            self.witnesses[sort] = _ground_terms(self.chain.facts, sort)
        return self.witnesses[sort]

    def _fact(self, goal: Formula) -> list[Fact] | None:
        self.attempts -= 1
        literal = Literal.of(goal)
        if literal is None or self.attempts <= 0:
            return None
        fact = self.chain.find(literal)
        return None if fact is None else [fact]


def _ground_terms(facts: Iterable[Literal], sort: Sort) -> list[Term]:
    terms: dict[Term, None] = {}
    for literal in facts:
        for node in nodes(literal.atom):
            if isinstance(node, Term) and not node.free and node.sort is sort:
                terms[node] = None
    return list(terms)
